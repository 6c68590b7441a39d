package io.impuls.rules.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of text that whatever fits a regular expression (RE2 syntax) must contain, so that the
 * expression need not be tried on texts without them. Rather too few than a wrong one: of groups,
 * classes and alternatives nothing is said.
 */
final class RequiredLiterals {

  private static final String CLASS_ESCAPES = "dDwWsSbBAz";

  private final String expression;
  private final List<String> found = new ArrayList<>();
  private final StringBuilder run = new StringBuilder();
  private int at;

  private RequiredLiterals(String expression) {
    this.expression = expression;
  }

  /** Gives the pieces; empty when none is certain. */
  static List<String> of(String expression) {
    RequiredLiterals reading = new RequiredLiterals(expression);
    return reading.read() ? List.copyOf(reading.found) : List.of();
  }

  /** Returns false at something that is not understood. */
  private boolean read() {
    while (at < expression.length()) {
      char c = expression.charAt(at);
      boolean understood =
          switch (c) {
            case '\\' -> escape();
            case '(' -> group();
            case '[' -> characterClass();
            case '|' -> false;
            case '*', '?', '{' -> maybe(c);
            case '+', '.', '^', '$', ')' -> ended(1);
            default -> literal(c);
          };
      if (!understood) {
        return false;
      }
    }
    end();
    return true;
  }

  private boolean literal(char c) {
    run.append(c);
    at++;
    return true;
  }

  private boolean ended(int length) {
    end();
    at += length;
    return true;
  }

  private void end() {
    if (run.length() > 0) {
      found.add(run.toString());
      run.setLength(0);
    }
  }

  private boolean escape() {
    if (at + 1 >= expression.length()) {
      return false;
    }
    char escaped = expression.charAt(at + 1);
    if (CLASS_ESCAPES.indexOf(escaped) >= 0) {
      return ended(2);
    }
    if (Character.isLetterOrDigit(escaped)) {
      return false;
    }
    run.append(escaped);
    at += 2;
    return true;
  }

  /** What stood before it may be missing: a character outside the basic plane is two of them. */
  private boolean maybe(char quantifier) {
    if (run.length() > 0) {
      int last = run.length() - 1;
      boolean pair = last > 0 && Character.isSurrogatePair(run.charAt(last - 1), run.charAt(last));
      run.setLength(pair ? last - 1 : last);
    }
    int close = quantifier == '{' ? expression.indexOf('}', at) : at;
    return close >= 0 && ended(close - at + 1);
  }

  /** Flags such as {@code (?i)} hold from there on for all: then nothing is certain. */
  private boolean group() {
    end();
    int depth = 0;
    int open = at;
    while (at < expression.length()) {
      char c = expression.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        if (!characterClass()) {
          return false;
        }
        continue;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
      at++;
      if (depth == 0) {
        return !onlyFlags(expression.substring(open, at));
      }
    }
    return false;
  }

  private static boolean onlyFlags(String group) {
    return group.startsWith("(?") && !group.contains(":") && !group.startsWith("(?P<");
  }

  private boolean characterClass() {
    end();
    int from = at + 1;
    if (expression.startsWith("^", from)) {
      from++;
    }
    // a bracket that closes at once stands for itself
    int close = expression.startsWith("]", from) ? from + 1 : from;
    while (close < expression.length() && expression.charAt(close) != ']') {
      if (expression.charAt(close) == '\\') {
        close++;
      } else if (expression.startsWith("[:", close)) {
        int named = expression.indexOf(":]", close);
        if (named < 0) {
          return false;
        }
        close = named + 1;
      }
      close++;
    }
    at = close + 1;
    return at <= expression.length();
  }
}
