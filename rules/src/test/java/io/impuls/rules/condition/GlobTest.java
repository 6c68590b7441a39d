package io.impuls.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "/pricing, /pricing, true",
    "/pricing, /pricing/, false",
    "/blog/*, /blog/a, true",
    "/blog/*, /blog/, true",
    "/blog/*, /blog, false",
    "/blog/*, /blog/a/b, false",
    "/blog/**, /blog/a/b, true",
    "/blog/**, /blog, true",
    "/blog/**, /blog/, true",
    "/blog/**, /blogger, false",
    "/blog**, /blogger/x, true",
    "**/checkout, /pl/shop/checkout, true",
    "**/checkout, /checkout, true",
    "**/checkout, /pre-checkout, false",
    "/*/checkout, /pl/checkout, true",
    "/*/checkout, /pl/shop/checkout, false",
    "/a/**/b, /a/b, true",
    "/a/**/b, /a/x/y/b, true",
    "/a/**/b, /a/xb, false",
    "/a*/b/**, /ax/b, true",
    "/a*/b/**, /ax/b/c, true",
    "/files/*.pdf, /files/offer.pdf, true",
    "/files/*.pdf, /files/offer-pdf, false",
    "/files/*.pdf, /files/2026/offer.pdf, false",
    "/files/**.pdf, /files/2026/offer.pdf, true",
    "/**, /, true",
    "/**, /a/b, true",
    "**, anything, true",
    "/a?b=(c)*, /a?b=(c)d, true",
    "/a?b, /axb, false"
  })
  void fitsPaths(String pattern, String path, boolean expected) {
    assertThat(Glob.of(pattern).fits(path)).isEqualTo(expected);
  }

  @Property(tries = 5_000)
  void agreesWithTheDefinitionTriedLetterByLetter(
      @ForAll @Chars({'/', '*', 'a'}) @StringLength(max = 8) String pattern,
      @ForAll @Chars({'/', 'a'}) @CharRange(from = 'a', to = 'b') @StringLength(max = 8)
          String path) {
    assertThat(Glob.of(pattern).fits(path)).isEqualTo(fits(pattern, 0, path));
  }

  /** The sentences of {@link Glob}, one by one, without any cleverness. */
  private static boolean fits(String whole, int at, String path) {
    String pattern = whole.substring(at);
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    if (pattern.equals("/**")) {
      return path.isEmpty() || path.startsWith("/");
    }
    boolean segmentStart = at == 0 || whole.charAt(at - 1) == '/';
    if (segmentStart && pattern.startsWith("**/")) {
      return fits(whole, at + 3, path) || anyTail(whole, at + 2, path, true);
    }
    if (pattern.startsWith("**")) {
      return anyTail(whole, at + 2, path, true);
    }
    if (pattern.startsWith("*")) {
      return anyTail(whole, at + 1, path, false);
    }
    return !path.isEmpty()
        && path.charAt(0) == pattern.charAt(0)
        && fits(whole, at + 1, path.substring(1));
  }

  private static boolean anyTail(String whole, int at, String path, boolean acrossSlashes) {
    for (int skipped = 0; skipped <= path.length(); skipped++) {
      if (fits(whole, at, path.substring(skipped))) {
        return true;
      }
      if (skipped < path.length() && path.charAt(skipped) == '/' && !acrossSlashes) {
        return false;
      }
    }
    return false;
  }
}
