package dev.carrel.build;

import java.util.List;
import java.util.Optional;

/**
 * What the build page shows above the log.
 *
 * @param doing what it is doing, in a few words
 * @param alternatives what could be pinned instead of what does not exist
 * @param failedAt the line of the log that says what failed
 */
record BuildProgress(
    BuildView build,
    String look,
    String doing,
    List<StepBar> steps,
    List<String> alternatives,
    Optional<Long> failedAt,
    boolean reused,
    boolean cancelling,
    boolean editable) {

  static String look(BuildView build) {
    return switch (build.status()) {
      case QUEUED -> "queued";
      case RUNNING -> "building";
      case SUCCEEDED -> "ready";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }

  static String doing(BuildView build, List<StepBar> steps, long ahead, boolean cancelling) {
    return switch (build.status()) {
      case QUEUED ->
          build
              .waiting()
              .orElseGet(
                  () -> ahead == 0 ? "next in the queue" : "in the queue, " + ahead + " before it");
      case RUNNING ->
          cancelling
              ? "being cancelled"
              : steps.stream()
                  .filter(step -> step.look().equals("now"))
                  .findFirst()
                  .map(step -> brief(step.name()))
                  .orElse("starting");
      case SUCCEEDED -> "ready";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }

  private static String brief(String name) {
    return name.length() > 60 ? name.substring(0, 60).strip() + "…" : name;
  }
}
