package io.impuls.rules.condition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large counted repeats make a regular expression: RE2 unrolls {@code x{100}} into a hundred
 * copies, and nested ones multiply.
 */
final class Repeats {

  /** Largest product of all counts of one pattern. */
  static final int MAX_PRODUCT = 1_000;

  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private Repeats() {}

  /** Gives the product of the largest count of each repeat, an upper bound of the growth. */
  static long product(String pattern) {
    long product = 1;
    Matcher count = COUNT.matcher(pattern);
    while (count.find() && product <= MAX_PRODUCT) {
      String most =
          count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
      product *= Math.max(1, Long.parseLong(most));
    }
    return product;
  }
}
