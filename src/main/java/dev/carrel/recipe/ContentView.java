package dev.carrel.recipe;

import java.util.List;
import java.util.Map;

/** A content as pages show it. */
record ContentView(
    String base,
    String reference,
    String digest,
    List<PinView> python,
    List<PinView> apps,
    List<String> system,
    List<String> bootstrap,
    List<Variable> environment) {

  record PinView(String what, String version) {}

  record Variable(String name, String value) {}

  static ContentView of(Content content) {
    return new ContentView(
        content.base().slug(),
        content.base().reference(),
        content.base().digest(),
        content.python().stream().map(ContentView::pin).toList(),
        content.apps().stream().map(ContentView::pin).toList(),
        content.system(),
        content.tools().bootstrap(),
        content.environment().entrySet().stream().map(ContentView::variable).toList());
  }

  private static PinView pin(Pin pin) {
    return new PinView(pin.what(), pin.version());
  }

  private static Variable variable(Map.Entry<String, String> entry) {
    return new Variable(entry.getKey(), entry.getValue());
  }
}
