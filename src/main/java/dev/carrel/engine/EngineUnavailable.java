package dev.carrel.engine;

/** Nobody can be asked: the engine is not there, not running, or not ours to call. */
public final class EngineUnavailable extends EngineException {

  private final String reason;
  private final String remedy;

  public EngineUnavailable(String reason, String remedy, Throwable cause) {
    super(reason + " " + remedy, cause);
    this.reason = reason;
    this.remedy = remedy;
  }

  /** What is the matter, as a sentence for people. */
  public String reason() {
    return reason;
  }

  /** What an operator can do about it, as a sentence. */
  public String remedy() {
    return remedy;
  }
}
