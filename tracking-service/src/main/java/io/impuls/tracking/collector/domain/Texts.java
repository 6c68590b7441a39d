package io.impuls.tracking.collector.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How texts are cleaned and identifiers brought to one form (semantics 3.10). */
public final class Texts {

  /**
   * What broken integrations send where nobody is logged in, in lower case and without what stands
   * around it; as an id it would join strangers.
   */
  private static final Set<String> NOBODY =
      Set.of(
          "null",
          "(null)",
          "undefined",
          "nan",
          "none",
          "nil",
          "n/a",
          "0",
          "-1",
          "0.0",
          "guest",
          "anonymous",
          "anon",
          "unknown",
          "not set",
          "(not set)",
          "[object object]",
          "[object undefined]",
          "{}",
          "[]",
          "-",
          "--",
          "?");

  /** Longer ids are looked at only when they begin with the same character twice. */
  private static final int LONGEST_NOBODY = 24;

  /** An id of one character over and over, such as the UUID of zeros, is no id. */
  private static final Pattern ONE_CHARACTER = Pattern.compile("([0fx])(?:-?\\1){7,}");

  /** With what such an id begins. */
  private static final String OVER_AND_OVER = "0fx";

  private static final Pattern QUOTES = Pattern.compile("^[\\s\"'`]+|[\\s\"'`]+$");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** One at sign, something before it, a dotted or plain host after it, no blanks. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,189}");

  private static final Pattern PHONE = Pattern.compile("\\+?\\(?[0-9][0-9()./-]{2,30}");

  private Texts() {}

  /**
   * Gives the text without control characters (line breaks and tabs stay) and with lone surrogates
   * replaced, as no store behind us takes either.
   */
  public static String cleaned(String text) {
    int at = firstUnclean(text);
    if (at < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length()).append(text, 0, at);
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        clean.append('\uFFFD');
      } else if (!isForbidden(c)) {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  /** Whether the text may be an id: no control characters, no lone surrogates. */
  public static boolean isClean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ') {
        return false;
      }
    }
    return firstUnclean(text) < 0;
  }

  /** Gives the identifier trimmed and in NFC; null where it names nobody. */
  public static String identifier(String sent) {
    String value = trimmed(Normalizer.normalize(sent, Normalizer.Form.NFC));
    return namesNobody(value) ? null : value;
  }

  /** Takes off every kind of blank, such as those that do not break a line. */
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  private static boolean namesNobody(String value) {
    if (value.length() > LONGEST_NOBODY && value.charAt(0) != value.charAt(1)) {
      return false;
    }
    String plain = value.toLowerCase(Locale.ROOT);
    if (holdsBlankOrQuote(plain)) {
      plain = BLANKS.matcher(QUOTES.matcher(plain).replaceAll("")).replaceAll(" ");
    }
    return plain.isEmpty()
        || NOBODY.contains(plain)
        || OVER_AND_OVER.indexOf(plain.charAt(0)) >= 0 && ONE_CHARACTER.matcher(plain).matches();
  }

  /** Whether it is worth the patterns' time: nearly no id holds one. */
  private static boolean holdsBlankOrQuote(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c == '"' || c == '\'' || c == '`') {
        return true;
      }
    }
    return false;
  }

  /** Gives the one form of an address: lower case. */
  public static String email(String identifier) {
    return identifier.toLowerCase(Locale.ROOT);
  }

  /** Whether it looks like one address. */
  public static boolean isEmail(String email) {
    return EMAIL.matcher(email).matches();
  }

  /**
   * Gives the number without blanks; one that says its country ({@code +48} or {@code 0048}) in
   * E.164.
   */
  public static String phone(String identifier) {
    String number = BLANKS.matcher(identifier).replaceAll("");
    boolean plus = number.startsWith("+");
    if (!plus && !number.startsWith("00")) {
      return number;
    }
    // the zero in brackets is dialled within the country only
    String digits = number.replace("(0)", "").substring(plus ? 1 : 2).replaceAll("[()./-]", "");
    return "+" + digits;
  }

  /** Whether it looks like a number that can be dialled. */
  public static boolean isPhone(String phone) {
    return PHONE.matcher(phone).matches();
  }

  private static int firstUnclean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isForbidden(c)) {
        return i;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static boolean isForbidden(char c) {
    return (c < ' ' && c != '\n' && c != '\r' && c != '\t') || (c >= 0x7F && c <= 0x9F);
  }
}
