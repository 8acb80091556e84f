package dev.carrel.gpu;

import dev.carrel.engine.EngineException;
import dev.carrel.gpu.smi.Occupant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells processes of Carrel's containers from others' by the container's id in the process's
 * control group, which stands in {@code /proc} for everybody to read.
 */
final class Strangers {

  private static final Pattern CONTAINER = Pattern.compile("[0-9a-f]{64}");
  private static final long GIB = 1L << 30;

  private final Path proc;
  private final List<String> ignored;
  private final Predicate<String> ours;

  /**
   * @param ours whether a container with that id is Carrel's; throws {@link EngineException} while
   *     that cannot be told
   */
  Strangers(Path proc, List<String> ignored, Predicate<String> ours) {
    this.proc = proc;
    this.ignored = ignored;
    this.ours = ours;
  }

  /**
   * Who uses a device beside Carrel, as a sentence without numbers that change all the time.
   *
   * @param leased a process that cannot be looked at is then taken for the holder's
   * @param before what was known; it stays while the engine is away
   */
  Optional<String> words(List<Occupant> occupants, boolean leased, Optional<String> before) {
    try {
      return occupants.stream()
          .filter(one -> ignored.stream().noneMatch(program(one)::endsWith))
          .filter(one -> stranger(one, leased))
          .sorted((a, b) -> Long.compare(b.memory().orElse(0L), a.memory().orElse(0L)))
          .map(this::words)
          .findFirst();
    } catch (EngineException away) {
      return before;
    }
  }

  private boolean stranger(Occupant one, boolean leased) {
    try {
      Matcher id = CONTAINER.matcher(Files.readString(process(one).resolve("cgroup")));
      while (id.find()) {
        if (ours.test(id.group())) {
          return false;
        }
      }
      return true;
    } catch (IOException unseen) {
      return !leased;
    }
  }

  private String words(Occupant one) {
    String path = program(one);
    String program = path.substring(path.lastIndexOf('/') + 1);
    return "%s uses it outside Carrel: %s, process %d%s."
        .formatted(user(one), program, one.pid(), one.memory().map(Strangers::amount).orElse(""));
  }

  /** Some drivers tell the whole command line, and what it holds is nobody's business. */
  private static String program(Occupant one) {
    return one.name().strip().split("\\s", 2)[0];
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
