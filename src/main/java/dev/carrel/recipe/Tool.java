package dev.carrel.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A program that an image may bring besides its packages. Each is a Python package. */
enum Tool {
  JUPYTERLAB("JupyterLab", "Notebooks in the browser"),
  TENSORBOARD("TensorBoard", "Curves and histograms of a training run");

  private final String title;
  private final String purpose;

  Tool(String title, String purpose) {
    this.title = title;
    this.purpose = purpose;
  }

  /** As the API and pip name it. */
  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return title;
  }

  String purpose() {
    return purpose;
  }

  static Optional<Tool> of(String slug) {
    return Arrays.stream(values()).filter(tool -> tool.slug().equals(slug)).findFirst();
  }

  static List<String> named(List<Pin> apps) {
    return apps.stream().map(Pin::name).toList();
  }

  static String all() {
    return Arrays.stream(values()).map(Tool::slug).collect(Collectors.joining(", "));
  }
}
