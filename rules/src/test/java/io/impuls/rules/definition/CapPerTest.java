package io.impuls.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.TestEvents;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.ledger.Cap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CapPerTest {

  private static final CapPer PER_PATH =
      new CapPer(Cap.sliding(1, Duration.ofHours(24)), EventFields.find("page.path"));

  @Test
  void keepsAValueOfUsualLength() {
    String path = "/" + "a".repeat(CapPer.LONGEST_VALUE - 1);

    assertThat(value(path)).isEqualTo(path);
  }

  /** The collector lets texts of 16,384 characters pass. */
  @Test
  void keepsTheBeginningOfALongValueAndAHashOfTheWhole() {
    String path = "/" + "a".repeat(16_383);

    assertThat(value(path))
        .startsWith("/aaaaaaaaaa")
        .hasSizeLessThan(CapPer.LONGEST_VALUE)
        .isEqualTo(value(path));
    assertThat(value(path)).isNotEqualTo(value(path + "a"));
  }

  /** Cut through the middle, the last one would be no text any more. */
  @Test
  void neverCutsACharacterInHalf() {
    String path = "/" + "\uD83D\uDE00".repeat(200);

    String kept = value(path);

    byte[] written = kept.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(kept);
  }

  private static String value(String path) {
    return PER_PATH.value(TestEvents.pageView(path).build());
  }
}
