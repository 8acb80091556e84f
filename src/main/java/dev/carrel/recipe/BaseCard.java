package dev.carrel.recipe;

import dev.carrel.catalogue.Accelerator;
import dev.carrel.catalogue.Base;
import dev.carrel.catalogue.BaseState;
import dev.carrel.catalogue.Versions;
import dev.carrel.web.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A base to choose.
 *
 * @param facts its versions in a line
 * @param counterpart title of the base that does the same without a GPU; empty if there is none
 * @param state word for the state's colour
 * @param says what the state means for who chooses it
 * @param why more on that; empty if there is nothing more to say
 */
record BaseCard(
    String slug,
    String title,
    String framework,
    String inside,
    String facts,
    boolean gpu,
    long size,
    String counterpart,
    String state,
    String says,
    String why,
    boolean usable) {

  /** Bases of one framework. */
  record Shelf(String title, String word, List<BaseCard> cards) {
    private boolean usable() {
      return cards.stream().anyMatch(BaseCard::usable);
    }
  }

  /** In the frameworks' order, but what can be chosen comes before what cannot be had now. */
  static List<Shelf> shelves(List<Base> bases) {
    var shelves = new java.util.TreeMap<dev.carrel.catalogue.Framework, List<BaseCard>>();
    for (Base base : bases) {
      shelves
          .computeIfAbsent(base.framework(), framework -> new ArrayList<>())
          .add(of(base, bases));
    }
    return shelves.entrySet().stream()
        .map(
            entry ->
                new Shelf(
                    entry.getKey().title(),
                    entry.getKey().name().toLowerCase(Locale.ROOT),
                    entry.getValue().stream()
                        .sorted(Comparator.comparing(card -> !card.usable()))
                        .toList()))
        .sorted(Comparator.comparing(shelf -> !shelf.usable()))
        .toList();
  }

  private static BaseCard of(Base base, List<Base> all) {
    String counterpart =
        base.counterpart().stream()
            .flatMap(slug -> all.stream().filter(other -> other.slug().equals(slug)))
            .map(Base::title)
            .findFirst()
            .orElse("");
    return new BaseCard(
        base.slug(),
        base.title(),
        base.framework().name().toLowerCase(Locale.ROOT),
        base.entry().inside(),
        facts(base.versions()),
        base.accelerator() == Accelerator.GPU,
        base.entry().size(),
        counterpart,
        word(base.state()),
        says(base.state()),
        why(base.state()),
        !(base.state() instanceof BaseState.Gone)
            && !(base.state() instanceof BaseState.Unreachable && base.digest().isEmpty()));
  }

  private static String facts(Versions versions) {
    var facts = new ArrayList<String>();
    versions.python().ifPresent(python -> facts.add("Python " + python));
    versions.cuda().ifPresent(cuda -> facts.add("CUDA " + cuda));
    versions.cudnn().ifPresent(cudnn -> facts.add("cuDNN " + cudnn));
    return String.join(", ", facts);
  }

  private static String word(BaseState state) {
    return switch (state) {
      case BaseState.Here here -> "here";
      case BaseState.Pullable pullable -> "stopped";
      case BaseState.Pulling pulling -> "pulling";
      case BaseState.Unknown unknown -> "stopped";
      case BaseState.Gone gone -> "failed";
      case BaseState.Unreachable unreachable -> "unreachable";
    };
  }

  private static String says(BaseState state) {
    return switch (state) {
      case BaseState.Here here -> "on this machine";
      case BaseState.Pullable pullable -> "fetched with the first build";
      case BaseState.Pulling pulling ->
          pulling
              .left()
              .map(left -> "being fetched, " + Times.spoken(left) + " left")
              .orElse("being fetched");
      case BaseState.Unknown unknown -> "being looked for";
      case BaseState.Gone gone -> "no longer to be had";
      case BaseState.Unreachable unreachable -> "cannot be reached";
    };
  }

  private static String why(BaseState state) {
    return switch (state) {
      case BaseState.Gone gone -> gone.why();
      case BaseState.Unreachable unreachable -> unreachable.why();
      case BaseState.Here here -> "";
      case BaseState.Pullable pullable -> "";
      case BaseState.Pulling pulling -> "";
      case BaseState.Unknown unknown -> "";
    };
  }
}
