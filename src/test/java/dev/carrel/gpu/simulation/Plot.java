package dev.carrel.gpu.simulation;

import dev.carrel.gpu.simulation.GpuSimulation.Panel;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Bars, as SVG: the useful share and the waits of each policy. */
final class Plot {
  private static final int WIDTH = 860;
  private static final int PANEL = 230;
  private static final int BAR = 26;
  private static final int LABEL = 230;
  private static final int FULL = 200;
  private static final String[] COLOURS = {"#c9c2b2", "#9db8a8", "#1d6b4f"};

  private final StringBuilder svg = new StringBuilder();

  private Plot() {}

  static String of(List<Panel> panels) {
    return new Plot().draw(panels);
  }

  private String draw(List<Panel> panels) {
    int height = PANEL * panels.size() + 20;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"13\">",
        WIDTH, height);
    add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, height);
    for (int i = 0; i < panels.size(); i++) {
      panel(panels.get(i), i * PANEL + 30);
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(Panel panel, int top) {
    text(10, top, "font-weight=\"bold\"", panel.title());
    text(LABEL, top + 24, "", "useful share of the hours held");
    text(LABEL + FULL + 120, top + 24, "", "wait at the 95th percentile, hours");
    double longest =
        panel.outcomes().values().stream().mapToDouble(Outcome::p95Wait).max().orElse(1);
    // What is aimed at.
    add(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"#888\" stroke-dasharray=\"3 3\"/>",
        LABEL + FULL * 8 / 10, LABEL + FULL * 8 / 10, top + 30, top + 30 + 3 * (BAR + 14));
    panel
        .outcomes()
        .forEach(
            (policy, outcome) -> {
              int y = top + 36 + policy.ordinal() * (BAR + 14);
              text(10, y + 18, "", policy.title);
              bar(LABEL, y, policy, outcome, Outcome::useful, 1);
              bar(LABEL + FULL + 120, y, policy, outcome, Outcome::p95Wait, longest);
            });
  }

  private void bar(
      int x, int y, Policy policy, Outcome outcome, ToDoubleFunction<Outcome> figure, double full) {
    double value = figure.applyAsDouble(outcome);
    int length = (int) Math.round(FULL * value / Math.max(full, 1e-9));
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" fill=\"%s\"/>",
        x, y, length, BAR, COLOURS[policy.ordinal()]);
    // Beside the longest, where no bar and no line is.
    text(x + FULL + 8, y + 18, "", String.format(Locale.ROOT, "%.2f", value));
  }

  private void text(int x, int y, String style, String words) {
    add("<text x=\"%d\" y=\"%d\" %s>%s</text>", x, y, style, words);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
