package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.EngineRefused.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every adapter promises of images. */
interface ImageContract extends EngineOnBench {
  @Test
  default void findsImagesByNameAndId() {
    EngineImage image = engine().images().find(BUSYBOX).orElseThrow();
    assertThat(image.id()).matches("sha256:[0-9a-f]{64}");
    assertThat(image.references()).contains(BUSYBOX);
    assertThat(engine().images().find(image.id())).contains(image);
    assertThat(engine().images().find("carrel-test/nothing:here")).isEmpty();
  }

  @Test
  default void neverTouchesForeignImages() {
    EngineImage foreign = engine().images().find(BUSYBOX).orElseThrow();
    refuses(Reason.NOT_OURS, () -> engine().images().remove(BUSYBOX));
    refuses(Reason.NOT_OURS, () -> engine().images().tag(foreign.id(), "carrel-contract/x:1"));
    assertThat(engine().images().list(Map.of())).doesNotContain(foreign);
    String ours = build("RUN echo mine");
    refuses(Reason.NOT_OURS, () -> engine().images().tag(ours, BUSYBOX));
    assertThat(engine().images().find(BUSYBOX)).contains(foreign);
  }

  @Test
  default void movesTagsAndTakesTheImageWithTheLastOne() {
    String first = build("RUN echo one");
    String second = build("RUN echo two");
    engine().images().tag(first, "carrel-contract/x:latest");
    engine().images().tag(second, "carrel-contract/x:latest");
    assertThat(engine().images().find("carrel-contract/x:latest").orElseThrow().id())
        .isEqualTo(second);
    assertThat(engine().images().remove("carrel-contract/image:1")).isTrue();
    assertThat(engine().images().find(second)).isPresent();
    assertThat(engine().images().remove("carrel-contract/x:latest")).isTrue();
    assertThat(engine().images().find(second)).isEmpty();
    assertThat(engine().images().remove("carrel-contract/x:latest")).isFalse();
  }
}
