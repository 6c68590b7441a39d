package io.impuls.tracking.collector.domain;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Amounts as shops write them: as numbers, as texts, with a comma for the point, with thousands set
 * apart. What is no amount gives null: the sender's own text is kept elsewhere.
 */
public final class Amounts {

  /** Digits of an amount, before or after the point: more is no amount, but an attack. */
  private static final int DIGITS = 40;

  /** Blanks and apostrophes between groups, and signs of currencies. */
  private static final Pattern DECORATION = Pattern.compile("[\\s\\u00A0\\u202F'\\p{Sc}]");

  private static final Pattern PLAIN =
      Pattern.compile("[+-]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,2})?");

  /** Commas that set thousands apart: groups of three, at least one, before an optional point. */
  private static final Pattern THOUSANDS =
      Pattern.compile("[+-]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]{0,40})?");

  /** Points that set thousands apart, where a comma is the decimal sign. */
  private static final Pattern POINTED =
      Pattern.compile("[+-]?[0-9]{1,3}(\\.[0-9]{3})+,[0-9]{0,40}");

  private static final Pattern COMMA = Pattern.compile("[+-]?[0-9]{0,40},[0-9]{1,40}");

  private Amounts() {}

  /** Gives the amount of a JSON value, whatever it is; null when it is none. */
  public static BigDecimal of(Object sent) {
    if (sent instanceof BigDecimal number) {
      return bounded(number);
    }
    if (sent instanceof Number number) {
      return bounded(new BigDecimal(number.toString()));
    }
    return sent instanceof String text ? of(text) : null;
  }

  /**
   * Gives the amount of a text. {@code 1,299.00}, {@code 1.299,00}, {@code 1 299,00} and {@code
   * 1299} are the same; {@code 1,299} alone is read as thousands, as the clients' own documentation
   * writes it.
   */
  public static BigDecimal of(String sent) {
    if (sent.length() > 2 * DIGITS) {
      return null;
    }
    String text = DECORATION.matcher(sent).replaceAll("");
    if (THOUSANDS.matcher(text).matches()) {
      text = text.replace(",", "");
    } else if (POINTED.matcher(text).matches()) {
      text = text.replace(".", "").replace(',', '.');
    } else if (COMMA.matcher(text).matches()) {
      text = text.replace(',', '.');
    }
    return PLAIN.matcher(text).matches() ? bounded(new BigDecimal(text)) : null;
  }

  private static BigDecimal bounded(BigDecimal number) {
    return number.precision() > DIGITS || Math.abs(number.scale()) > DIGITS ? null : number;
  }
}
