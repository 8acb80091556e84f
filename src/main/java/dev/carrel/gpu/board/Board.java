package dev.carrel.gpu.board;

import dev.carrel.gpu.GpuWords;
import dev.carrel.gpu.Outlook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that the board shows to one pair of eyes.
 *
 * @param hidden how many more wait than are listed
 * @param away how many of them, listed or not, were not there when their turn came
 * @param cautions what is wrong with the whole, worst first
 * @param week what is reserved
 * @param at when it was read
 * @param problem why the last reading failed, as a sentence
 */
record Board(
    List<Tile> tiles,
    List<Waiter> waiting,
    int hidden,
    int away,
    List<Caution> cautions,
    Strip week,
    Instant at,
    Optional<String> problem) {

  /**
   * @param listed how many of those who wait are listed, besides one's own
   */
  static Board of(Scene scene, Eyes eyes, int listed) {
    var shown = new ArrayList<Waiter>();
    for (int i = 0; i < scene.waiting().size(); i++) {
      Wanting one = scene.waiting().get(i);
      if (i < listed || eyes.own(one.account())) {
        shown.add(Waiter.of(i + 1, one, scene.outlook(one), eyes));
      }
    }
    return new Board(
        scene.wholes().stream().map(device -> Tile.of(device, scene, eyes)).toList(),
        List.copyOf(shown),
        scene.waiting().size() - shown.size(),
        (int)
            scene.waiting().stream()
                .filter(one -> scene.outlook(one).filter(Outlook::away).isPresent())
                .count(),
        Caution.of(scene.state(), !scene.wholes().isEmpty()),
        Strip.of(scene.reservations(), scene.at()),
        scene.at(),
        scene.state().problem());
  }

  public boolean none() {
    return tiles.isEmpty();
  }

  /** {@code Three of four in use · two wait · next one due back about 16:10}. */
  public String summary() {
    if (none()) {
      return "None on this machine";
    }
    var parts = new ArrayList<String>();
    parts.add(use());
    int wait = waiting.size() + hidden - away;
    if (wait > 0) {
      parts.add(GpuWords.number(wait) + (wait == 1 ? " waits" : " wait"));
    }
    if (pieces(Sign.FREE) == 0) {
      next().ifPresent(back -> parts.add("next one due back " + GpuWords.clock(back, at)));
    }
    return String.join(" · ", parts);
  }

  private String use() {
    long free = pieces(Sign.FREE);
    long all =
        tiles.stream().flatMap(tile -> tile.parts().stream()).filter(part -> !part.uncut()).count();
    if (all == 1) {
      return free == 1 ? "One GPU, free" : "One GPU, not free";
    }
    String noun = tiles.stream().anyMatch(Tile::sliced) ? "GPUs and slices" : "GPUs";
    String text =
        free == 0
            ? "None of %s %s free".formatted(GpuWords.number((int) all), noun)
            : "%s of %s %s free"
                .formatted(GpuWords.number((int) free), GpuWords.number((int) all), noun);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private long pieces(Sign sign) {
    return tiles.stream()
        .flatMap(tile -> tile.parts().stream())
        .filter(part -> part.sign() == sign)
        .count();
  }

  private Optional<Instant> next() {
    return tiles.stream()
        .flatMap(tile -> tile.parts().stream())
        .map(part -> part.ends().orElse(null))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }
}
