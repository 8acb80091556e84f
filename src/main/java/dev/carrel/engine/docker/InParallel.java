package dev.carrel.engine.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks many small questions at once; the connection pool bounds how many. */
final class InParallel {

  private InParallel() {}

  static <A, B> List<B> map(List<A> things, Function<A, B> question) {
    List<B> answers = new ArrayList<>(things.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<B>> asked =
          things.stream().map(one -> threads.submit(() -> question.apply(one))).toList();
      for (Future<B> one : asked) {
        answers.add(one.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
    return answers;
  }
}
