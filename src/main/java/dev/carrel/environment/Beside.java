package dev.carrel.environment;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Something that is done on a thread of its own while this one goes on with something else. */
final class Beside<T> implements AutoCloseable {
  private final CompletableFuture<T> work;

  private Beside(CompletableFuture<T> work) {
    this.work = work;
  }

  static <T> Beside<T> begin(Supplier<T> work) {
    return new Beside<>(CompletableFuture.supplyAsync(work, Thread::startVirtualThread));
  }

  static Beside<Void> begin(Runnable work) {
    return new Beside<>(CompletableFuture.runAsync(work, Thread::startVirtualThread));
  }

  /** Waits for it; what it threw is thrown here. */
  T get() {
    try {
      return work.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException trouble -> throw trouble;
        case Error trouble -> throw trouble;
        case null, default -> throw e;
      }
    }
  }

  /** Waits for it, whatever comes of it: so that nothing goes on of which nobody knows any more. */
  @Override
  public void close() {
    work.exceptionally(trouble -> null).join();
  }
}
