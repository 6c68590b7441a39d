package io.impuls.tracking.collector.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How texts are cleaned and identifiers brought to one form (semantics 3.10). */
public final class Texts {

  /** What broken integrations send where nobody is logged in; as an id it would join strangers. */
  private static final Set<String> NOBODY =
      Set.of("null", "undefined", "nan", "none", "[object object]");

  /** One at sign, something before it, a dotted or plain host after it, no blanks. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,189}");

  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9()./-]{2,30}");

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
    String value = Normalizer.normalize(sent, Normalizer.Form.NFC).strip();
    return value.isEmpty() || NOBODY.contains(value.toLowerCase(Locale.ROOT)) ? null : value;
  }

  /** Gives the one form of an address: lower case. */
  public static String email(String identifier) {
    return identifier.toLowerCase(Locale.ROOT);
  }

  /** Whether it looks like one address. */
  public static boolean isEmail(String email) {
    return EMAIL.matcher(email).matches();
  }

  /** Gives the number without blanks. */
  public static String phone(String identifier) {
    return identifier.replaceAll("\\s+", "");
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
