package dev.carrel.recipe;

import dev.carrel.catalogue.PinnedBase;
import dev.carrel.catalogue.Toolchain;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that decides what is built; who wants it and what they call it is not part of it.
 * Nothing malformed gets in: whatever is rendered from a content is safe where it stands.
 *
 * @param tools what the base had to install packages with when it was chosen
 * @param python what the user pinned, in the order of names
 * @param system names of system packages, in order
 * @param environment variables of the image
 * @param apps tools besides, at the version that the index offered when they were chosen
 */
public record Content(
    PinnedBase base,
    Toolchain tools,
    List<Pin> python,
    List<String> system,
    SortedMap<String, String> environment,
    List<Pin> apps) {

  public Content {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(tools, "tools");
    python = python.stream().sorted().toList();
    apps = apps.stream().sorted().toList();
    system =
        system.stream()
            .map(name -> SystemPackages.checked(tools.packages(), name))
            .sorted()
            .distinct()
            .toList();
    var variables = new TreeMap<String, String>();
    environment.forEach((name, value) -> Variables.check(name, value));
    variables.putAll(environment);
    environment = Collections.unmodifiableSortedMap(variables);
    if (!tools.installsPython() && !(python.isEmpty() && apps.isEmpty())) {
      throw new IllegalArgumentException(base.slug() + " has no Python to install packages with");
    }
  }

  /** What pip installs: the user's pins and the tools', in order. */
  List<Pin> installed() {
    return Stream.concat(python.stream(), apps.stream()).sorted().toList();
  }

  /** {@code sha256:…} of all that the rendered files are made from, the renderer included. */
  String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** One line for each thing: no value holds a line break, so that no two contents are the same. */
  private String canonical() {
    var lines =
        Stream.of(
                Stream.of(
                    "renderer " + Rendering.VERSION,
                    "from " + base.from(),
                    "reference " + base.reference(),
                    "digest " + base.digest(),
                    "packages by " + tools.packages(),
                    "python " + tools.python().orElse("none"),
                    "break system packages " + tools.breakSystemPackages()),
                tools.bootstrap().stream().map(name -> "bootstrap " + name),
                system.stream().map(name -> "system " + name),
                python.stream().map(pin -> "pin " + pin),
                apps.stream().map(pin -> "app " + pin),
                environment.entrySet().stream().map(Content::line))
            .flatMap(group -> group)
            .toList();
    return String.join("\n", lines);
  }

  private static String line(Map.Entry<String, String> variable) {
    return "environment " + variable.getKey() + "=" + variable.getValue();
  }
}
