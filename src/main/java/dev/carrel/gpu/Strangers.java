package dev.carrel.gpu;

import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineException;
import dev.carrel.gpu.smi.Occupant;
import dev.carrel.gpu.smi.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells processes of Carrel's containers from others' by the container's id in the process's
 * control group, which stands in {@code /proc} for everybody to read.
 */
final class Strangers {

  private static final Pattern CONTAINER = Pattern.compile("[0-9a-f]{64}");
  private static final long GIB = 1L << 30;

  private final Path proc;
  private final List<String> ignored;
  private final Set<String> ours;

  /** If it is not known which containers are Carrel's, nobody is called a stranger. */
  private final boolean known;

  Strangers(Path proc, List<String> ignored, Optional<Set<String>> ours) {
    this.proc = proc;
    this.ignored = ignored;
    this.known = ours.isPresent();
    this.ours = ours.orElse(Set.of());
  }

  /** Asks the engine only where something runs on a GPU. */
  static Strangers among(Reading reading, Engine engine, Path proc, List<String> ignored) {
    boolean any = reading.cards().stream().anyMatch(card -> !card.processes().isEmpty());
    return new Strangers(proc, ignored, any ? containers(engine) : Optional.of(Set.of()));
  }

  private static Optional<Set<String>> containers(Engine engine) {
    try {
      return Optional.of(
          engine.containers().list(Map.of()).stream()
              .map(view -> view.id())
              .collect(Collectors.toSet()));
    } catch (EngineException away) {
      return Optional.empty();
    }
  }

  /** False while the engine is away: what was known of strangers then stays. */
  boolean known() {
    return known;
  }

  /**
   * Who uses a device beside Carrel, as a sentence without numbers that change all the time.
   *
   * @param leased a process that cannot be looked at is then taken for the holder's
   */
  Optional<String> words(List<Occupant> occupants, boolean leased) {
    return occupants.stream()
        .filter(one -> ignored.stream().noneMatch(one.name()::endsWith))
        .filter(one -> stranger(one, leased))
        .sorted((a, b) -> Long.compare(b.memory().orElse(0L), a.memory().orElse(0L)))
        .map(this::words)
        .findFirst();
  }

  private boolean stranger(Occupant one, boolean leased) {
    try {
      Matcher id = CONTAINER.matcher(Files.readString(process(one).resolve("cgroup")));
      while (id.find()) {
        if (ours.contains(id.group())) {
          return false;
        }
      }
      return true;
    } catch (IOException unseen) {
      return !leased;
    }
  }

  private String words(Occupant one) {
    String program = one.name().substring(one.name().lastIndexOf('/') + 1);
    return "%s uses it outside Carrel: %s, process %d%s."
        .formatted(user(one), program, one.pid(), one.memory().map(Strangers::amount).orElse(""));
  }

  private String user(Occupant one) {
    try {
      return Files.getOwner(process(one)).getName();
    } catch (IOException unseen) {
      return "Somebody";
    }
  }

  private Path process(Occupant one) {
    return proc.resolve(Long.toString(one.pid()));
  }

  private static String amount(long bytes) {
    return bytes < GIB
        ? ", less than 1 GiB"
        : String.format(Locale.ROOT, ", about %d GiB", Math.round((double) bytes / GIB));
  }
}
