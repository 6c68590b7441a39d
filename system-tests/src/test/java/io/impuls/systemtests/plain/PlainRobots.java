package io.impuls.systemtests.plain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells machines by the list of crawler user agents: one expression after the other. */
final class PlainRobots {

  private static final Pattern ENTRY = Pattern.compile("\"pattern\": \"((?:[^\"\\\\]|\\\\.)*)\"");

  private final List<Pattern> patterns = new ArrayList<>();
  private final Map<String, Boolean> known = new HashMap<>();

  PlainRobots(Path list) throws IOException {
    Matcher entries = ENTRY.matcher(Files.readString(list));
    while (entries.find()) {
      // JSON writes a backslash as two; the patterns use no other escape
      patterns.add(Pattern.compile(entries.group(1).replace("\\\\", "\\")));
    }
  }

  boolean robot(String userAgent) {
    return known.computeIfAbsent(
        userAgent, agent -> patterns.stream().anyMatch(p -> p.matcher(agent).find()));
  }
}
