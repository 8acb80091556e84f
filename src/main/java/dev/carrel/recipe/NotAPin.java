package dev.carrel.recipe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why what people write in requirements files is no pin, and what to write instead. */
final class NotAPin {
  static final String OTHERWISE = "is not a pin like numpy==2.4.6";

  private record Rule(Pattern pattern, String why) {}

  /** The first that fits speaks. */
  private static final List<Rule> RULES =
      List.of(
          rule("(?:-e|--editable)\\b.*", "is an editable install: put the code into the workspace"),
          rule(
              "(?:-r|-c|--requirement|--constraint)\\b.*",
              "names another file: paste that file's lines here"),
          rule(
              "(?:-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host|--no-index)\\b.*",
              "is a package source: those are set by whoever runs this portal"),
          rule("-.*", "is an option of pip: only name==version has a place here"),
          rule(
              "[^;]*--hash\\b.*",
              "carries a hash: write it as name==version alone, Carrel keeps no hashes yet"),
          rule(
              ".*?@\\s*file:.*",
              "points to a file on the machine where this list was made (pip freeze writes that of"
                  + " conda's and local packages): write its version, name==version"),
          rule(
              ".*?(?:://|\\bgit\\+|@\\s*git).*",
              "is a URL: Carrel installs from its package index only, as name==version"),
          rule(
              "(?:[./~\\\\]|[A-Za-z]:\\\\).*|.*\\.(?:whl|zip|tar\\.gz|tgz|egg)",
              "is a file on your own machine: name the package as name==version"),
          rule(
              ".*;.*",
              "has a condition (after the ;): write name==version alone if you want it, or leave"
                  + " it out"),
          rule(".*===.*", "has three =: write two, as in numpy==2.4.6"),
          rule(".*==\\s*[^,\\s]*\\*.*", "has a * in its version: write one exact version"),
          rule(
              ".*(?:[<>~!]=|[<>]|,\\s*==|==[^=]*,).*",
              "is not pinned: write one exact version with ==, as in numpy==2.4.6"),
          rule(
              "[A-Za-z0-9._-]+=[A-Za-z0-9].*",
              "has one =, as conda writes it: pip writes two, as in numpy==2.4.6"),
          rule(
              "(?i)pkg[-_]resources==0\\.0\\.0",
              "is no real package (Ubuntu's pip freeze invents it): leave it out"),
          rule(
              "[A-Za-z0-9._-]+\\s*(?:\\[[^\\]]*\\])?",
              "has no version: write one with ==, as in numpy==2.4.6"));

  private NotAPin() {}

  /** Why this is no pin, in words that follow the text; empty where nothing usual is wrong. */
  static Optional<String> why(String text) {
    if (text.isEmpty()) {
      return Optional.of("is empty");
    }
    return RULES.stream()
        .filter(rule -> rule.pattern().matcher(text).matches())
        .map(Rule::why)
        .findFirst();
  }

  private static Rule rule(String pattern, String why) {
    return new Rule(Pattern.compile(pattern, Pattern.DOTALL), why);
  }
}
