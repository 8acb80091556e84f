package dev.carrel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Qute takes without a word, and nobody means. */
class TemplatesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");

  @Test
  void putNoExpressionIntoATagsLiteral() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      assertThat(files.filter(Files::isRegularFile).flatMap(TemplatesTest::literals))
          .as("{#tag url=\"/x/{id}\"} prints {id} as it stands: say str:fmt('/x/%s',id)")
          .isEmpty();
    }
  }

  @Test
  void seesOneWhereThereIsOne() {
    assertThat(inside("<a href=\"/x/{one.id}\">{#if one.new} class=\"{one.kind}\"{/if}</a>"))
        .isEmpty();
    assertThat(inside("{#action url=\"/x/{one.id}\"}Go{/action}")).containsExactly("/x/{one.id}");
  }

  private static Stream<String> literals(Path file) {
    try {
      return inside(Files.readString(file)).stream()
          .map(literal -> TEMPLATES.relativize(file) + ": " + literal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The literals with a brace, of all tags in the text. */
  private static List<String> inside(String text) {
    List<String> found = new ArrayList<>();
    for (int tag = text.indexOf("{#"); tag >= 0; tag = text.indexOf("{#", tag + 2)) {
      int i = tag;
      while (i < text.length() && text.charAt(i) != '}') {
        char c = text.charAt(i);
        if (c == '"' || c == '\'') {
          int end = text.indexOf(c, i + 1);
          String literal = text.substring(i + 1, end);
          if (literal.indexOf('{') >= 0) {
            found.add(literal);
          }
          i = end;
        }
        i++;
      }
    }
    return found;
  }
}
