package dev.carrel.engine.memory;

import dev.carrel.engine.OutputStreamName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A dozen commands, {@code ;}, {@code &&}, {@code >}, quotes and variables: enough to play a
 * process.
 */
final class TinyShell {

  /** Takes output. */
  interface Sink {
    void write(OutputStreamName stream, byte[] bytes);
  }

  private static final int KILLED = 137;

  private final World world;
  private final Sink sink;
  private boolean exited;

  TinyShell(World world, Sink sink) {
    this.world = world;
    this.sink = sink;
  }

  /** True once the script said {@code exit}, or was ended. */
  boolean exited() {
    return exited;
  }

  int command(List<String> words) {
    if (words.size() > 3 && words.get(1).equals("/etc/carrel/job")) {
      return job(words.get(2), words.subList(3, words.size()));
    }
    if (words.size() > 2 && words.get(1).equals("/etc/carrel/run")) {
      return command(words.subList(2, words.size()));
    }
    boolean script =
        words.size() > 2 && words.get(0).matches("(/bin/)?(ba)?sh") && words.get(1).matches("-l?c");
    return script ? script(words.get(2)) : simple(words);
  }

  /**
   * What the script of that name does: the output goes to the log, and to a file if one is named.
   */
  private int job(String file, List<String> words) {
    StringBuilder text = new StringBuilder();
    Sink both =
        (stream, bytes) -> {
          sink.write(stream, bytes);
          text.append(new String(bytes, StandardCharsets.UTF_8));
        };
    int result = new TinyShell(world, file.isEmpty() ? sink : both).command(words);
    if (!file.isEmpty()) {
      world.write("/workspace/" + file, text.toString());
    }
    return result;
  }

  int script(String text) {
    int last = 0;
    for (Line line : Line.parse(text, world.environment)) {
      if (exited) {
        break;
      }
      if (line.ifGood() && last != 0) {
        continue;
      }
      last = line.target().isEmpty() ? simple(line.words()) : redirected(line);
    }
    return last;
  }

  private int redirected(Line line) {
    StringBuilder text = new StringBuilder();
    TinyShell inner =
        new TinyShell(
            world, (stream, bytes) -> text.append(new String(bytes, StandardCharsets.UTF_8)));
    int result = inner.simple(line.words());
    String target = line.target().get();
    if (target.equals("&2")) {
      print(OutputStreamName.ERR, text.toString());
    } else {
      world.write(target, text.toString());
    }
    return result;
  }

  private int simple(List<String> words) {
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "true", ":", "cd", "export", "set", "trap" -> 0;
      case "false" -> 1;
      case "exit" -> {
        exited = true;
        yield rest.isEmpty() ? 0 : Integer.parseInt(rest.getFirst());
      }
      case "echo" -> say(String.join(" ", rest));
      case "printenv" -> say(world.environment.getOrDefault(rest.getFirst(), ""));
      case "env" -> say(env());
      case "hostname" -> say(world.host);
      case "whoami" -> say(world.user);
      case "id" -> say(world.environment.getOrDefault("CARREL_UID", "0"));
      case "pwd" -> say("/workspace");
      case "stty" -> say(world.environment.getOrDefault("STTY", "0 0"));
      case "seq" -> seq(Integer.parseInt(rest.getLast()));
      case "cat" -> rest.stream().mapToInt(this::cat).max().orElse(0);
      case "touch" -> rest.stream().mapToInt(this::touch).sum();
      case "sleep" -> sleep(rest.getFirst());
      default -> {
        print(OutputStreamName.ERR, "sh: " + words.getFirst() + ": not found\n");
        yield 127;
      }
    };
  }

  private String env() {
    return world.environment.entrySet().stream()
        .map(Map.Entry::toString)
        .collect(Collectors.joining("\n"));
  }

  private int seq(int last) {
    return say(
        IntStream.rangeClosed(1, last)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n")));
  }

  private int cat(String path) {
    return world
        .read(path)
        .map(
            text -> {
              print(OutputStreamName.OUT, text);
              return 0;
            })
        .orElseGet(
            () -> {
              print(
                  OutputStreamName.ERR,
                  "cat: can't open '" + path + "': No such file or directory\n");
              return 1;
            });
  }

  private int touch(String path) {
    world.write(path, world.read(path).orElse(""));
    return 0;
  }

  private int sleep(String time) {
    long millis =
        time.equals("infinity") ? Long.MAX_VALUE : (long) (Double.parseDouble(time) * 1000);
    if (world.sleep.pause(millis)) {
      return 0;
    }
    exited = true;
    return KILLED;
  }

  private int say(String text) {
    print(OutputStreamName.OUT, text + "\n");
    return 0;
  }

  private void print(OutputStreamName stream, String text) {
    if (!text.isEmpty()) {
      sink.write(stream, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** One command of a script. */
  record Line(List<String> words, java.util.Optional<String> target, boolean ifGood) {

    static List<Line> parse(String script, Map<String, String> variables) {
      List<Line> lines = new ArrayList<>();
      List<String> words = new ArrayList<>();
      boolean ifGood = false;
      for (String token : Tokens.of(script, variables)) {
        if (token.equals(Tokens.END) || token.equals(Tokens.AND)) {
          add(lines, words, ifGood);
          words = new ArrayList<>();
          ifGood = token.equals(Tokens.AND);
        } else {
          words.add(token);
        }
      }
      add(lines, words, ifGood);
      return lines;
    }

    private static void add(List<Line> lines, List<String> words, boolean ifGood) {
      int arrow = words.indexOf(Tokens.TO);
      if (arrow > 0 && arrow + 1 < words.size()) {
        lines.add(
            new Line(words.subList(0, arrow), java.util.Optional.of(words.get(arrow + 1)), ifGood));
      } else if (!words.isEmpty()) {
        lines.add(new Line(words, java.util.Optional.empty(), ifGood));
      }
    }
  }
}
