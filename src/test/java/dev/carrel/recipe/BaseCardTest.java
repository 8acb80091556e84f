package dev.carrel.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.catalogue.Accelerator;
import dev.carrel.catalogue.Base;
import dev.carrel.catalogue.BaseState;
import dev.carrel.catalogue.CatalogueEntry;
import dev.carrel.catalogue.Framework;
import dev.carrel.catalogue.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaseCardTest {
  private static final BaseState HERE = new BaseState.Here(1);
  private static final BaseState AWAY = new BaseState.Unreachable("no answer", Instant.EPOCH);

  @Test
  void whatCanBeChosenComesFirst() {
    List<BaseCard.Shelf> shelves =
        BaseCard.shelves(
            List.of(
                base("torch", Framework.PYTORCH, AWAY),
                base("slim", Framework.PYTHON, AWAY),
                base("made-here", Framework.PYTHON, HERE)));

    assertThat(shelves).extracting(BaseCard.Shelf::word).containsExactly("python", "pytorch");
    assertThat(shelves.getFirst().cards())
        .extracting(BaseCard::slug)
        .containsExactly("made-here", "slim");
  }

  @Test
  void whereAllCanBeHadTheOrderIsTheFrameworks() {
    List<BaseCard.Shelf> shelves =
        BaseCard.shelves(
            List.of(base("slim", Framework.PYTHON, HERE), base("torch", Framework.PYTORCH, HERE)));

    assertThat(shelves).extracting(BaseCard.Shelf::word).containsExactly("pytorch", "python");
  }

  private static Base base(String slug, Framework framework, BaseState state) {
    var entry =
        new CatalogueEntry(
            slug,
            slug,
            framework,
            new Versions("1", Optional.empty(), Optional.empty(), Optional.empty()),
            Accelerator.CPU,
            Optional.empty(),
            CatalogueEntry.Kind.IMAGE,
            slug,
            "",
            0,
            null);
    return new Base(entry, Optional.empty(), state);
  }
}
