package dev.carrel.gpu;

import dev.carrel.notice.Notice;
import dev.carrel.web.Times;
import java.time.Instant;

/** What the owner of an environment is told of its turn. */
final class TurnNotices {
  private TurnNotices() {}

  static Notice come(RequestRow row, Instant now, Instant ends) {
    String devices = row.wish().count() == 1 ? "its GPU" : "its GPUs";
    return new Notice(
        row.account(),
        "gpu-turn",
        "%s has %s".formatted(row.name(), devices),
        "It waited since %s and is starting by itself now. It has %s until %s.%s"
            .formatted(
                Times.exact(row.asked()),
                devices,
                Times.exact(ends),
                row.pickUpBy().map(TurnNotices::condition).orElse("")),
        "/environments/" + row.name(),
        "gpu-turn-%d-%d".formatted(row.id(), now.toEpochMilli()));
  }

  static Notice passed(RequestRow row, Instant now) {
    return new Notice(
        row.account(),
        "gpu-passed",
        "The turn of %s has passed".formatted(row.name()),
        "Nobody was there to use %s, so others may have %s now. The environment keeps its place in the queue, from %s; say on its page that you are here, and its turn comes again."
            .formatted(
                row.wish().count() == 1 ? "its GPU" : "its GPUs",
                row.wish().count() == 1 ? "it" : "them",
                Times.exact(row.queued())),
        "/environments/" + row.name(),
        "gpu-passed-%d-%d".formatted(row.id(), now.toEpochMilli()));
  }

  private static String condition(Instant pickUpBy) {
    return " Use it, or say on its page that you are here, by %s: else the next one gets its turn, and it keeps its place."
        .formatted(Times.exact(pickUpBy));
  }
}
