package dev.carrel.build;

import dev.carrel.build.Diagnosis.Cause;
import dev.carrel.build.log.Ansi;
import dev.carrel.build.log.LogLine;
import dev.carrel.build.log.LogSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways in which builds fail, as pip, apt and the engine word them. The first rule that finds
 * its words decides: a full disk or a network that is away makes the tools say other things after.
 */
final class Diagnoses {

  /**
   * @param words looked for in each line, the last one first
   * @param explain gets the match and the whole log's newest lines
   */
  private record Rule(Pattern words, BiFunction<MatchResult, List<LogLine>, Diagnosis> explain) {}

  private record MatchResult(Matcher matcher) {
    String group(int number) {
      return matcher.group(number).strip();
    }
  }

  private static final List<Rule> RULES =
      List.of(
          rule("No space left on device|Disk quota exceeded", (m, log) -> noSpace()),
          rule(
              "Temporary failure (?:in name resolution|resolving '([^']*)')"
                  + "|Failed to establish a new connection|Could not connect to|Connection refused"
                  + "|Network is unreachable|ConnectTimeoutError|Read timed out|Connection timed out"
                  + "|NameResolutionError|is not a trusted or secure host"
                  + "|Could not fetch URL .*: connection error|unable to fetch some archives",
              (m, log) -> network()),
          rule(
              "Could not find a version that satisfies the requirement ([^\\s=<>!~;]+)==(\\S+).*"
                  + "\\(from versions: none\\)",
              (m, log) -> noSuchPackage(m.group(1), m.group(2))),
          rule(
              "Could not find a version that satisfies the requirement ([^\\s=<>!~;]+)==(\\S+).*"
                  + "\\(from versions: ([^)]*)\\)",
              (m, log) -> noSuchVersion(m.group(1), m.group(2), m.group(3))),
          rule(
              "Could not find a version that satisfies the requirement (.+?)(?: \\(from |$)",
              (m, log) ->
                  Diagnosis.of(
                      Cause.CONFLICT,
                      "A package needs %s, which the package index does not offer. Pin another version of the package that needs it."
                          .formatted(m.group(1)))),
          rule(
              "Cannot install (.+) because these package versions have conflicting dependencies",
              (m, log) -> conflict(m.group(1), log)),
          rule(
              "Cannot install (.+?)(?:\\.| because).*conflict",
              (m, log) -> conflict(m.group(1), log)),
          rule(
              "Package '?([^\\s']+)'? requires a different Python: (\\S+) not in '?([^']+)'?",
              (m, log) ->
                  Diagnosis.of(
                      Cause.WRONG_PYTHON,
                      "%s does not work with the base's Python %s: it needs %s. Pin a version that does, or choose a base with another Python."
                          .formatted(m.group(1), m.group(2), m.group(3)))),
          rule(
              "E: Unable to locate package (\\S+)|E: Package '([^']+)' has no installation candidate",
              (m, log) -> systemPackage(m.matcher().group(1) != null ? m.group(1) : m.group(2))),
          rule(
              "E: Version '([^']+)' for '([^']+)' was not found",
              (m, log) -> systemPackage(m.group(2))),
          rule(
              "^ERROR: unable to select packages:|  (\\S+) \\(no such package\\)",
              (m, log) -> apk(m)),
          rule(
              "error: command '(\\S+)' failed: (?:No such file|.*not found)|unable to execute '(\\S+)'"
                  + "|Failed building wheel for (\\S+)|Could not build wheels for (\\S+)|metadata-generation-failed",
              (m, log) -> needsCompiler(log)),
          rule(
              "THESE PACKAGES DO NOT MATCH THE HASHES",
              (m, log) ->
                  Diagnosis.of(
                      Cause.NETWORK,
                      "A downloaded package is not the file that was expected, so it was not installed. Build again; if it stays, tell whoever runs this portal.")),
          rule(
              "exit code: 137|^Killed$|signal: killed",
              (m, log) ->
                  Diagnosis.of(
                      Cause.KILLED,
                      "A step was killed, most likely because it wanted more memory than the machine had free. Build again when less is running, or install fewer packages that are compiled.")),
          rule(
              "failed to (?:solve|resolve).*(?:not found|pull access denied|manifest unknown)|: not found$",
              (m, log) ->
                  Diagnosis.of(
                      Cause.BASE,
                      "The base is not on the engine any more and could not be found. Build again, which fetches it anew; if it is gone from its registry, choose another base.")));

  private Diagnoses() {}

  static Diagnosis of(List<LogLine> log, boolean noSpace, String message) {
    List<LogLine> tail = ofLastAttempt(log);
    if (noSpace) {
      return at(noSpace(), tail, "o space left");
    }
    for (Rule rule : RULES) {
      for (LogLine line : tail.reversed()) {
        Matcher words = rule.words().matcher(Ansi.strip(line.text()));
        if (words.find()) {
          return rule.explain().apply(new MatchResult(words), tail).at(line.number());
        }
      }
    }
    return other(tail, message);
  }

  static Diagnosis noSpace() {
    return Diagnosis.of(
        Cause.NO_SPACE,
        "The engine's disk is full, so the image could not be written. Delete images that you no longer need; if that is not enough, tell whoever runs this portal.");
  }

  private static Rule rule(
      String words, BiFunction<MatchResult, List<LogLine>, Diagnosis> explain) {
    return new Rule(Pattern.compile(words), explain);
  }

  private static Diagnosis network() {
    return Diagnosis.of(
        Cause.NETWORK,
        "The package index or mirror could not be reached from the build, so packages could not be fetched. Nothing is wrong with the recipe as far as one can tell: build again in a while; if it stays, tell whoever runs this portal.");
  }

  private static Diagnosis noSuchPackage(String name, String version) {
    return Diagnosis.of(
            Cause.NO_SUCH_PACKAGE,
            "No package index here has a %s for this base. Check how the name is spelt; some packages have no files for every Python."
                .formatted(name))
        .wanting(name + "==" + version);
  }

  private static Diagnosis noSuchVersion(String name, String version, String versions) {
    List<String> known = Arrays.stream(versions.split(",")).map(String::strip).toList();
    List<String> newest =
        known.reversed().stream().limit(5).map(each -> name + "==" + each).toList();
    return Diagnosis.of(
            Cause.NO_SUCH_VERSION,
            "There is no %s %s for this base; the newest is %s. Pin a version that exists."
                .formatted(name, version, known.getLast()))
        .wanting(name + "==" + version)
        .insteadTake(newest);
  }

  private static Diagnosis conflict(String packages, List<LogLine> log) {
    String reasons =
        log.stream()
            .map(line -> Ansi.strip(line.text()))
            .dropWhile(text -> !text.startsWith("The conflict is caused by"))
            .skip(1)
            .takeWhile(text -> text.startsWith("    "))
            .map(String::strip)
            .limit(4)
            .reduce((a, b) -> a + "; " + b)
            .map(text -> " " + text + ".")
            .orElse("");
    return Diagnosis.of(
        Cause.CONFLICT,
        "%s do not go together.%s Change one of the pins so that they do."
            .formatted(packages, reasons));
  }

  private static Diagnosis systemPackage(String name) {
    return Diagnosis.of(
        Cause.SYSTEM_PACKAGE,
        "The base's distribution has no system package called %s. Check how it is spelt there, or leave it out."
            .formatted(name));
  }

  private static Diagnosis apk(MatchResult match) {
    return match.matcher().group(1) == null
        ? Diagnosis.of(
            Cause.SYSTEM_PACKAGE,
            "The base's distribution does not have all of the system packages. The log names the one that is missing.")
        : systemPackage(match.group(1));
  }

  private static Diagnosis needsCompiler(List<LogLine> log) {
    Optional<String> name =
        log.reversed().stream()
            .map(line -> Pattern.compile("Failed building wheel for (\\S+)").matcher(line.text()))
            .filter(Matcher::find)
            .map(found -> found.group(1))
            .findFirst();
    return Diagnosis.of(
        Cause.NEEDS_COMPILER,
        "%s has no ready-made file for this base and could not be built from its source. Pin a version that has one, or add what the log says is missing to the system packages, often build-essential."
            .formatted(name.orElse("A package")));
  }

  private static Diagnosis other(List<LogLine> log, String message) {
    Optional<LogLine> failed =
        log.reversed().stream()
            .filter(line -> line.source() == LogSource.STEP && line.text().contains("ERROR"))
            .findFirst();
    Diagnosis diagnosis =
        Diagnosis.of(
            Cause.OTHER,
            "A step failed: %s. The log's last lines before that say why."
                .formatted(shortened(message)));
    return failed.map(line -> diagnosis.at(line.number())).orElse(diagnosis);
  }

  private static Diagnosis at(Diagnosis diagnosis, List<LogLine> log, String words) {
    return log.reversed().stream()
        .filter(line -> line.text().contains(words))
        .findFirst()
        .map(line -> diagnosis.at(line.number()))
        .orElse(diagnosis);
  }

  private static String shortened(String message) {
    String line = Ansi.strip(message.strip()).replaceAll("\\s+", " ");
    String text = line.length() > 300 ? line.substring(0, 300) + "…" : line;
    return text.replaceAll("[.]+$", "");
  }

  /** What an attempt that was cut off said does not explain this one. */
  private static List<LogLine> ofLastAttempt(List<LogLine> log) {
    for (int i = log.size() - 1; i >= 0; i--) {
      LogLine line = log.get(i);
      if (line.source() == LogSource.CARREL && line.text().startsWith("Attempt ")) {
        return log.subList(i, log.size());
      }
    }
    return log;
  }
}
