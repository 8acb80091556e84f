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
    Optional<PackageIndex> known = index.stream().findFirst();
    return diagnosis
        .wanted()
        .flatMap(pin -> known.map(packages -> better(diagnosis, pin, packages)))
        .orElse(diagnosis);
  }

  /** To pip a package that nobody has and an index that answers with errors look the same. */
  static Diagnosis better(Diagnosis diagnosis, String pin, PackageIndex packages) {
    String[] wanted = pin.split("==", 2);
    try {
      if (diagnosis.cause() == Diagnosis.Cause.NO_SUCH_PACKAGE
          && packages.versions(wanted[0], Optional.empty())
              instanceof PackageIndex.Listing.Unreachable silent) {
        return diagnosis.rather(
            Diagnosis.Cause.NETWORK,
            "Whether there is a %s could not be told, for the package index did not answer as it should: %s Nothing is wrong with the recipe as far as one can tell: build again in a while; if it stays, tell whoever runs this portal."
                .formatted(pin, silent.why()));
      }
      List<String> nearest = packages.nearest(wanted[0], wanted[1], Optional.empty());
      return nearest.isEmpty()
          ? diagnosis
          : diagnosis.insteadTake(nearest.stream().map(v -> wanted[0] + "==" + v).toList());
    } catch (RuntimeException e) {
      LOG.debugf("Nothing to offer for %s: %s", pin, e.getMessage());
      return diagnosis;
    }
  }
}
