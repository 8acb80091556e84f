package dev.carrel.build;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A build as the API shows it. */
@Schema(name = "Build")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BuildJson(
    long id,
    String status,
    String recipe,
    int revision,
    Instant requested,
    Instant started,
    Instant finished,
    BuiltImage image,
    String error,
    String waiting) {

  @Schema(name = "BuiltImage")
  record BuiltImage(String reference, long id, long size) {}

  static BuildJson of(BuildView build) {
    return new BuildJson(
        build.id(),
        build.status().word(),
        build.recipe(),
        build.revision(),
        build.requested(),
        build.started().orElse(null),
        build.finished().orElse(null),
        build.image().map(i -> new BuiltImage(i.reference(), i.id(), i.size())).orElse(null),
        build.error().orElse(null),
        build.waiting().orElse(null));
  }
}
