package dev.carrel.catalogue.python;

import dev.carrel.catalogue.python.Distribution.Tag;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The CPython of a base: which wheels it takes. Bases are Linux with glibc, on the processor that
 * the portal runs on; that a wheel wants a newer glibc than the base has is found out by pip.
 *
 * @param minor of Python 3
 * @param machine like {@code x86_64}
 */
public record Interpreter(int minor, String machine) {
  private static final Pattern VERSION = Pattern.compile("3\\.(\\d{1,3})");
  private static final Pattern CPYTHON = Pattern.compile("cp3(\\d{1,3})");
  private static final Pattern PURE = Pattern.compile("py3(\\d{1,3})?");

  /** For {@code 3.12}, on this machine's processor. */
  public static Interpreter of(String python) {
    Matcher version = VERSION.matcher(python);
    if (!version.matches()) {
      throw new IllegalArgumentException("python must be like 3.12, not " + python);
    }
    String arch = System.getProperty("os.arch");
    return new Interpreter(
        Integer.parseInt(version.group(1)), arch.equals("amd64") ? "x86_64" : arch);
  }

  public PythonVersion version() {
    return PythonVersion.parse("3." + minor).orElseThrow();
  }

  /** True for source archives, and wheels with a tag that fits. */
  public boolean takes(Distribution distribution) {
    return !distribution.isWheel() || distribution.tags().stream().anyMatch(this::takes);
  }

  private boolean takes(Tag tag) {
    return takesPlatform(tag.platform()) && takesPython(tag.python(), tag.abi());
  }

  private boolean takesPlatform(String platform) {
    return platform.equals("any")
        || (platform.endsWith("_" + machine)
            && (platform.startsWith("manylinux") || platform.startsWith("linux_")));
  }

  private boolean takesPython(String python, String abi) {
    Matcher pure = PURE.matcher(python);
    if (pure.matches()) {
      return abi.equals("none")
          && (pure.group(1) == null || Integer.parseInt(pure.group(1)) <= minor);
    }
    Matcher cpython = CPYTHON.matcher(python);
    if (!cpython.matches()) {
      return python.equals("cp3") && abi.equals("none");
    }
    int built = Integer.parseInt(cpython.group(1));
    return switch (abi) {
      case "abi3", "none" -> built <= minor;
      default -> built == minor && abi.equals("cp3" + minor);
    };
  }

  @Override
  public String toString() {
    return "Python 3." + minor;
  }
}
