package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

  @Test
  void whatFailsAndAsksForItselfIsTriedAtLeisure() throws Exception {
    var tries = new AtomicInteger();
    var queue = new AtomicReference<WorkQueue>();
    queue.set(
        new WorkQueue(
            new Reconciler(null, null, null, null, null) {
              @Override
              boolean reconcile(long environment) {
                tries.incrementAndGet();
                // As the signal of a step does that changed the row before it failed.
                queue.get().soon(environment);
                throw new IllegalStateException("the disk cannot be read");
              }
            },
            null));
    queue.get().soon(7);
    Thread.sleep(2_500);
    assertThat(tries.get()).isBetween(2, 3);
    queue.get().close();
  }

  @Test
  void whatIsAskedForWhileItIsUnderWayIsLookedAtOnceMore() {
    var looks = new AtomicInteger();
    var queue = new AtomicReference<WorkQueue>();
    queue.set(
        new WorkQueue(
            new Reconciler(null, null, null, null, null) {
              @Override
              boolean reconcile(long environment) {
                if (looks.incrementAndGet() == 1) {
                  queue.get().soon(environment);
                }
                return true;
              }
            },
            null));
    queue.get().soon(7);
    await().atMost(Duration.ofSeconds(5)).until(() -> looks.get() == 2);
    queue.get().close();
  }
}
