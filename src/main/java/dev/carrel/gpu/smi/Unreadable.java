package dev.carrel.gpu.smi;

/** No reading came of it; says why and what an operator can do about it. */
public final class Unreadable extends Exception {
  private final String remedy;

  Unreadable(String problem, String remedy) {
    super(problem, null, false, false);
    this.remedy = remedy;
  }

  /** A sentence for an operator. */
  public String remedy() {
    return remedy;
  }
}
