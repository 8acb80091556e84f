package dev.carrel.environment;

import dev.carrel.gpu.GpuRequest;
import dev.carrel.web.Problem;
import dev.carrel.web.Violation;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The launch form, as it was filled in.
 *
 * @param from {@code image:REFERENCE} or {@code recipe:NAME}
 * @param key tells a form that is sent twice from two forms
 * @param wrong what is wrong, by field
 * @param refusal why it was refused as a whole; empty if it was not
 */
record LaunchForm(
    String from,
    String name,
    String workspace,
    String cpus,
    String memory,
    String hours,
    Gpus gpus,
    Command job,
    IdlePlan idle,
    String key,
    Map<String, String> wrong,
    String refusal) {

  /** The GPUs that are wanted; no count is none. */
  record Gpus(String count, String memory, String model) {
    static final Gpus NONE = new Gpus("", "", "");

    Optional<GpuRequest> request() {
      return text(count)
          .flatMap(
              number ->
                  GpusJson.wanted(
                      number.matches("-?\\d{1,9}") ? Integer.parseInt(number) : Integer.MAX_VALUE,
                      text(memory),
                      text(model)));
    }
  }

  /** A command to run without a person; an empty script is none. */
  record Command(String script, String output) {
    static final Command NONE = new Command("", "");

    Optional<Job> job() {
      return text(script).map(lines -> Job.script(lines, Map.of(), text(output)));
    }
  }

  LaunchForm {
    wrong = Map.copyOf(wrong);
  }

  LaunchForm refused(Problem problem) {
    Map<String, String> fields =
        problem.violations().stream()
            .collect(
                Collectors.toMap(
                    v ->
                        v.field().equals("image") || v.field().equals("recipe")
                            ? "from"
                            : v.field(),
                    Violation::message,
                    (first, second) -> first,
                    TreeMap::new));
    String whole =
        fields.isEmpty() ? problem.detail() + problem.advice().map(a -> " " + a).orElse("") : "";
    return new LaunchForm(
        from, name, workspace, cpus, memory, hours, gpus, job, idle, key, fields, whole);
  }

  public String wrong(String field) {
    return wrong.get(field);
  }

  public boolean fromImage(String reference) {
    return ("image:" + reference).equals(from);
  }

  public boolean fromRecipe(String recipe) {
    return ("recipe:" + recipe).equals(from);
  }

  public boolean hasJob() {
    return job.script() != null && !job.script().isBlank();
  }

  public boolean isRefused() {
    return !refusal.isEmpty();
  }

  LaunchRequest request() {
    String kind = from == null ? "" : from.substring(0, Math.max(0, from.indexOf(':')));
    String what = from == null ? "" : from.substring(from.indexOf(':') + 1);
    return new LaunchRequest(
        name == null ? "" : name.strip(),
        kind.equals("image") ? Optional.of(what) : Optional.empty(),
        kind.equals("recipe") ? Optional.of(what) : Optional.empty(),
        text(workspace),
        text(cpus).map(text -> number("cpus", text)),
        text(memory)
            .map(
                text ->
                    MemoryText.parse(text)
                        .orElseThrow(() -> Problem.invalid("memory", "Like 512m or 8g"))),
        text(hours).map(text -> number("hours", text)),
        gpus.request(),
        job.job(),
        text(key));
  }

  private static BigDecimal number(String field, String text) {
    try {
      BigDecimal number = new BigDecimal(text.replace(',', '.'));
      if (number.precision() > 12) {
        throw new NumberFormatException();
      }
      return number;
    } catch (NumberFormatException e) {
      throw Problem.invalid(field, "A number, like 2 or 0.5");
    }
  }

  private static Optional<String> text(String text) {
    return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
  }
}
