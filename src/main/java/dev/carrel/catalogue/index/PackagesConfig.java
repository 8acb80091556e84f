package dev.carrel.catalogue.index;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where packages come from. */
@ConfigMapping(prefix = "carrel.packages")
public interface PackagesConfig {
  String PYPI = "https://pypi.org/simple";

  /**
   * Simple package indexes (PEP 503) for pip, the main one first; {@code none} for no index at all,
   * only wheelhouses.
   */
  @WithDefault(PYPI)
  List<String> indexUrls();

  /** Hosts that pip takes without a valid certificate. */
  Optional<List<String>> trustedHosts();

  /**
   * Folders on the portal's disk that builds can install from: each a flat folder of wheels, or a
   * static simple index (a folder for each package, with an {@code index.html}).
   */
  Optional<List<Path>> wheelhouses();

  /**
   * Port at which wheelhouses are served to builds, on the address that only builds reach. Default:
   * a free one, chosen at the first start and kept in the portal's home, for a change of it would
   * cost every build its cache.
   */
  Optional<Integer> wheelhousePort();

  /** A mirror to take Debian's packages from, like {@code http://mirror.example.org/debian}. */
  Optional<String> aptMirror();

  /** A mirror to take Ubuntu's packages from, like {@code http://mirror.example.org/ubuntu}. */
  Optional<String> ubuntuMirror();

  /** How long the list of all names of an index is kept before it is fetched again. */
  @WithDefault("PT24H")
  Duration keepNames();

  /** How long an index may take to answer. */
  @WithDefault("PT10S")
  Duration timeout();
}
