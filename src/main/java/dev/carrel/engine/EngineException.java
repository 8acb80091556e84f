package dev.carrel.engine;

/** The engine did not do what it was asked. */
public abstract sealed class EngineException extends RuntimeException
    permits EngineUnavailable, EngineRefused {

  EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
