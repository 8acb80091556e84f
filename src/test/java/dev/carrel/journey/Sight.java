package dev.carrel.journey;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a page as people with other screens and other senses do: pictures of it lie in {@code
 * target/journey}, and what a phone cuts off or axe finds wrong is named.
 */
record Sight(Page page) {
  static final Path PICTURES = Path.of("target/journey");

  List<String> of(String name) {
    var wrong = new ArrayList<String>();
    for (int width : new int[] {390, 1280}) {
      page.setViewportSize(width, width == 390 ? 844 : 800);
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        picture(name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
        wrong.addAll(violations(name + ", " + scheme + " at " + width));
      }
      if (page.evaluate("document.documentElement.scrollWidth > innerWidth").equals(true)) {
        wrong.add(name + " is wider than " + width + " pixels");
      }
    }
    return wrong;
  }

  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private List<String> violations(String name) {
    return new AxeBuilder(page)
            // A line's number is partly below the step's sticky head wherever the log happens to
            // stand.
            .exclude(".log a[data-line]")
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
            .analyze()
            .getViolations()
            .stream()
            .map(
                rule ->
                    name
                        + ": "
                        + rule.getId()
                        + " "
                        + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList())
            .toList();
  }
}
