package dev.carrel.catalogue;

import dev.carrel.catalogue.Toolchain.Distribution;
import dev.carrel.catalogue.index.PackagesConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where one build takes its packages from. It differs from site to site and from day to day, so
 * nothing of it may enter a rendered Dockerfile, a revision's digest or an image's layers.
 *
 * <p>Instead each {@code RUN} that installs something mounts a folder of the build's context, the
 * same way everywhere:
 *
 * <pre>
 * RUN --mount=type=bind,source=sources,target=/run/carrel \
 *     --mount=type=cache,target=/var/cache/apt,sharing=locked \
 *     export APT_CONFIG=/run/carrel/apt.conf; apt-get update &amp;&amp; apt-get install …
 *
 * RUN --mount=type=bind,source=sources,target=/run/carrel \
 *     --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt \
 *     --mount=type=cache,target=/root/.cache/pip \
 *     PIP_CONFIG_FILE=/run/carrel/pip.conf python3 -m pip install -r /tmp/requirements.txt
 * </pre>
 *
 * and whoever starts the build adds {@link #files} to the context and {@link #extraHosts} to the
 * engine's request. An exported recipe carries {@link #PUBLIC}'s files.
 *
 * @param pipIndexUrls simple indexes; the first is pip's main one; may be empty (wheelhouses only)
 * @param trustedHosts hosts that pip takes without a valid certificate
 * @param findLinks more places for pip to look for files
 * @param aptMirror takes the place of the distribution's own mirror
 * @param ubuntuMirror takes the place of {@code http://archive.ubuntu.com/ubuntu}
 * @param extraHosts names that the build's steps must find in {@code /etc/hosts}
 * @param trouble what cannot be offered just now and why, for the build's log; empty if all can
 */
public record BuildSources(
    List<String> pipIndexUrls,
    List<String> trustedHosts,
    List<String> findLinks,
    Optional<String> aptMirror,
    Optional<String> ubuntuMirror,
    Map<String, String> extraHosts,
    Optional<String> trouble) {

  /** What anybody outside has: PyPI and the distribution's own mirrors. */
  public static final BuildSources PUBLIC =
      new BuildSources(
              List.of(),
              List.of(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Map.of(),
              Optional.empty())
          .withIndex(PackagesConfig.PYPI);

  /** The folder in the build's context. */
  public static final String FOLDER = "sources";

  public BuildSources {
    pipIndexUrls = List.copyOf(pipIndexUrls);
    trustedHosts = List.copyOf(trustedHosts);
    findLinks = List.copyOf(findLinks);
    extraHosts = Map.copyOf(extraHosts);
  }

  private BuildSources withIndex(String url) {
    return new BuildSources(
        List.of(url), trustedHosts, findLinks, aptMirror, ubuntuMirror, extraHosts, trouble);
  }

  /** All files of the folder, by their path in the context, for a build from a base like this. */
  public Map<String, byte[]> files(Toolchain tools) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(FOLDER + "/pip.conf", bytes(pipConf()));
    Optional<String> list = aptSources(tools);
    files.put(FOLDER + "/apt.conf", bytes(list.isPresent() ? APT_CONF : "// as the base has it\n"));
    list.ifPresent(text -> files.put(FOLDER + "/sources.list", bytes(text)));
    return files;
  }

  /** The text of pip's configuration. */
  public String pipConf() {
    StringBuilder conf = new StringBuilder("[global]\ndisable-pip-version-check = true\n");
    if (pipIndexUrls.isEmpty()) {
      conf.append("no-index = true\n");
    } else {
      conf.append("index-url = ").append(pipIndexUrls.getFirst()).append('\n');
      append(conf, "extra-index-url", pipIndexUrls.subList(1, pipIndexUrls.size()));
    }
    append(conf, "find-links", findLinks);
    append(conf, "trusted-host", trustedHosts);
    return conf.toString();
  }

  /** The text of apt's source list; empty where the base's own is to be used. */
  public Optional<String> aptSources(Toolchain tools) {
    if (tools.distribution() == Distribution.DEBIAN) {
      return aptMirror.flatMap(mirror -> tools.suite().map(suite -> debian(mirror, suite)));
    }
    if (tools.distribution() == Distribution.UBUNTU) {
      return ubuntuMirror.flatMap(mirror -> tools.suite().map(suite -> ubuntu(mirror, suite)));
    }
    return Optional.empty();
  }

  private static final String APT_CONF =
      """
      Dir::Etc::SourceList "/run/carrel/sources.list";
      Dir::Etc::SourceParts "/dev/null";
      """;

  private static String debian(String mirror, String suite) {
    return "deb %1$s %2$s main\ndeb %1$s %2$s-updates main\n".formatted(mirror, suite);
  }

  private static String ubuntu(String mirror, String suite) {
    return "deb %1$s %2$s main universe\ndeb %1$s %2$s-updates main universe\ndeb %1$s %2$s-security main universe\n"
        .formatted(mirror, suite);
  }

  private static void append(StringBuilder conf, String key, List<String> values) {
    if (!values.isEmpty()) {
      conf.append(key).append(" =\n");
      values.forEach(value -> conf.append("    ").append(value).append('\n'));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
