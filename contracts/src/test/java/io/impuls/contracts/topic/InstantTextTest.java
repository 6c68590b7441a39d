package io.impuls.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2026-11-22T10:15:30.123Z",
        "2026-11-22T10:15:30.120Z",
        "2026-11-22T10:15:30.000100Z",
        "2026-11-22T10:15:30.000000001Z",
        "1969-12-31T23:59:59.999Z",
        "2000-02-29T23:59:59Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z"
      })
  void writesATimeAsItWasRead(String text) {
    assertThat(InstantText.of(Instant.parse(text))).isEqualTo(text);
  }

  @Test
  void writesEveryTimeAsTheJdkDoes() {
    Random random = new Random(20261126L);
    int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-70_000_000_000L, 300_000_000_000L);
      int unit = units[i % units.length];
      Instant time = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000) / unit * unit);
      assertThat(InstantText.of(time)).isEqualTo(time.toString());
    }
  }
}
