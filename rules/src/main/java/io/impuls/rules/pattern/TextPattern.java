package io.impuls.rules.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.rules.condition.Glob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an address or category must look like, whole. In paths and addresses {@code *} stands for
 * anything but {@code /} and {@code **} for anything, as in conditions; in categories both stand
 * for anything. {@code {name}} stands for one part and says what stood there. After {@code re:}
 * comes a regular expression in RE2 syntax, whose named groups do the same. Every pattern takes
 * time in proportion to the text.
 */
public final class TextPattern {

  /** Longest pattern, in characters. */
  public static final int LONGEST = 500;

  private static final String EXPRESSION = "re:";
  private static final Pattern PART = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]{0,29})\\}");
  private static final Pattern COUNTED = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{1,9})?)?\\}");
  private static final long MOST_REPETITIONS = 1_000;
  private static final Map<Subject, String> ONE_PART =
      Map.of(
          Subject.PATH, "[^/]+",
          Subject.URL, "[^/?#&=]+",
          Subject.CATEGORY, "[^/>|]+");

  private final String written;
  private final Optional<Pattern> expression;
  private final List<String> literals;

  private TextPattern(String written, Optional<Pattern> expression, List<String> literals) {
    this.written = written;
    this.expression = expression;
    this.literals = literals;
  }

  /**
   * Gives the pattern.
   *
   * @throws IllegalArgumentException saying what to write instead
   */
  public static TextPattern of(String written, Subject subject) {
    if (written == null || written.isBlank()) {
      throw new IllegalArgumentException("needs a pattern such as \"/hiszpania\" or \"/blog/**\"");
    }
    if (written.length() > LONGEST) {
      throw new IllegalArgumentException("has at most " + LONGEST + " characters");
    }
    if (subject == Subject.PATH && !written.startsWith("/") && !written.startsWith(EXPRESSION)) {
      throw new IllegalArgumentException(
          "a path begins with \"/\"; an address with \"https://\" goes with the match URL");
    }
    if (!written.startsWith(EXPRESSION)
        && written.indexOf('*') < 0
        && !PART.matcher(written).find()) {
      return new TextPattern(written, Optional.empty(), List.of(written));
    }
    String expression = expression(written, subject);
    if (repetitions(expression) > MOST_REPETITIONS) {
      throw new IllegalArgumentException(
          "repeats too often: the numbers in {} multiply to more than " + MOST_REPETITIONS);
    }
    try {
      return new TextPattern(
          written,
          Optional.of(Pattern.compile(expression, Pattern.DOTALL)),
          RequiredLiterals.of(expression));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is no regular expression in RE2 syntax: " + e.getDescription(), e);
    }
  }

  private static String expression(String written, Subject subject) {
    if (written.startsWith(EXPRESSION)) {
      return written.substring(EXPRESSION.length());
    }
    StringBuilder expression = new StringBuilder();
    Matcher part = PART.matcher(written);
    int from = 0;
    while (part.find()) {
      expression.append(glob(written.substring(from, part.start()), subject));
      expression.append("(?P<").append(part.group(1)).append('>');
      expression.append(ONE_PART.get(subject)).append(')');
      from = part.end();
    }
    return expression.append(glob(written.substring(from), subject)).toString();
  }

  private static String glob(String piece, Subject subject) {
    if (subject != Subject.CATEGORY) {
      return Glob.expression(piece);
    }
    StringBuilder expression = new StringBuilder();
    int from = 0;
    for (int star = piece.indexOf('*'); star >= 0; star = piece.indexOf('*', from)) {
      expression.append(Pattern.quote(piece.substring(from, star))).append(".*");
      from = star + 1;
    }
    return expression.append(Pattern.quote(piece.substring(from))).toString();
  }

  /** Each repetition is written out when the expression is compiled, one within the other. */
  private static long repetitions(String expression) {
    long all = 1;
    Matcher counted = COUNTED.matcher(expression);
    while (counted.find() && all <= MOST_REPETITIONS) {
      String most = counted.group(2) == null ? counted.group(1) : counted.group(2);
      all *= Math.max(1, Long.parseLong(most));
    }
    return all;
  }

  /** Gives the only text that fits; empty when there is more than one. */
  public Optional<String> only() {
    return expression.isPresent() ? Optional.empty() : Optional.of(written);
  }

  /** Gives pieces that every text has that fits; empty when none is certain. */
  public List<String> literals() {
    return literals;
  }

  /** Gives the names of the parts that it catches. */
  public Set<String> names() {
    return expression.map(all -> all.namedGroups().keySet()).orElse(Set.of());
  }

  /** Gives what stood in the named parts of a text that fits; empty when it does not. */
  public Optional<Map<String, String>> fit(String text) {
    if (expression.isEmpty()) {
      return text.equals(written) ? Optional.of(Map.of()) : Optional.empty();
    }
    Matcher matcher = expression.get().matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> parts = new TreeMap<>();
    for (String name : names()) {
      String part = matcher.group(name);
      if (part != null) {
        parts.put(name, part);
      }
    }
    return Optional.of(parts);
  }

  @Override
  public String toString() {
    return written;
  }
}
