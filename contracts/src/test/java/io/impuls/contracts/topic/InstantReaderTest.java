package io.impuls.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {

  private static final long SEED = 20261126L;

  /** As far as four digits of a year go. */
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  @Test
  void readsWhateverTheJdkWrites() {
    Random random = new Random(SEED);
    int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 20_000; i++) {
      int unit = units[i % units.length];
      Instant at =
          Instant.ofEpochSecond(
              random.nextLong(LAST_SECOND), random.nextInt(1_000_000_000) / unit * unit);

      assertThat(InstantReader.read(at.toString())).as(at.toString()).isEqualTo(at);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T00:00:00Z",
        "2026-11-26T07:03:04.1Z",
        "0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z"
      })
  void readsLeapDaysAndAnyNumberOfDigits(String text) {
    assertThat(InstantReader.read(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-26T07:03:04+01:00",
        "2026-11-26T24:00:00Z",
        "2026-11-26T07:03:04.Z",
        "2026-11-26T07:03:04.-12Z",
        "2026-11-26T07:03:60Z",
        "2023-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "2026-11-26",
        ""
      })
  void leavesEverythingElseToTheJdk(String text) {
    assertThat(InstantReader.read(text)).isNull();
  }

  @Test
  void recordsReadWhatTheyReadBefore() throws JsonProcessingException {
    assertThat(Json.mapper().readValue("\"2026-11-26T08:03:04+01:00\"", Instant.class))
        .isEqualTo(Instant.parse("2026-11-26T07:03:04Z"));
    assertThat(Json.mapper().readValue("1.5", Instant.class))
        .isEqualTo(Instant.ofEpochSecond(1, 500_000_000));
    assertThat(Json.mapper().readValue("null", Instant.class)).isNull();
    assertThatThrownBy(() -> Json.mapper().readValue("\"yesterday\"", Instant.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
