package dev.carrel.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What BuildKit calls a step, for people.
 *
 * @param number its place in the Dockerfile, from 1; one more than the last for saving the image
 * @param command the command without BuildKit's own options
 */
record StepName(int number, String command) {
  private static final Pattern PLACE =
      Pattern.compile("\\[(?:\\S+ )?(\\d{1,4})/(\\d{1,4})\\] (.*)", Pattern.DOTALL);
  private static final Pattern EXPORT = Pattern.compile("exporting to (image|oci).*");
  private static final Pattern OPTIONS = Pattern.compile("^(RUN|COPY|ADD) (?:--\\S+ )+");
  private static final int LONGEST = 400;

  /** Above any step of a Dockerfile. */
  static final int SAVE = 10_000;

  /** Empty for what only BuildKit cares about, like reading the Dockerfile. */
  static Optional<StepName> of(String vertex) {
    String name = vertex.replaceAll("\\s+", " ").strip();
    Matcher place = PLACE.matcher(name);
    if (place.matches()) {
      String command =
          OPTIONS
              .matcher(place.group(3))
              .replaceFirst("$1 ")
              .replaceFirst("^FROM docker\\.io/(library/)?", "FROM ");
      return Optional.of(
          new StepName(
              Integer.parseInt(place.group(1)),
              command.length() > LONGEST ? command.substring(0, LONGEST) + "…" : command));
    }
    return EXPORT.matcher(name).matches()
        ? Optional.of(new StepName(SAVE, "Save the image"))
        : Optional.empty();
  }

  /** In a few words, for the timeline: {@code apt-get install git, less}. */
  String brief() {
    if (command.startsWith("FROM ")) {
      return command.replaceFirst("@sha256:[0-9a-f]+", "");
    }
    if (!command.startsWith("RUN ")) {
      return command;
    }
    String[] parts = command.substring(4).split("&&|;");
    for (String part : parts) {
      Optional<String> installing = installing(part.strip());
      if (installing.isPresent()) {
        return installing.get();
      }
    }
    return command.substring(4);
  }

  private static Optional<String> installing(String part) {
    for (String tool : List.of("apt-get install", "apk add", "pip install")) {
      int at = part.indexOf(tool);
      if (at >= 0) {
        return Optional.of(tool + " " + words(part.substring(at + tool.length())));
      }
    }
    return Optional.empty();
  }

  private static String words(String arguments) {
    var names = new ArrayList<String>();
    boolean file = false;
    for (String word : arguments.strip().split("\\s+")) {
      if (word.equals("-r") || word.equals("--requirement")) {
        file = true;
      } else if (!word.startsWith("-")) {
        names.add(file ? word.substring(word.lastIndexOf('/') + 1) : word);
        file = false;
      }
    }
    return String.join(", ", names);
  }
}
