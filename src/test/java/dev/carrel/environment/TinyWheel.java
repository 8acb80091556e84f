package dev.carrel.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest package that pip installs. */
final class TinyWheel {
  static final String NAME = "tinywheel";

  static final String FILE = NAME + "-1.0-py3-none-any.whl";

  private TinyWheel() {}

  static void into(Path folder) {
    Path wheel = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
        entry(zip, "tinywheel/__init__.py", "ANSWER = 42\n");
        entry(
            zip,
            "tinywheel-1.0.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: tinywheel\nVersion: 1.0\n");
        entry(
            zip,
            "tinywheel-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        entry(
            zip,
            "tinywheel-1.0.dist-info/RECORD",
            "tinywheel/__init__.py,,\ntinywheel-1.0.dist-info/METADATA,,\n"
                + "tinywheel-1.0.dist-info/WHEEL,,\ntinywheel-1.0.dist-info/RECORD,,\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
