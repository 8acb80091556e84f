package dev.carrel.catalogue;

/** What a base is chosen for; cards are grouped by it, in this order. */
public enum Framework {
  PYTORCH("PyTorch"),
  TENSORFLOW("TensorFlow"),
  JAX("JAX"),
  CUDA("CUDA"),
  PYTHON("Python"),
  LINUX("Plain Linux");

  private final String title;

  Framework(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
