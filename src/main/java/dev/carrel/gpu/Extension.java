package dev.carrel.gpu;

import dev.carrel.account.GpuLimits;
import dev.carrel.web.Problem;
import dev.carrel.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far a lease can be moved: while nobody waits as far ahead as a new one would reach; else as
 * far as one that began when this did.
 */
record Extension(List<Lease> held, GpuLimits limits, boolean othersWait) {

  void check(Instant now, Instant until) {
    Duration most = RequestRow.duration(limits.hours());
    Instant began =
        held.stream().flatMap(l -> l.started().stream()).min(Instant::compareTo).orElse(now);
    Instant last = (othersWait ? began : now).plus(most);
    if (until.isAfter(last)) {
      throw Problem.tooMany(
              othersWait
                  ? "Others wait for GPUs, so yours can be kept for %s hours in all, until %s; this asks for %s."
                      .formatted(
                          GpuAllowance.plain(limits.hours()), Times.exact(last), Times.exact(until))
                  : "A GPU may be leased for at most %s hours ahead, until %s; this asks for %s."
                      .formatted(
                          GpuAllowance.plain(limits.hours()),
                          Times.exact(last),
                          Times.exact(until)))
          .advice("Ask for fewer hours.");
    }
  }
}
