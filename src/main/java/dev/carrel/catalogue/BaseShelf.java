package dev.carrel.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bases of one framework, as the page shows them. */
record BaseShelf(String title, List<Card> cards) {

  /**
   * @param facts versions in a line
   * @param counterpart title of the base that does the same without a GPU; empty if there is none
   * @param usable true if a recipe can start from it now
   * @param fetchable true if an operator can have it brought or made here
   * @param renewable true if a registry can be asked for a newer one
   */
  record Card(
      String slug,
      String title,
      String inside,
      String facts,
      boolean gpu,
      long size,
      String reference,
      String digest,
      String counterpart,
      BaseSaying state,
      long rate,
      String layers,
      boolean usable,
      boolean fetchable,
      boolean renewable) {}

  static List<BaseShelf> of(List<Base> shown, List<Base> all) {
    Map<Framework, List<Card>> byFramework = new TreeMap<>();
    for (Base base : shown) {
      byFramework
          .computeIfAbsent(base.framework(), framework -> new ArrayList<>())
          .add(card(base, all));
    }
    return byFramework.entrySet().stream()
        .map(entry -> new BaseShelf(entry.getKey().title(), entry.getValue()))
        .toList();
  }

  private static Card card(Base base, List<Base> all) {
    boolean gone = base.state() instanceof BaseState.Gone;
    boolean image = base.entry().kind() == CatalogueEntry.Kind.IMAGE;
    return new Card(
        base.slug(),
        base.title(),
        base.entry().inside(),
        facts(base.versions()),
        base.accelerator() == Accelerator.GPU,
        base.state() instanceof BaseState.Here here ? here.size() : base.entry().size(),
        base.reference(),
        base.digest().orElse(""),
        counterpart(base, all),
        BaseSaying.of(base),
        base.state() instanceof BaseState.Pulling pulling ? pulling.rate() : 0,
        base.state() instanceof BaseState.Pulling pulling && pulling.layers() > 0
            ? "%d of %d layers".formatted(pulling.layersDone(), pulling.layers())
            : "",
        base.available() && !gone,
        base.state() instanceof BaseState.Pullable
            || image && base.state() instanceof BaseState.Unreachable,
        image && base.digest().isPresent());
  }

  private static String counterpart(Base base, List<Base> all) {
    return base.counterpart().stream()
        .flatMap(slug -> all.stream().filter(other -> other.slug().equals(slug)))
        .map(Base::title)
        .findFirst()
        .orElse("");
  }

  private static String facts(Versions versions) {
    List<String> facts = new ArrayList<>();
    versions.python().ifPresent(python -> facts.add("Python " + python));
    versions.cuda().ifPresent(cuda -> facts.add("CUDA " + cuda));
    versions.cudnn().ifPresent(cudnn -> facts.add("cuDNN " + cudnn));
    return String.join(", ", facts);
  }
}
