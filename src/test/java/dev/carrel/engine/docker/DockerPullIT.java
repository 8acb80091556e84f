package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.engine.Following;
import dev.carrel.engine.ImageStore;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.PullEvent;
import dev.carrel.engine.PullProblem;
import dev.carrel.engine.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DockerPullIT {

  private final TinyRegistry registry;
  private final Connection connection =
      new Connection(DockerHost.of(Optional.ofNullable(System.getenv("CARREL_TEST_ENGINE"))));
  private final ImageStore images =
      new DockerImages(connection, new Ownership(new InstanceId("pull")));

  DockerPullIT() throws Exception {
    registry = new TinyRegistry();
  }

  @AfterEach
  void close() throws Exception {
    images
        .find(registry.name("x:1"))
        .ifPresent(
            image ->
                connection.tell(
                    client -> client.removeImageCmd(image.id()).withForce(true).exec()));
    connection.close();
    registry.close();
  }

  @Test
  void resolvesATagToItsDigest() {
    String reference = registry.name("x:1");
    assertThat(images.resolve(reference))
        .isEqualTo(new Resolution.Resolved(reference, registry.digest()));
    assertThat(problem(images.resolve(registry.name("x:2")))).isEqualTo(PullProblem.NOT_FOUND);
    assertThat(problem(images.resolve(registry.name("secret:1")))).isEqualTo(PullProblem.DENIED);
    assertThat(problem(images.resolve("127.0.0.1:1/x:1"))).isEqualTo(PullProblem.UNREACHABLE);
    assertThat(problem(images.resolve("nowhere.invalid/x:1"))).isEqualTo(PullProblem.UNREACHABLE);
  }

  @Test
  void pullsAndTellsHowItComesAlong() throws Exception {
    List<PullEvent> events = pull(registry.name("x:1"));
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            PullEvent.Pulled.class,
            pulled -> assertThat(pulled.image().references()).contains(registry.name("x:1")));
    List<PullEvent.Progress> progress =
        events.stream()
            .filter(PullEvent.Progress.class::isInstance)
            .map(PullEvent.Progress.class::cast)
            .toList();
    assertThat(progress)
        .isNotEmpty()
        .allMatch(p -> p.bytes() <= p.total() && p.layersDone() <= p.layers())
        .anyMatch(p -> p.bytes() > 0 && p.bytes() < p.total());
  }

  @Test
  void pullsByDigest() throws Exception {
    String pinned = registry.name("x@" + registry.digest());
    assertThat(pull(pinned).getLast()).isInstanceOf(PullEvent.Pulled.class);
    assertThat(images.find(pinned).orElseThrow().digests()).contains(pinned);
    pull(registry.name("x:1"));
  }

  @Test
  void saysWhyItCannotPull() throws Exception {
    assertThat(failed(pull(registry.name("x:2")))).isEqualTo(PullProblem.NOT_FOUND);
    assertThat(failed(pull(registry.name("secret:1")))).isEqualTo(PullProblem.DENIED);
    assertThat(failed(pull("127.0.0.1:1/x:1"))).isEqualTo(PullProblem.UNREACHABLE);
  }

  @Test
  void cancels() {
    List<PullEvent> events = new CopyOnWriteArrayList<>();
    Following pull = images.pull(registry.name("x:1"), events::add);
    await().until(() -> !events.isEmpty());
    pull.close();
    await().atMost(Duration.ofSeconds(3)).until(pull::ended);
    assertThat(failed(events)).isEqualTo(PullProblem.CANCELLED);
    assertThat(images.find(registry.name("x:1"))).isEmpty();
  }

  private List<PullEvent> pull(String reference) throws InterruptedException {
    List<PullEvent> events = new CopyOnWriteArrayList<>();
    images.pull(reference, events::add).await();
    return events;
  }

  private static PullProblem failed(List<PullEvent> events) {
    return ((PullEvent.Failed) events.getLast()).problem();
  }

  private static PullProblem problem(Resolution resolution) {
    return ((Resolution.Unresolved) resolution).problem();
  }
}
