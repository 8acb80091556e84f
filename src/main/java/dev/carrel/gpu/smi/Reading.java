package dev.carrel.gpu.smi;

import java.util.List;
import java.util.Optional;

/**
 * All that {@code nvidia-smi} said at one moment.
 *
 * @param driver its version, like {@code 535.54.03}
 * @param cuda the newest CUDA that the driver serves, like {@code 12.2}
 */
public record Reading(Optional<String> driver, Optional<String> cuda, List<Card> cards) {

  public Reading {
    cards = List.copyOf(cards);
  }

  /** Slices without a UUID or a profile: older tools' XML has neither, their list has both. */
  boolean lacksNames() {
    return cards.stream()
        .flatMap(card -> card.slices().stream())
        .anyMatch(slice -> slice.uuid().isEmpty() || slice.profile().isEmpty());
  }

  List<String> uuidsWithoutCapability() {
    return cards.stream()
        .filter(card -> card.computeCapability().isEmpty())
        .map(Card::uuid)
        .toList();
  }
}
