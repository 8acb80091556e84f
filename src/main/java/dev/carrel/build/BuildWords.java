package dev.carrel.build;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.util.Optional;

/** What the templates say of builds and images. */
@TemplateExtension
final class BuildWords {
  private BuildWords() {}

  static String look(BuildView build) {
    return BuildProgress.look(build);
  }

  static String said(BuildView build) {
    return build.status() == BuildStatus.SUCCEEDED ? "ready" : build.status().word();
  }

  static String href(BuildView build) {
    return "/builds/" + build.id();
  }

  static String launch(BuildView build) {
    return "/environments/new?image="
        + build.image().map(image -> Long.toString(image.id())).orElse("");
  }

  static Optional<Duration> duration(BuildView build) {
    return build.started().flatMap(from -> build.finished().map(to -> Duration.between(from, to)));
  }

  static String launch(TaggedImage image) {
    return "/environments/new?image=" + image.image().id();
  }

  static String dialog(TaggedImage image) {
    return "delete-" + image.image().id();
  }

  static String deleteUrl(TaggedImage image) {
    return "/images/" + image.image().id() + "/delete";
  }

  static String question(TaggedImage image) {
    return "Delete " + image.image().reference() + "?";
  }
}
