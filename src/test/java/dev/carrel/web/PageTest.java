package dev.carrel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void theRowBeyondTheLimitIsNotShownButToldOf() {
    Page<Long> page =
        Page.of(List.of(9L, 7L, 5L), PageRequest.of(2, null), id -> id, Function.identity());
    assertThat(page.items()).containsExactly(9L, 7L);
    assertThat(page.next()).isEqualTo("7");
    assertThat(PageRequest.of(2, page.next()).before()).isEqualTo(7);
  }

  @Test
  void theLastPartHasNoNext() {
    assertThat(Page.of(List.of(9L), PageRequest.of(2, null), id -> id, Function.identity()).next())
        .isNull();
  }

  @Test
  void aLimitIsKeptWithinBounds() {
    assertThat(PageRequest.of(1_000_000, null).limit()).isEqualTo(PageRequest.MOST);
    assertThat(PageRequest.of(-1, null).limit()).isEqualTo(1);
  }

  @Test
  void aCursorOfSomebodysOwnMakingIsRefused() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> PageRequest.of(1, "1; drop"))
        .satisfies(p -> assertThat(p.status()).isEqualTo(422));
  }
}
