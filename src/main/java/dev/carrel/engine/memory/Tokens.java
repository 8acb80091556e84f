package dev.carrel.engine.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts a script into words and the three signs that the tiny shell knows. */
final class Tokens {

  /** Signs hold a NUL so that no quoted word can be mistaken for one. */
  static final String END = "\0;";

  static final String AND = "\0&&";
  static final String TO = "\0>";

  private final String text;
  private final Map<String, String> variables;
  private final List<String> tokens = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private Tokens(String text, Map<String, String> variables) {
    this.text = text;
    this.variables = variables;
  }

  static List<String> of(String text, Map<String, String> variables) {
    Tokens tokens = new Tokens(text, variables);
    tokens.cut();
    return tokens.tokens;
  }

  private void cut() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t' -> endWord();
        case ';', '\n' -> sign(END);
        case '>' -> sign(TO);
        case '&' -> ampersand();
        case '\'', '"' -> quoted(c);
        case '$' -> variable();
        default -> put(c);
      }
    }
    endWord();
  }

  private void ampersand() {
    if (at < text.length() && text.charAt(at) == '&') {
      at++;
      sign(AND);
    } else {
      put('&');
    }
  }

  private void quoted(char quote) {
    inWord = true;
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      if (c == '$' && quote == '"') {
        variable();
      } else {
        word.append(c);
      }
    }
    at++;
  }

  private void variable() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    inWord = true;
    word.append(start == at ? "$" : variables.getOrDefault(text.substring(start, at), ""));
  }

  private void put(char c) {
    inWord = true;
    word.append(c);
  }

  private void sign(String sign) {
    endWord();
    tokens.add(sign);
  }

  private void endWord() {
    if (inWord) {
      tokens.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
