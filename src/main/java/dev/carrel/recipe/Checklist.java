package dev.carrel.recipe;

import dev.carrel.catalogue.Base;
import dev.carrel.web.Problem;
import dev.carrel.web.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects all that is wrong with a wish, so that nobody has to mend one thing at a time. */
final class Checklist {
  static final int MOST_PINS = 500;
  static final int MOST_SYSTEM = 200;
  static final int MOST_VARIABLES = 100;

  private final List<Violation> violations = new ArrayList<>();

  static String noSuchBase(String slug) {
    return slug.isEmpty()
        ? "Choose a base to start from"
        : "There is no base “%s” (any more): choose another".formatted(Quoted.shortly(slug));
  }

  List<Pin> python(List<String> wanted, Base base) {
    if (!wanted.isEmpty() && !base.tools().installsPython()) {
      add("python", base.title() + " has no Python: choose another base, or leave these out");
      return List.of();
    }
    if (tooMany("python", wanted.size(), MOST_PINS, "Python packages")) {
      return List.of();
    }
    var pins = new ArrayList<Pin>();
    var first = new HashMap<String, Pin>();
    for (int i = 0; i < wanted.size(); i++) {
      String field = "python[" + i + "]";
      try {
        Pin pin = Pin.parse(wanted.get(i));
        Pin other = first.putIfAbsent(pin.name(), pin);
        if (other == null) {
          pins.add(pin);
        } else {
          add(field, "%s is pinned twice: %s and %s".formatted(pin.name(), other, pin));
        }
      } catch (IllegalArgumentException notAPin) {
        add(field, named(wanted.get(i), notAPin));
      }
    }
    return pins;
  }

  List<String> system(List<String> wanted, Base base) {
    if (tooMany("system", wanted.size(), MOST_SYSTEM, "system packages")) {
      return List.of();
    }
    var names = new ArrayList<String>();
    for (int i = 0; i < wanted.size(); i++) {
      try {
        names.add(SystemPackages.checked(base.tools().packages(), wanted.get(i)));
      } catch (IllegalArgumentException wrong) {
        add("system[" + i + "]", wrong.getMessage());
      }
    }
    return names;
  }

  Map<String, String> environment(Map<String, String> wanted) {
    if (tooMany("environment", wanted.size(), MOST_VARIABLES, "variables")) {
      return Map.of();
    }
    var variables = new TreeMap<String, String>();
    wanted.forEach(
        (name, value) -> {
          try {
            Variables.check(name, value);
            variables.put(name, value);
          } catch (IllegalArgumentException wrong) {
            add("environment." + Quoted.shortly(name), wrong.getMessage());
          }
        });
    return variables;
  }

  List<Tool> apps(List<String> wanted, Base base) {
    var tools = new ArrayList<Tool>();
    for (int i = 0; i < wanted.size(); i++) {
      Optional<Tool> tool = Tool.of(wanted.get(i));
      if (tool.isEmpty()) {
        add(
            "apps[" + i + "]",
            "“%s” is no tool that can be included; there are %s"
                .formatted(Quoted.shortly(wanted.get(i)), Tool.all()));
      } else if (!base.tools().installsPython()) {
        add(
            "apps[" + i + "]",
            "%s needs Python, which %s has not".formatted(tool.get().title(), base.title()));
      } else if (!tools.contains(tool.get())) {
        tools.add(tool.get());
      }
    }
    return tools;
  }

  void throwIfAny() {
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
  }

  /** A reason may follow the text it is about, or stand alone. */
  static String named(String text, IllegalArgumentException reason) {
    String why = reason.getMessage();
    return why.startsWith("“") ? why : "“" + Quoted.shortly(text) + "” " + why;
  }

  private boolean tooMany(String field, int count, int most, String what) {
    if (count > most) {
      add(field, "A recipe has at most %,d %s; these are %,d".formatted(most, what, count));
    }
    return count > most;
  }

  private void add(String field, String message) {
    violations.add(new Violation(field, message));
  }
}
