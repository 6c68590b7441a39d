package io.impuls.rules.condition;

import com.google.re2j.Pattern;

/**
 * A path pattern that must fit the whole text. {@code *} stands for any characters but {@code /},
 * {@code **} for any characters; {@code /**} at the end also stands for nothing, and so does {@code
 * **}{@code /} at a start of a segment: {@code /blog/**} covers {@code /blog}, {@code /blog/} and
 * everything below, {@code /a/**}{@code /b} covers {@code /a/b}. Every other character, {@code ?}
 * too, stands for itself.
 */
public interface Glob {

  /** Whether the whole text is as the pattern says. */
  boolean fits(String text);

  /** Compiles {@code pattern}; the frequent forms need no regular expression. */
  static Glob of(String pattern) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern::equals;
    }
    String before = pattern.substring(0, star);
    String rest = pattern.substring(star);
    if (rest.equals("*")) {
      return text -> text.startsWith(before) && text.indexOf('/', before.length()) < 0;
    }
    if (rest.equals("**")) {
      if (!before.endsWith("/")) {
        return text -> text.startsWith(before);
      }
      String parent = before.substring(0, before.length() - 1);
      return text -> text.startsWith(before) || text.equals(parent);
    }
    // The regular expression is linear in the text, and the literal start refuses most texts
    // before.
    Pattern compiled = Pattern.compile(expression(pattern), Pattern.DOTALL);
    String literal = before.endsWith("/") ? before.substring(0, before.length() - 1) : before;
    return text -> text.startsWith(literal) && compiled.matches(text);
  }

  /** Gives the regular expression that says the same, for {@code .} that also fits line ends. */
  static String expression(String pattern) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      boolean segmentStart = at == 0 || pattern.charAt(at - 1) == '/';
      if (pattern.startsWith("/**", at) && at + 3 == pattern.length()) {
        regex.append("(?:/.*)?");
        at += 3;
      } else if (segmentStart && pattern.startsWith("**/", at)) {
        regex.append("(?:.*/)?");
        at += 3;
      } else if (pattern.startsWith("**", at)) {
        regex.append(".*");
        at += 2;
      } else if (pattern.charAt(at) == '*') {
        regex.append("[^/]*");
        at += 1;
      } else {
        int next = pattern.indexOf('*', at);
        int end = next < 0 ? pattern.length() : next;
        // A slash before a last "**" belongs to it, see above.
        if (pattern.startsWith("/**", end - 1) && end + 2 == pattern.length() && end - 1 > at) {
          end--;
        }
        regex.append(Pattern.quote(pattern.substring(at, end)));
        at = end;
      }
    }
    return regex.toString();
  }
}
