package dev.carrel.build;

import dev.carrel.build.log.BuildAttempt;
import dev.carrel.build.log.LogLine;
import dev.carrel.build.log.LogStore;
import dev.carrel.catalogue.PackageIndex;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads in the log what failed, and looks up what would have worked. */
@ApplicationScoped
class Diagnostician {
  private static final Logger LOG = Logger.getLogger(Diagnostician.class);

  /** The cause is near the end; pip may repeat itself before it. */
  private static final int LINES = 3_000;

  private final LogStore log;
  private final Instance<PackageIndex> index;

  @Inject
  Diagnostician(LogStore log, Instance<PackageIndex> index) {
    this.log = log;
    this.index = index;
  }

  Diagnosis explain(BuildAttempt attempt, Outcome.Broken broken) {
    List<LogLine> lines = log.newest(attempt.build(), LINES);
    Diagnosis diagnosis = Diagnoses.of(lines, broken.noSpace(), broken.message());
    return diagnosis
        .wanted()
        .map(this::nearest)
        .filter(found -> !found.isEmpty())
        .map(diagnosis::insteadTake)
        .orElse(diagnosis);
  }

  private List<String> nearest(String pin) {
    String[] wanted = pin.split("==", 2);
    try {
      return index.stream()
          .findFirst()
          .map(known -> known.nearest(wanted[0], wanted[1], Optional.empty()))
          .orElse(List.of())
          .stream()
          .map(version -> wanted[0] + "==" + version)
          .toList();
    } catch (RuntimeException e) {
      LOG.debugf("Nothing to offer for %s: %s", pin, e.getMessage());
      return List.of();
    }
  }
}
