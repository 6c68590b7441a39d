package io.impuls.rules.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.plan.MatrixDefinition.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternIndexTest {

  private static final List<String> PIECES =
      List.of("/", "a", "b", "ab", "ba", "*", "**", "{x}", "-", "aa");

  /** Against trying every pattern on every text. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void missesNothingThatFits(long seed) {
    Random random = new Random(seed);
    List<TextPattern> patterns = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String glob = "/" + text(random, PIECES, 1 + random.nextInt(6));
      int part = glob.indexOf("{x}") + 3;
      String named = glob.substring(0, part) + glob.substring(part).replace("{x}", "");
      patterns.add(TextPattern.of(named, Subject.PATH));
    }
    patterns.add(TextPattern.of("re:/a(b|ba)*", Subject.PATH));
    patterns.add(TextPattern.of("re:.*ab?.*|/b", Subject.PATH));
    PatternIndex index = new PatternIndex(patterns);

    for (int i = 0; i < 1_000; i++) {
      String text = "/" + text(random, List.of("/", "a", "b", "ab", "-"), random.nextInt(8));

      assertThat(fitting(patterns, Arrays.stream(index.candidates(text)), text))
          .as(text)
          .isEqualTo(fitting(patterns, IntStream.range(0, patterns.size()), text));
    }
  }

  /** With 10,000 patterns that begin alike, only those are tried that end as the text does. */
  @Test
  void triesFew() {
    List<TextPattern> patterns =
        IntStream.range(0, 10_000)
            .mapToObj(i -> TextPattern.of("/produkt/*-nr" + i + "/opis", Subject.PATH))
            .toList();

    assertThat(new PatternIndex(patterns).candidates("/produkt/but-nr421/opis"))
        .containsExactly(421);
    assertThat(new PatternIndex(patterns).candidates("/kontakt")).isEmpty();
  }

  private static List<Integer> fitting(List<TextPattern> patterns, IntStream tried, String text) {
    return tried.filter(i -> patterns.get(i).fit(text).isPresent()).boxed().toList();
  }

  private static String text(Random random, List<String> pieces, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }
}
