package dev.carrel.engine.memory;

import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildEvent.Broken;
import dev.carrel.engine.BuildEvent.Cause;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.Following;
import dev.carrel.engine.ImageBuilder;
import dev.carrel.engine.VirtualFollowing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Plays a Dockerfile line by line; remembers lines that went well, as a build cache does. */
final class MemoryBuilder implements ImageBuilder {

  private static final Set<String> STEPS = Set.of("FROM", "RUN", "COPY", "ADD", "WORKDIR");

  private final MemoryImages images;
  private final Faults faults;
  private final Set<String> cache = ConcurrentHashMap.newKeySet();

  MemoryBuilder(MemoryImages images, Faults faults) {
    this.images = images;
    this.faults = faults;
  }

  @Override
  public Following build(BuildSpec spec, Consumer<BuildEvent> listener) {
    faults.check();
    return VirtualFollowing.start(
        "memory-build", self -> listener.accept(play(spec, listener, self)));
  }

  private BuildEvent play(BuildSpec spec, Consumer<BuildEvent> listener, VirtualFollowing self) {
    List<String> lines = steps(spec);
    if (images.lookUp(spec.base()).isEmpty()) {
      return new Broken(Cause.FAILED, spec.base() + ": not found");
    }
    String chain = Reference.hash(contextOf(spec));
    for (int i = 0; i < lines.size(); i++) {
      chain = Reference.hash(chain + lines.get(i));
      String name = "[%d/%d] %s".formatted(i + 1, lines.size(), lines.get(i));
      listener.accept(new BuildEvent.StepPlanned(chain, name));
      Optional<BuildEvent> end = step(chain, name, lines.get(i), spec.noCache(), listener, self);
      if (end.isPresent()) {
        return end.get();
      }
    }
    EngineImage base = images.lookUp(spec.base()).orElseThrow();
    Map<String, String> labels = images.stamped(spec.labels());
    String id = Reference.hash(chain + labels);
    images.add(
        new EngineImage(
            id,
            spec.tags().stream().map(Reference::withTag).toList(),
            List.of(),
            base.size() + (1L << 20) * lines.size(),
            Instant.now(),
            labels));
    return new BuildEvent.Finished(id);
  }

  private Optional<BuildEvent> step(
      String step,
      String name,
      String line,
      boolean noCache,
      Consumer<BuildEvent> listener,
      VirtualFollowing self) {
    Instant started = Instant.now();
    boolean cached = !noCache && cache.contains(step);
    listener.accept(new BuildEvent.StepStarted(step, name, started));
    int exit = cached ? 0 : run(step, line, listener, self);
    Optional<BuildEvent> end = Optional.empty();
    if (self.closed()) {
      end = Optional.of(new Broken(Cause.CANCELLED, "context canceled"));
    } else if (faults.isAbsent()) {
      end = Optional.of(new Broken(Cause.ENGINE_LOST, faults.unavailable().reason()));
    } else if (faults.isFull()) {
      end = Optional.of(new Broken(Cause.NO_SPACE, "no space left on device"));
    } else if (exit != 0) {
      end =
          Optional.of(
              new Broken(
                  Cause.FAILED,
                  "process \"/bin/sh -c %s\" did not complete successfully: exit code: %d"
                      .formatted(line.substring(4), exit)));
    } else {
      cache.add(step);
    }
    listener.accept(
        new BuildEvent.StepFinished(
            step,
            name,
            cached,
            started,
            Instant.now(),
            end.map(broken -> ((Broken) broken).message())));
    return end;
  }

  private int run(String step, String line, Consumer<BuildEvent> listener, VirtualFollowing self) {
    if (!line.toUpperCase(Locale.ROOT).startsWith("RUN ")) {
      return 0;
    }
    TinyShell shell =
        new TinyShell(
            new World(Map.of(), "root", "buildkitsandbox", List.of(), self::pause),
            (stream, bytes) ->
                listener.accept(new BuildEvent.Output(step, Instant.now(), stream, bytes)));
    return shell.script(line.substring(4).replaceAll("^(--\\S+\\s+)*", ""));
  }

  private static List<String> steps(BuildSpec spec) {
    String text = new String(spec.context().get("Dockerfile"), StandardCharsets.UTF_8);
    return Arrays.stream(text.replaceAll("\\\\\\s*\\n", " ").split("\\n"))
        .map(String::strip)
        .filter(line -> STEPS.contains(line.split("\\s", 2)[0].toUpperCase(Locale.ROOT)))
        .toList();
  }

  private static String contextOf(BuildSpec spec) {
    StringBuilder all = new StringBuilder();
    spec.context()
        .forEach(
            (path, bytes) -> {
              if (!path.equals("Dockerfile")) {
                all.append(path).append('=').append(HexFormat.of().formatHex(bytes)).append(';');
              }
            });
    return all.toString();
  }
}
