package dev.carrel.engine.docker;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A path with its query, each value encoded. */
final class Query {

  private final StringBuilder path;
  private char next = '?';

  Query(String path) {
    this.path = new StringBuilder(path);
  }

  Query with(String name, String value) {
    path.append(next).append(name).append('=').append(encoded(value));
    next = '&';
    return this;
  }

  /** As JSON. */
  Query with(String name, Object value) {
    return with(name, Connection.JSON.valueToTree(value).toString());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
