package dev.carrel.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What a Dockerfile must know of a base.
 *
 * @param python the interpreter's command, like {@code python3}; empty if there is none to be had
 * @param pip true if {@code <python> -m pip} works in the base as it is
 * @param bootstrap system packages that make {@link #python} and pip work where they do not yet;
 *     empty where {@link #pip} is true
 * @param breakSystemPackages true where the distribution marks its Python as externally managed
 *     (PEP 668), so that pip installs only with {@code PIP_BREAK_SYSTEM_PACKAGES=1}
 * @param packages what installs system packages
 * @param distribution like {@code debian}
 * @param suite the distribution's release by its code name, like {@code bookworm}; empty where
 *     there are none
 */
public record Toolchain(
    Optional<String> python,
    boolean pip,
    List<String> bootstrap,
    boolean breakSystemPackages,
    PackageManager packages,
    Distribution distribution,
    Optional<String> suite) {

  public enum PackageManager {
    APT,
    APK,
    NONE
  }

  public enum Distribution {
    DEBIAN,
    UBUNTU,
    ALPINE,
    OTHER
  }

  public Toolchain {
    bootstrap = List.copyOf(bootstrap);
  }

  /** True if Python packages can be installed, perhaps after {@link #bootstrap}. */
  public boolean installsPython() {
    return python.isPresent() && (pip || !bootstrap.isEmpty());
  }
}
