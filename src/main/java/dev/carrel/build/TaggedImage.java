package dev.carrel.build;

import java.util.List;

/**
 * @param tags what stands after the colon of the image's further names, {@code latest} among them
 */
record TaggedImage(Image image, List<String> tags) {

  static TaggedImage of(ImageRow row, List<String> references) {
    return new TaggedImage(
        row.view(),
        references.stream().map(name -> name.substring(name.lastIndexOf(':') + 1)).toList());
  }

  /** What stands after the colon of its own name: the revision. */
  public String ownTag() {
    return image.reference().substring(image.reference().lastIndexOf(':') + 1);
  }
}
