package dev.carrel.gpu.smi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Node;

/** A part of the tool's XML, asked by paths like {@code fb_memory_usage/total}. */
record Element(org.w3c.dom.Element node) {

  private static final long MEBIBYTE = 1L << 20;

  Optional<Element> child(String path) {
    Element at = this;
    for (String step : path.split("/")) {
      List<Element> found = at.children(step);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      at = found.getFirst();
    }
    return Optional.of(at);
  }

  List<Element> children(String name) {
    List<Element> found = new ArrayList<>();
    for (Node one = node.getFirstChild(); one != null; one = one.getNextSibling()) {
      if (one instanceof org.w3c.dom.Element element && element.getTagName().equals(name)) {
        found.add(new Element(element));
      }
    }
    return found;
  }

  /** Children whatever their name. */
  List<Element> all() {
    List<Element> found = new ArrayList<>();
    for (Node one = node.getFirstChild(); one != null; one = one.getNextSibling()) {
      if (one instanceof org.w3c.dom.Element element) {
        found.add(new Element(element));
      }
    }
    return found;
  }

  String name() {
    return node.getTagName();
  }

  String attribute(String name) {
    return node.getAttribute(name);
  }

  String text() {
    return node.getTextContent().strip();
  }

  /** As it stands there, a lost card's {@code Unknown Error} too. */
  Optional<String> raw(String path) {
    return child(path).map(Element::text).filter(text -> !text.isEmpty());
  }

  /** Empty for what the tool does not know. */
  Optional<String> text(String path) {
    return raw(path).filter(text -> !Unknown.is(text));
  }

  /** A number, whatever its unit. */
  Optional<Double> number(String path) {
    return text(path)
        .map(text -> text.split("\\s+")[0])
        .filter(word -> word.matches("\\d{1,15}(\\.\\d{1,6})?"))
        .map(Double::valueOf);
  }

  Optional<Integer> whole(String path) {
    return number(path).filter(n -> n <= Integer.MAX_VALUE).map(Double::intValue);
  }

  /** Bytes of what is told like {@code 81920 MiB}. */
  Optional<Long> memory(String path) {
    return text(path)
        .filter(text -> text.matches("\\d{1,9}(\\.\\d+)? MiB"))
        .flatMap(text -> number(path))
        .map(mebibytes -> (long) (mebibytes * MEBIBYTE));
  }

  boolean says(String path, String word) {
    return raw(path).map(text -> text.toLowerCase(Locale.ROOT).equals(word)).orElse(false);
  }
}
