package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrel.engine.EngineRefused.Reason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An engine to try, and what it is tried with. */
interface EngineOnBench {
  String BUSYBOX = "carrel-test/busybox:1";
  PosixUser USER = new PosixUser(23_456, 23_457);
  Duration SOON = Duration.ofSeconds(20);
  String NAME = "carrel-contract";

  Engine engine();

  /** A folder that containers may write to; others can be made beside it. */
  Path workspace();

  default ContainerSpecBuilder container() {
    return ContainerSpec.of(NAME, build("RUN echo container"), USER, workspace())
        .hostname(NAME)
        .environment(Map.of("COLOUR", "green"))
        .limits(new ResourceLimits(new BigDecimal("0.5"), 64L << 20, 64, 16L << 20, 1024));
  }

  default String running(ContainerSpecBuilder spec) {
    String id = engine().containers().create(spec.build());
    engine().containers().start(id);
    return id;
  }

  default ExecResult exec(String id, String... command) {
    return engine().containers().exec(id, List.of(command), SOON);
  }

  default TerminalSpec shell() {
    return new TerminalSpec(List.of("sh"), new TerminalSize(24, 80), Map.of("PS1", "$ "));
  }

  default BuildSpec spec(String lines) {
    return BuildSpec.of(BUSYBOX, context("FROM " + BUSYBOX + "\n" + lines + "\n"), "contract")
        .withTags(List.of("carrel-contract/image:1"))
        .withLabels(Map.of(Labels.BUILD, "7"));
  }

  default Map<String, byte[]> context(String dockerfile) {
    Map<String, byte[]> context = new HashMap<>();
    context.put("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8));
    return context;
  }

  default String build(String lines) {
    return finished(new ArrayList<>(), spec(lines));
  }

  default String finished(List<BuildEvent> events, BuildSpec spec) {
    BuildEvent end = built(events, spec);
    assertThat(end).isInstanceOf(BuildEvent.Finished.class);
    return ((BuildEvent.Finished) end).imageId();
  }

  default BuildEvent built(List<BuildEvent> events, BuildSpec spec) {
    try {
      Consumer<BuildEvent> add = events::add;
      engine().builder().build(spec, add).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(events)
        .filteredOn(e -> e instanceof BuildEvent.Finished || e instanceof BuildEvent.Broken)
        .hasSize(1);
    return events.getLast();
  }

  default String output(List<BuildEvent> events, OutputStreamName stream) {
    StringBuilder text = new StringBuilder();
    for (BuildEvent event : events) {
      if (event instanceof BuildEvent.Output out && out.stream() == stream) {
        text.append(new String(out.bytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  default void refuses(Reason reason, Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            EngineRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
