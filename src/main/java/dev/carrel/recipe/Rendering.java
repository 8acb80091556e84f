package dev.carrel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that a content is built from. The same content gives the same bytes, whosever recipe it
 * is. BuildKit of Docker 20.10 reads them: no {@code # syntax} line, no heredocs, no {@code COPY
 * --link}.
 */
record Rendering(String dockerfile, String requirements) {

  /** Part of the content's digest: to be raised with each change of what is rendered. */
  static final int VERSION = 1;

  /** Where apt and pip find the site's package sources, which never enter a layer. */
  private static final String SOURCES = "--mount=type=bind,source=sources,target=/run/carrel";

  private static final String REQUIREMENTS = "/usr/local/share/carrel/requirements.txt";

  static Rendering of(Content content) {
    List<String> sections = new ArrayList<>();
    sections.add("FROM " + content.base().from());
    systemLayer(content).ifPresent(sections::add);
    pythonLayer(content).ifPresent(sections::add);
    variables(content).ifPresent(sections::add);
    sections.add("WORKDIR /workspace");
    sections.add(labels(content));
    return new Rendering(String.join("\n\n", sections) + "\n", requirements(content));
  }

  private static Optional<String> systemLayer(Content content) {
    List<String> packages =
        Stream.concat(content.tools().bootstrap().stream(), content.system().stream())
            .sorted()
            .distinct()
            .toList();
    if (packages.isEmpty()) {
      return Optional.empty();
    }
    String names = packages.stream().map(name -> "        " + name).collect(lines());
    return Optional.of(
        switch (content.tools().packages()) {
          case APT ->
              Stream.of(
                          "RUN " + SOURCES,
                          "    --mount=type=cache,target=/var/cache/apt,sharing=locked",
                          "    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked",
                          "    export APT_CONFIG=/run/carrel/apt.conf DEBIAN_FRONTEND=noninteractive",
                          " && apt-get update",
                          " && apt-get install --yes --no-install-recommends")
                      .collect(lines())
                  + " \\\n"
                  + names;
          case APK -> "RUN apk add --no-cache \\\n" + names;
          case NONE -> throw new IllegalStateException("Nothing can install " + packages);
        });
  }

  /**
   * pip works on the system's own Python, which Debian guards: in an image there is nothing else
   * that it could break.
   */
  private static Optional<String> pythonLayer(Content content) {
    if (content.installed().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "COPY requirements.txt "
            + REQUIREMENTS
            + "\n"
            + Stream.of(
                    "RUN " + SOURCES,
                    "    --mount=type=cache,target=/root/.cache/pip",
                    "    export PIP_CONFIG_FILE=/run/carrel/pip.conf"
                        + (content.tools().breakSystemPackages()
                            ? " PIP_BREAK_SYSTEM_PACKAGES=1"
                            : ""),
                    "    PIP_ROOT_USER_ACTION=ignore PIP_DISABLE_PIP_VERSION_CHECK=1",
                    " && "
                        + content.tools().python().orElseThrow()
                        + " -m pip install --no-input --requirement "
                        + REQUIREMENTS)
                .collect(lines()));
  }

  /** After the layers: what a user sets for the program must not steer the build. */
  private static Optional<String> variables(Content content) {
    var all = new TreeMap<>(content.environment());
    if (content.tools().installsPython()) {
      all.put("PYTHONPATH", "/workspace:/workspace/src");
    }
    return all.isEmpty() ? Optional.empty() : Optional.of("ENV " + assignments(all, "    "));
  }

  private static String labels(Content content) {
    return "LABEL "
        + assignments(
            new TreeMap<>(
                Map.of(
                    "carrel.content", content.digest(),
                    "org.opencontainers.image.base.digest", content.base().digest(),
                    "org.opencontainers.image.base.name", content.base().reference(),
                    "org.opencontainers.image.title", "Carrel environment",
                    "org.opencontainers.image.vendor", "Carrel")),
            "      ");
  }

  private static String requirements(Content content) {
    return content.installed().stream().map(pin -> pin + "\n").collect(Collectors.joining());
  }

  private static String assignments(Map<String, String> values, String indent) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
        .collect(Collectors.joining(" \\\n" + indent));
  }

  /** As BuildKit reads a double-quoted word: only these three can be escaped, and must be. */
  private static String quoted(String value) {
    return "\"" + value.replaceAll("([\\\\\"$])", "\\\\$1") + "\"";
  }

  private static java.util.stream.Collector<CharSequence, ?, String> lines() {
    return Collectors.joining(" \\\n");
  }
}
