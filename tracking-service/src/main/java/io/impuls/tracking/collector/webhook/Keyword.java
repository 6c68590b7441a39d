package io.impuls.tracking.collector.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** What a text to us asks for by a word that stands for it (semantics 3.26). */
enum Keyword {
  /** To get no more. */
  STOP,
  /** To get more again; by itself it restores nothing. */
  START,
  /** To be told what this is. */
  HELP;

  private static final String LISTS = "/io/impuls/tracking/webhook/keywords.properties";
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Letters that Unicode does not take apart into a letter and a stroke. */
  private static final Map<Character, String> STROKES =
      Map.of('ł', "l", 'ø', "o", 'đ', "d", 'ß', "ss", 'æ', "ae", 'œ', "oe", 'ı', "i", 'ð', "d");

  private static final Map<String, Keyword> FIRST = new HashMap<>();
  private static final Map<String, Keyword> WHOLE = new HashMap<>();

  static {
    Properties lists = new Properties();
    try (InputStream in = Keyword.class.getResourceAsStream(LISTS)) {
      lists.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lists.forEach((name, words) -> learn((String) name, (String) words));
  }

  /** Characters of a text that are looked at: more than an SMS of many parts has. */
  private static final int LONGEST = 2_000;

  /** Gives what a text asks for; empty when it is one for a person to read. */
  static Optional<Keyword> of(String text) {
    String plain = plain(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    Keyword whole = WHOLE.get(plain);
    return Optional.ofNullable(whole != null ? whole : FIRST.get(plain.split(" ", 2)[0]));
  }

  private static void learn(String name, String words) {
    String[] parts = name.split("\\.");
    Keyword keyword = valueOf(parts[0].toUpperCase(Locale.ROOT));
    Map<String, Keyword> list = parts[1].equals("first") ? FIRST : WHOLE;
    for (String word : words.split(",")) {
      list.put(plain(word), keyword);
    }
  }

  /** Words in small letters without accents, one blank between them. */
  private static String plain(String text) {
    String open = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    StringBuilder plain = new StringBuilder(open.length());
    for (char c : ACCENTS.matcher(open).replaceAll("").toCharArray()) {
      plain.append(STROKES.getOrDefault(c, String.valueOf(c)));
    }
    return NO_WORDS.matcher(plain).replaceAll(" ").strip();
  }
}
