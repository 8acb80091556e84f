package dev.carrel.gpu.smi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The corpus; where each comes from stands in its README. */
public final class Seen {
  private static final Path FOLDER = Path.of("src/test/resources/gpu/seen");

  private Seen() {}

  static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  static Reading reading(String file) throws IOException, Unreadable {
    return SmiReader.read(text(file));
  }

  /** A reading of the composed A100s, with their slices' names. */
  public static Reading a100() throws IOException, Unreadable {
    return named(reading("a100-mig.xml"), text("a100-mig.list"));
  }

  public static Reading of(String file) throws IOException, Unreadable {
    return reading(file);
  }

  private static Reading named(Reading reading, String list) {
    SmiList names = new SmiList(list);
    return new Reading(
        reading.driver(),
        reading.cuda(),
        reading.cards().stream()
            .map(
                card ->
                    card.with(
                        card.slices().stream().map(s -> names.named(card.uuid(), s)).toList(),
                        card.computeCapability()))
            .toList());
  }
}
