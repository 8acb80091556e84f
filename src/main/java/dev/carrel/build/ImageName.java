package dev.carrel.build;

/** How images are called: {@code carrel-<user>/<recipe>:<tag>}. */
record ImageName(String user, String recipe, String tag) {
  static final String LATEST = "latest";

  static ImageName of(String user, String recipe, int revision) {
    return new ImageName(user, recipe, Integer.toString(revision));
  }

  ImageName tagged(String other) {
    return new ImageName(user, recipe, other);
  }

  /** What a person types, made whole: {@code x} is {@code carrel-alice/x:latest}. */
  static String complete(String user, String typed) {
    String name = typed.contains("/") ? typed : "carrel-" + user + "/" + typed;
    return name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":" + LATEST : name;
  }

  @Override
  public String toString() {
    return "carrel-" + user + "/" + recipe + ":" + tag;
  }
}
