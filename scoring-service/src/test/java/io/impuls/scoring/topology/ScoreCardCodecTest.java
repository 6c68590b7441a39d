package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.Position;
import io.impuls.scoring.domain.ScoreCard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScoreCardCodecTest {

  private final ScoreCardCodec codec = new ScoreCardCodec();

  @Test
  void readsWhatItWrote() throws IOException {
    Instant at = Instant.parse("2026-03-02T12:00:00.123Z");
    ScoreCard card =
        ScoreCard.EMPTY.with(
            Map.of(
                "a", new PlanScore(-30_500, null, null, at),
                "b",
                    new PlanScore(
                        Long.MAX_VALUE, "HEIß", new Position(at, UUID.randomUUID()), null)));

    assertThat(read(write(card))).isEqualTo(card);
    assertThat(read(write(ScoreCard.EMPTY))).isEqualTo(ScoreCard.EMPTY);
  }

  @Test
  void aPlanTakesLessThanAHundredBytes() throws IOException {
    ScoreCard card =
        ScoreCard.EMPTY.with(
            Map.of(
                "engagement",
                new PlanScore(
                    70_000, "HOT", new Position(Instant.EPOCH, new UUID(1, 2)), Instant.EPOCH)));

    assertThat(write(card)).startsWith(1).hasSizeLessThan(100);
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() {
    assertThatThrownBy(() -> read(new byte[] {99}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("99");
  }

  private byte[] write(ScoreCard card) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.write(card, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private ScoreCard read(byte[] bytes) throws IOException {
    return codec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
