package dev.carrel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueFileTest {
  private static final String TINY =
      """
        - slug: tiny
          title: Tiny
          framework: linux
          version: "1"
          accelerator: cpu
          kind: image
          reference: carrel-test/busybox:1
          inside: A shell.
          size: 2m
          tools: {packages: none, distribution: other}
      """;

  @Test
  void shipsBasesForEachFramework() {
    List<CatalogueEntry> shipped = CatalogueFile.load(Optional.empty());

    assertThat(shipped).extracting(CatalogueEntry::framework).contains(Framework.values());
    assertThat(shipped)
        .filteredOn(entry -> entry.framework() == Framework.PYTORCH)
        .extracting(entry -> entry.versions().cuda().orElseThrow())
        .containsExactly("13.0", "12.6");
  }

  @Test
  void replacesTheShippedBases() {
    assertThat(CatalogueFile.parse("mine", "bases:\n" + TINY))
        .extracting(CatalogueEntry::slug)
        .containsExactly("tiny");
  }

  @Test
  void addsToTheShippedBasesAndHidesSome() {
    List<CatalogueEntry> entries =
        CatalogueFile.parse(
            "mine", "extends: shipped\nbases:\n" + TINY + "  - {slug: alpine, hidden: true}\n");

    assertThat(entries)
        .extracting(CatalogueEntry::slug)
        .contains("pytorch", "tiny")
        .doesNotContain("alpine");
  }

  @Test
  void namesEntryAndFieldOfEachFault() {
    String yaml =
        "bases:\n"
            + TINY.replace("kind: image", "kind: picture")
                .replace("size: 2m", "size: big")
                .replace("carrel-test/busybox:1", "busybox")
                .replace("inside:", "insight:");

    assertThatThrownBy(() -> CatalogueFile.parse("mine.yaml", yaml))
        .isInstanceOf(CatalogueFileException.class)
        .hasMessageContainingAll(
            "mine.yaml",
            "base tiny: `kind` must be image or bootstrap, not `picture`",
            "base tiny: `size` must be a size like 130m or 8g, not `big`",
            "base tiny: `reference` must be a name with a tag, like python:3.12-slim, not `busybox`",
            "base tiny: `inside` is missing",
            "base tiny: `insight` is not a field");
  }

  @Test
  void refusesACounterpartThatIsNoCpuBase() {
    assertThatThrownBy(
            () ->
                CatalogueFile.parse(
                    "mine", "bases:\n" + TINY.replace("kind:", "cpu: elsewhere\n    kind:")))
        .hasMessageContaining("base tiny: `cpu` names no base: `elsewhere`");
  }

  @Test
  void refusesTheSameSlugTwice() {
    assertThatThrownBy(() -> CatalogueFile.parse("mine", "bases:\n" + TINY + TINY))
        .hasMessageContaining("base tiny: `slug` is used twice");
  }

  @Test
  void saysThatAFileIsNotYaml() {
    assertThatThrownBy(() -> CatalogueFile.parse("mine", "bases: [")).hasMessageContaining("YAML");
  }

  @Test
  void saysWhichSettingNamesAFileThatIsNotThere() {
    assertThatThrownBy(() -> CatalogueFile.load(Optional.of(Path.of("/nowhere/bases.yaml"))))
        .hasMessageContainingAll("/nowhere/bases.yaml", "carrel.catalogue.file");
  }
}
