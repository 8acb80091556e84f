package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.EngineRefused.Reason;
import org.junit.jupiter.api.Test;

/** What every adapter promises of networks. */
interface NetworkContract extends EngineOnBench {
  @Test
  default void makesANetworkOnceAndKeepsItWhileItIsUsed() {
    NetworkSpec spec = new NetworkSpec(NAME, "carrel-ct0", "10.213.240.0/24");
    NetworkView made = engine().networks().ensure(spec);
    assertThat(made.gateway()).isEqualTo("10.213.240.1");
    assertThat(made.bridge()).isEqualTo("carrel-ct0");
    assertThat(engine().networks().ensure(spec)).isEqualTo(made);
    assertThat(engine().networks().find(NAME)).contains(made);
    String id = running(container().network(NAME));
    assertThat(engine().containers().find(id).orElseThrow().address()).isPresent();
    refuses(Reason.IN_USE, () -> engine().networks().remove(NAME));
    engine().containers().remove(id);
    NetworkView other =
        engine().networks().ensure(new NetworkSpec(NAME, "carrel-ct0", "10.213.241.0/24"));
    assertThat(other.gateway()).isEqualTo("10.213.241.1");
    assertThat(engine().networks().remove(NAME)).isTrue();
    assertThat(engine().networks().remove(NAME)).isFalse();
    assertThat(engine().networks().find(NAME)).isEmpty();
  }

  @Test
  default void refusesAnUnknownNetwork() {
    String image = build("RUN true");
    refuses(
        Reason.ABSENT,
        () ->
            engine()
                .containers()
                .create(
                    ContainerSpec.of(NAME, image, USER, workspace()).network("carrel-no").build()));
  }
}
