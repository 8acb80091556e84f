package dev.carrel.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the fields of one entry (or of its {@code tools}) and gathers what is wrong with them, so
 * that an operator sees all faults at once.
 */
final class EntryReader {
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)([kmgt])");

  private final String where;
  private final JsonNode node;
  private final List<String> faults;
  private final Set<String> unread = new TreeSet<>();

  EntryReader(String where, JsonNode node, List<String> faults) {
    this.where = where;
    this.node = node;
    this.faults = faults;
    node.fieldNames().forEachRemaining(unread::add);
  }

  Optional<String> optional(String field, Pattern form, String wanted) {
    unread.remove(field);
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    String text = value.asText().strip();
    if (!value.isValueNode() || !form.matcher(text).matches()) {
      fault(field, "must be %s, not `%s`".formatted(wanted, value.isValueNode() ? text : value));
      return Optional.empty();
    }
    return Optional.of(text);
  }

  String required(String field, Pattern form, String wanted) {
    if (!node.hasNonNull(field)) {
      unread.remove(field);
      fault(field, "is missing: " + wanted);
      return "";
    }
    return optional(field, form, wanted).orElse("");
  }

  <E extends Enum<E>> E oneOf(String field, Class<E> type, E otherwise) {
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(e -> e.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|"));
    String text = required(field, Pattern.compile(names), names.replace("|", " or "));
    return text.isEmpty() ? otherwise : Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  boolean flag(String field) {
    return optional(field, Pattern.compile("true|false"), "true or false")
        .map(Boolean::valueOf)
        .orElse(false);
  }

  List<String> list(String field, Pattern form, String wanted) {
    unread.remove(field);
    List<String> items = new ArrayList<>();
    for (JsonNode item : node.path(field)) {
      if (form.matcher(item.asText()).matches()) {
        items.add(item.asText());
      } else {
        fault(field, "must hold %s, not `%s`".formatted(wanted, item.asText()));
      }
    }
    return items;
  }

  /** Bytes, from a size like {@code 8g}; powers of 1024. */
  long size(String field) {
    Matcher size = SIZE.matcher(required(field, SIZE, "a size like 130m or 8g"));
    if (!size.matches()) {
      return 0;
    }
    int power = "kmgt".indexOf(size.group(2)) + 1;
    return (long) (Double.parseDouble(size.group(1)) * Math.pow(1024, power));
  }

  EntryReader inner(String field) {
    unread.remove(field);
    return new EntryReader(where + ", " + field, node.path(field), faults);
  }

  void fault(String field, String what) {
    faults.add("%s: `%s` %s".formatted(where, field, what));
  }

  /** To be called last: a misspelt field would otherwise be ignored without a word. */
  void refuseUnread() {
    unread.forEach(field -> fault(field, "is not a field that the catalogue knows"));
  }
}
