package dev.carrel.recipe;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What differs between two contents.
 *
 * @param changes one for each thing that differs
 * @param lines of both Dockerfiles
 */
record Comparison(List<Change> changes, List<Line> lines) {

  /**
   * @param field like {@code Python package}
   * @param before empty for what is new
   * @param after empty for what is gone
   */
  record Change(String field, String what, String before, String after) {}

  /**
   * A line of either Dockerfile.
   *
   * @param sign {@code +}, {@code -} or a space
   */
  record Line(String sign, String text) {}

  static Comparison of(RevisionRow before, RevisionRow after) {
    Content a = before.content;
    Content b = after.content;
    List<Change> changes = new ArrayList<>();
    differ(changes, "Base", Map.of("", base(a)), Map.of("", base(b)));
    differ(changes, "Python package", versions(a.python()), versions(b.python()));
    differ(changes, "Tool", versions(a.apps()), versions(b.apps()));
    differ(changes, "System package", present(a.system()), present(b.system()));
    differ(changes, "Variable", a.environment(), b.environment());
    return new Comparison(changes, lines(before.dockerfile, after.dockerfile));
  }

  private static String base(Content content) {
    // The digest tells two states of one tag apart.
    return content.base().reference() + " " + content.base().digest().substring(0, 19) + "…";
  }

  private static Map<String, String> versions(List<Pin> pins) {
    return pins.stream()
        .collect(Collectors.toMap(Pin::name, pin -> pin.what() + "==" + pin.version()));
  }

  private static Map<String, String> present(List<String> names) {
    return names.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
  }

  private static void differ(
      List<Change> changes, String field, Map<String, String> before, Map<String, String> after) {
    var both = new TreeMap<>(before);
    after.forEach(both::putIfAbsent);
    for (String name : new TreeSet<>(both.keySet())) {
      String was = before.getOrDefault(name, "");
      String is = after.getOrDefault(name, "");
      boolean there = before.containsKey(name) == after.containsKey(name);
      if (!there || !was.equals(is)) {
        changes.add(new Change(field, name, was, is));
      }
    }
  }

  private static List<Line> lines(String before, String after) {
    var generator =
        DiffRowGenerator.create().reportLinesUnchanged(true).lineNormalizer(text -> text).build();
    List<Line> lines = new ArrayList<>();
    for (DiffRow row :
        generator.generateDiffRows(before.lines().toList(), after.lines().toList())) {
      switch (row.getTag()) {
        case EQUAL -> lines.add(new Line(" ", row.getNewLine()));
        case INSERT -> lines.add(new Line("+", row.getNewLine()));
        case DELETE -> lines.add(new Line("-", row.getOldLine()));
        case CHANGE -> {
          if (!row.getOldLine().isEmpty()) {
            lines.add(new Line("-", row.getOldLine()));
          }
          if (!row.getNewLine().isEmpty()) {
            lines.add(new Line("+", row.getNewLine()));
          }
        }
      }
    }
    return lines;
  }
}
