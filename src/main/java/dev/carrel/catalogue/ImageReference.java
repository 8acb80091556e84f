package dev.carrel.catalogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name with a tag as the catalogue gives it, and how it is pulled here.
 *
 * @param name like {@code pytorch/pytorch} or {@code registry.example.org/team/base}
 */
record ImageReference(String name, String tag) {

  /** Lower-case path components, a registry in front if need be, and always a tag. */
  static final Pattern FORM =
      Pattern.compile(
          "((?:[a-z0-9.-]+(?::\\d{1,5})?/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
              + "(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)"
              + ":([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})");

  static ImageReference parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("reference must be a name with a tag, not " + text);
    }
    return new ImageReference(parts.group(1), parts.group(2));
  }

  /**
   * As a mirror serves it: its prefix takes the place of the registry's name. Docker Hub's own
   * images lie below {@code library/} there.
   */
  ImageReference behind(Optional<String> prefix) {
    if (prefix.isEmpty()) {
      return this;
    }
    String first = name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
    String path;
    if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
      path = name.substring(first.length() + 1);
    } else {
      path = name.contains("/") ? name : "library/" + name;
    }
    return new ImageReference(prefix.get().replaceAll("/+$", "") + "/" + path, tag);
  }

  /** Name and digest: what is pulled and looked for, whatever the tag stands for by now. */
  String at(String digest) {
    return name + "@" + digest;
  }

  /** What {@code FROM} names: the digest decides, the tag is for whoever reads it. */
  String pinned(String digest) {
    return this + "@" + digest;
  }

  @Override
  public String toString() {
    return name + ":" + tag;
  }
}
