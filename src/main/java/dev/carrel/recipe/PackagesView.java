package dev.carrel.recipe;

import dev.carrel.catalogue.Base;
import java.util.List;
import java.util.Optional;

/**
 * The second page's content.
 *
 * @param add what stands in the field for a package
 * @param system what stands in the field for system packages
 * @param lines what stands in the field for a requirements file
 * @param python false where the base has none
 */
record PackagesView(
    long draft,
    String base,
    boolean python,
    boolean packages,
    List<Line> pins,
    String add,
    String system,
    String lines,
    Said said) {

  /** One pin. */
  record Line(String name, String what, String version) {}

  /**
   * What the page says to what was just done.
   *
   * @param offers pins to choose from
   * @param refused lines of a file, with the number of all of them
   */
  record Said(
      String done,
      String addWrong,
      List<String> offers,
      String systemWrong,
      List<RequirementsFile.Refused> refused,
      String file) {
    /** True where {@code addWrong} is a question rather than a fault. */
    public boolean isAsked() {
      return !offers.isEmpty() || addWrong.endsWith(PinAdder.TAKE);
    }

    static final Said NOTHING = new Said("", "", List.of(), "", List.of(), "");

    static Said added(Pin pin, String before) {
      return new Said(
          before.isEmpty() || before.equals(pin.version())
              ? "%s %s is in.".formatted(pin.what(), pin.version())
              : "%s is now %s, it was %s.".formatted(pin.what(), pin.version(), before),
          "",
          List.of(),
          "",
          List.of(),
          "");
    }

    static Said removed(String name) {
      return new Said(name + " is out.", "", List.of(), "", List.of(), "");
    }

    static Said addWrong(String why) {
      return new Said("", why, List.of(), "", List.of(), "");
    }

    static Said asked(PinAdder.Asked asked) {
      return new Said("", asked.question(), asked.others(), "", List.of(), "");
    }

    static Said systemWrong(String why) {
      return new Said("", "", List.of(), why, List.of(), "");
    }

    static Said file(String sentence, List<RequirementsFile.Refused> refused) {
      return new Said("", "", List.of(), "", refused, sentence);
    }
  }

  static PackagesView of(DraftView draft, Optional<Base> base, Said said) {
    Wish wish = draft.wish();
    return new PackagesView(
        draft.id(),
        base.map(Base::title).orElse(wish.base()),
        base.map(b -> b.tools().installsPython()).orElse(true),
        base.map(b -> b.tools().packages() != dev.carrel.catalogue.Toolchain.PackageManager.NONE)
            .orElse(true),
        wish.python().stream()
            .map(Pin::parse)
            .sorted()
            .map(pin -> new Line(pin.name(), pin.what(), pin.version()))
            .toList(),
        draft.sketch().add(),
        String.join(" ", wish.system()),
        draft.sketch().lines(),
        said);
  }
}
