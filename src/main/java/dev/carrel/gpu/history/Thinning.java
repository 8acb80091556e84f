package dev.carrel.gpu.history;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Makes what has aged coarser. Replicas may do it at once: each row is merged by whoever deletes
 * it.
 */
@ApplicationScoped
class Thinning {
  private final DeviceSamples devices;
  private final EnvironmentSamples environments;
  private final HistoryConfig config;
  private final Clock clock;

  @Inject
  Thinning(
      DeviceSamples devices, EnvironmentSamples environments, HistoryConfig config, Clock clock) {
    this.devices = devices;
    this.environments = environments;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "5m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void thin() {
    Instant now = clock.instant();
    for (Grain grain : Grain.values()) {
      if (grain == Grain.DAY) {
        Instant before = Grain.DAY.start(now.minus(config.days()));
        devices.forget(before);
        environments.forget(before);
      } else {
        // Whole ones only, so that a coarser sample is made once, of all its parts.
        Instant before = grain.coarser().start(now.minus(grain.kept(config)));
        devices.thin(grain, before);
        environments.thin(grain, before);
      }
    }
  }
}
