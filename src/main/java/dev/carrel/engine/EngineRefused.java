package dev.carrel.engine;

/** The engine answered, and the answer was no. */
public final class EngineRefused extends EngineException {

  public enum Reason {
    /** The image, container or network is not (or no longer) there. */
    ABSENT,
    /** Another object holds the name already. */
    NAME_TAKEN,
    /** The object is not this instance's, so it is not touched. */
    NOT_OURS,
    /** The object is in use, so it cannot be removed; or its state does not allow the step. */
    IN_USE,
    /** The disk that the engine writes to is full. */
    NO_SPACE,
    /** Anything else; the message is the engine's own. */
    FAILED
  }

  private final Reason reason;

  public EngineRefused(Reason reason, String message) {
    this(reason, message, null);
  }

  public EngineRefused(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
