package io.impuls.contracts.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Javadoc of a record and of the records and enums in it, so that schemas say it too. */
final class RecordDocs {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern TYPE =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public (?:record|enum) (\\w+)", Pattern.DOTALL);
  private static final Pattern PARAM = Pattern.compile("@param (\\w+) ([^@]*)(?=@param|$)");

  /** An inline tag, whose text may have braces in braces. */
  private static final String TAG =
      "\\{@(?:code|link)\\s+((?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*)\\}";

  private final Map<String, String> byPlace = new HashMap<>();

  private RecordDocs(String source) {
    Matcher types = TYPE.matcher(source);
    while (types.find()) {
      String text = plain(types.group(1));
      String type = types.group(2);
      int params = text.indexOf("@param");
      byPlace.put(type, params < 0 ? text : text.substring(0, params).strip());
      Matcher param = PARAM.matcher(text);
      while (param.find()) {
        byPlace.put(type + "." + param.group(1), param.group(2).strip());
      }
    }
  }

  static RecordDocs in(Class<?> type) {
    Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
    try {
      return new RecordDocs(Files.readString(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives what is said of a type; null for nothing. */
  String of(Class<?> type) {
    return byPlace.get(type.getSimpleName());
  }

  /** Gives what is said of a component; null for nothing. */
  String of(String type, String component) {
    return byPlace.get(type + "." + component);
  }

  /** Without the stars of its lines, and with code as it stands. */
  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\\n\\s*\\* ?", " ")
        .replaceAll(TAG, "$1")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
