package io.impuls.demo.history;

import io.impuls.demo.recording.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with columns in it, such as {@code order-${InvoiceNo}}. A column may be followed by what
 * to make of it: {@code ${CustomerID|integer}} takes decimals off, {@code |lower} writes it small.
 */
final class Template {

  private static final Pattern COLUMN = Pattern.compile("\\$\\{([^}|]+)(\\|[a-z]+)?}");

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Text as it is, or a column and what to make of it. */
  private record Part(String text, String column, UnaryOperator<String> form) {}

  /**
   * Reads a template.
   *
   * @throws RefusedException when it names a column that the file does not have
   */
  static Template of(String text, List<String> columns) {
    List<Part> parts = new ArrayList<>();
    Matcher found = COLUMN.matcher(text);
    int behind = 0;
    while (found.find()) {
      parts.add(new Part(text.substring(behind, found.start()), null, null));
      String column = found.group(1).strip();
      if (!columns.contains(column)) {
        throw new RefusedException(
            "the mapping names a column '%s', but the file has %s".formatted(column, columns));
      }
      parts.add(new Part(null, column, form(found.group(2))));
      behind = found.end();
    }
    parts.add(new Part(text.substring(behind), null, null));
    return new Template(parts);
  }

  /** Gives the text for a line; empty where every column in it is. */
  String of(CsvLine line) {
    StringBuilder text = new StringBuilder();
    boolean any = parts.stream().noneMatch(part -> part.column() != null);
    for (Part part : parts) {
      if (part.column() == null) {
        text.append(part.text());
      } else {
        String value = part.form().apply(line.field(part.column()).strip());
        any |= !value.isEmpty();
        text.append(value);
      }
    }
    return any ? text.toString() : "";
  }

  private static UnaryOperator<String> form(String name) {
    if (name == null) {
      return UnaryOperator.identity();
    }
    return switch (name) {
      case "|lower" -> value -> value.toLowerCase(Locale.ROOT);
      case "|integer" -> value -> value.replaceFirst("\\.0*$", "");
      default ->
          throw new RefusedException(
              "the mapping has '%s': there are |lower and |integer".formatted(name));
    };
  }
}
