package io.impuls.rules.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.impuls.contracts.plan.MatrixDefinition.Subject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {

  @ParameterizedTest(name = "{1} {0} fits {2}: {3}")
  @CsvSource({
    "PATH, /hiszpania, /hiszpania, true",
    "PATH, /hiszpania, /hiszpania/, false",
    "PATH, /blog/**, /blog, true",
    "PATH, /blog/**, /blog/a/b, true",
    "PATH, /blog/*, /blog/a/b, false",
    "PATH, /{x}/opinie, /buty/opinie, true",
    "PATH, /{x}/opinie, /a/buty/opinie, false",
    "PATH, 're:/p(rodukt)?/[0-9]+', /p/12, true",
    "PATH, 're:/p(rodukt)?/[0-9]+', /produkt/, false",
    "PATH, 're:/p', /p/12, false",
    "URL, https://sklep.pl/lista?kolor={kolor}, https://sklep.pl/lista?kolor=zielony, true",
    "URL, https://sklep.pl/lista?kolor={kolor}, https://sklep.pl/lista?kolor=a&b=c, false",
    "CATEGORY, Buty, Buty, true",
    "CATEGORY, Buty, buty, false",
    "CATEGORY, Buty*, Buty/Damskie, true",
    "CATEGORY, {tag} > *, Buty > Damskie, true",
    "CATEGORY, a.b, axb, false",
  })
  void fitsWholeTexts(Subject subject, String pattern, String text, boolean fits) {
    assertThat(TextPattern.of(pattern, subject).fit(text).isPresent()).isEqualTo(fits);
  }

  @Test
  void saysWhatStoodInItsParts() {
    TextPattern glob = TextPattern.of("/kategoria/{tag}/{kind}", Subject.PATH);
    TextPattern expression = TextPattern.of("re:/k/(?P<tag>[a-z]+)-\\d+", Subject.PATH);

    assertThat(glob.fit("/kategoria/buty/damskie"))
        .contains(Map.of("tag", "buty", "kind", "damskie"));
    assertThat(expression.fit("/k/buty-12")).contains(Map.of("tag", "buty"));
    assertThat(expression.names()).containsExactly("tag");
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "hiszpania",
    "'re:/(a'",
    "'re:/(?=a)'",
    "'re:/((a{100}){100}){100}'",
  })
  void refusesWhatNothingCanBeDoneWith(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextPattern.of(pattern, Subject.PATH))
        .withMessageMatching(".+");
  }

  @ParameterizedTest(name = "{0} needs {1}")
  @CsvSource(
      delimiter = '#',
      value = {
        "/produkt/[^/]*\\-buty            # [/produkt/, -buty]",
        "/blog(?:/.*)?                    # [/blog]",
        "abc?d                            # [ab, d]",
        "abc*                             # [ab]",
        "abc+d                            # [abc, d]",
        "ab{2,3}c                         # [a, c]",
        "a[bc]d\\.e                       # [a, d.e]",
        "(a|b)c                           # [c]",
        "a|b                              # []",
        "(?i)abc                          # []",
        "a(?i)b                           # []",
        "a(?i:b)c                         # [a, c]",
        "\\Qa*b\\E                        # []",
        "a\\x41                           # []",
        "a[]x]b                           # [a, b]",
        "a[[:alpha:]]b                    # [a, b]",
        "a(\\))b                          # [a, b]",
        "\\d+z                            # [z]",
      })
  void knowsWhatMustBeThere(String expression, String literals) {
    assertThat(RequiredLiterals.of(expression)).hasToString(literals);
  }
}
