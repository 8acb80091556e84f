package dev.carrel.build;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An image as the API shows it. */
@Schema(name = "Image")
record ImageJson(
    long id,
    String reference,
    List<String> tags,
    String recipe,
    int revision,
    long size,
    Instant built,
    String engineId) {

  static ImageJson of(TaggedImage tagged) {
    Image image = tagged.image();
    return new ImageJson(
        image.id(),
        image.reference(),
        tagged.tags(),
        image.recipe(),
        image.revision(),
        image.size(),
        image.built(),
        image.engineId());
  }
}
