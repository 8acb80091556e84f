package dev.carrel.recipe;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody asks for, in their own words and order; nothing of it is checked yet.
 *
 * @param base slug of a base
 * @param python pins like {@code numpy==2.4.6}
 * @param system names of system packages
 * @param environment variables of the image
 * @param apps tools by their names, like {@code jupyterlab}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Wish(
    String base,
    List<String> python,
    List<String> system,
    Map<String, String> environment,
    List<String> apps) {
  static final Wish NOTHING = new Wish("", null, null, null, null);

  Wish {
    base = base == null ? "" : base.strip();
    python = withoutNulls(python);
    system = withoutNulls(system);
    var variables = new LinkedHashMap<String, String>();
    if (environment != null) {
      environment.forEach((name, value) -> variables.put(name, value == null ? "" : value));
    }
    environment = Collections.unmodifiableMap(variables);
    apps = withoutNulls(apps);
  }

  /** The wish that a content answers: where an edit begins. */
  static Wish of(Content content) {
    return new Wish(
        content.base().slug(),
        content.python().stream().map(Pin::toString).toList(),
        content.system(),
        content.environment(),
        Tool.named(content.apps()));
  }

  Wish withBase(String other) {
    return new Wish(other, python, system, environment, apps);
  }

  Wish withPython(List<String> other) {
    return new Wish(base, other, system, environment, apps);
  }

  Wish withSystem(List<String> other) {
    return new Wish(base, python, other, environment, apps);
  }

  Wish withExtras(Map<String, String> variables, List<String> tools) {
    return new Wish(base, python, system, variables, tools);
  }

  /** A null in a list stays a place of its own, so that violations name the right one. */
  private static List<String> withoutNulls(List<String> texts) {
    var list = new ArrayList<String>();
    if (texts != null) {
      texts.forEach(text -> list.add(text == null ? "" : text));
    }
    return Collections.unmodifiableList(list);
  }
}
