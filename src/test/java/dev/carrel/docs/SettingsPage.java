package dev.carrel.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Writes {@code docs/settings.md} from the sources of the {@code @ConfigMapping} interfaces: name,
 * default and Javadoc of each setting, so that the page cannot say other than the code.
 */
final class SettingsPage {
  private static final Path SOURCES = Path.of("src/main/java");

  private final Map<String, String> rows = new TreeMap<>();

  /** The page's text. */
  static String render() throws IOException {
    var page = new SettingsPage();
    page.readSources();
    var text =
        new StringBuilder(
            """
            # Settings

            Made from the configuration's own documentation; `SettingsPageTest` holds the two together.
            Each setting is a Java property (`-Dname=value`), a line in `$CARREL_HOME/config/application.properties`,
            or an environment variable: upper case, every other character than letters and digits as `_`
            (`carrel.builds.concurrent` is `CARREL_BUILDS_CONCURRENT`).

            | setting | default | what it does |
            |---|---|---|
            """);
    page.rows.values().forEach(text::append);
    return text.toString();
  }

  private void readSources() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> paths = Files.walk(SOURCES)) {
      List<Path> configs =
          paths.filter(path -> path.getFileName().toString().endsWith("Config.java")).toList();
      if (configs.isEmpty()) {
        return;
      }
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  diagnostic -> {},
                  null,
                  null,
                  files.getJavaFileObjectsFromPaths(configs));
      var docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        for (Tree type : unit.getTypeDecls()) {
          if (type instanceof ClassTree config) {
            prefix(config)
                .ifPresent(prefix -> read(docs, unit, config, prefix, nestedTypes(config)));
          }
        }
      }
    }
  }

  private void read(
      DocTrees docs,
      CompilationUnitTree unit,
      ClassTree group,
      String prefix,
      Map<String, ClassTree> nested) {
    for (Tree member : group.getMembers()) {
      if (member instanceof MethodTree method && method.getBody() == null) {
        String name = prefix + propertyName(method);
        String type = method.getReturnType().toString();
        Optional<ClassTree> inner =
            nested.entrySet().stream()
                .filter(entry -> type.matches("(.*[<\\s,.])?" + entry.getKey() + ">?"))
                .map(Map.Entry::getValue)
                .findFirst();
        String key = type.startsWith("Map<") ? ".<name>" : "";
        if (inner.isPresent() && inner.get().getKind() == Tree.Kind.INTERFACE) {
          read(docs, unit, inner.get(), name + key, nested);
        } else {
          var comment = docs.getDocComment(TreePath.getPath(unit, method));
          rows.put(name, row(name + key, annotation(method, "WithDefault"), type, comment));
        }
      }
    }
  }

  private static String row(String name, Optional<String> value, String type, String comment) {
    if (comment == null) {
      throw new IllegalStateException(name + " has no Javadoc: say what it does");
    }
    String fallback =
        value
            .map(text -> "`" + text + "`")
            .orElse(type.startsWith("Optional") || type.startsWith("Map<") ? "none" : "required");
    return "| `" + name + "` | " + fallback + " | " + sentence(comment) + " |\n";
  }

  private static String sentence(String comment) {
    return comment
        .replaceAll("(?s)\\n\\s*@.*", "")
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
        .replaceAll("</?(p|em|b)>", "")
        .replace("|", "\\|")
        .strip();
  }

  private static String propertyName(MethodTree method) {
    if (method.getModifiers().toString().contains("@WithParentName")) {
      return "";
    }
    return "."
        + annotation(method, "WithName")
            .orElseGet(
                () ->
                    method
                        .getName()
                        .toString()
                        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                        .toLowerCase(java.util.Locale.ROOT));
  }

  private static Optional<String> prefix(ClassTree type) {
    return type.getModifiers().getAnnotations().stream()
        .filter(annotation -> annotation.getAnnotationType().toString().endsWith("ConfigMapping"))
        .findFirst()
        .flatMap(SettingsPage::value);
  }

  private static Optional<String> annotation(MethodTree method, String name) {
    return method.getModifiers().getAnnotations().stream()
        .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
        .findFirst()
        .flatMap(SettingsPage::value);
  }

  /** The annotation's {@code value} or {@code prefix}. */
  private static Optional<String> value(AnnotationTree annotation) {
    return annotation.getArguments().stream()
        .map(SettingsPage::expression)
        .flatMap(Optional::stream)
        .filter(LiteralTree.class::isInstance)
        .map(literal -> ((LiteralTree) literal).getValue().toString())
        .findFirst();
  }

  private static Optional<ExpressionTree> expression(ExpressionTree argument) {
    if (!(argument instanceof AssignmentTree named)) {
      return Optional.of(argument);
    }
    return List.of("value", "prefix").contains(named.getVariable().toString())
        ? Optional.of(named.getExpression())
        : Optional.empty();
  }

  private static Map<String, ClassTree> nestedTypes(ClassTree type) {
    var found = new HashMap<String, ClassTree>();
    var open = new ArrayList<Tree>(type.getMembers());
    while (!open.isEmpty()) {
      if (open.removeLast() instanceof ClassTree nested) {
        found.put(nested.getSimpleName().toString(), nested);
        open.addAll(nested.getMembers());
      }
    }
    return found;
  }
}
