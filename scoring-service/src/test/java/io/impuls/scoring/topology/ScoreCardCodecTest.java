package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.Position;
import io.impuls.scoring.domain.Reached;
import io.impuls.scoring.domain.ScoreCard;
import io.impuls.scoring.domain.traits.Grading.Graded;
import io.impuls.scoring.domain.traits.TraitStanding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScoreCardCodecTest {

  private static final UUID ANNA = new UUID(0, 10);

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
                        Long.MAX_VALUE, "HEIß", new Position(at, UUID.randomUUID()), null),
                "c",
                    new PlanScore(1, null, null, at, new Reached("HOT", 3, new Position(at, ANNA))),
                "d", new PlanScore(1, null, null, null, new Reached(null, 3, null)),
                "e", limited("views", 5_000, 4_000),
                "f", new PlanScore(9, null, null, at, Reached.NOTHING, new TreeMap<>(), 8)));

    assertThat(read(write(card))).isEqualTo(card);
    assertThat(read(write(ScoreCard.EMPTY))).isEqualTo(ScoreCard.EMPTY);
  }

  private static PlanScore limited(String group, long sum, long score) {
    TreeMap<String, Long> groups = new TreeMap<>(Map.of(group, sum));
    return new PlanScore(sum, null, null, null, Reached.NOTHING, groups, score);
  }

  @Test
  void readsBackWhatIsKeptOfTraits() throws IOException {
    ScoreCard card =
        ScoreCard.EMPTY.with(
            new TraitStanding(
                Instant.parse("2026-03-02T12:00:00.123Z"),
                3,
                new TreeMap<>(
                    Map.of(
                        "a", new Graded("A", "call"),
                        "b", new Graded(null, "wait"),
                        "c", Graded.NOTHING))));

    assertThat(read(write(card))).isEqualTo(card);
    assertThat(write(card)).startsWith(3);
  }

  @Test
  void aPlanTakesLessThanAHundredBytes() throws IOException {
    ScoreCard card =
        ScoreCard.EMPTY.with(
            Map.of(
                "engagement",
                new PlanScore(
                    70_000, "HOT", new Position(Instant.EPOCH, new UUID(1, 2)), Instant.EPOCH)));

    assertThat(write(card)).startsWith(2).hasSizeLessThan(100);
  }

  /** Format 1: a count of two bytes, and no more than band, last entry and activity. */
  @Test
  void readsCardsOfTheFirstFormat() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(1);
    out.writeShort(1);
    out.writeUTF("engagement");
    out.writeLong(70_000);
    out.writeByte(1 + 2 + 4);
    out.writeUTF("HOT");
    out.writeLong(1_000);
    out.writeLong(1);
    out.writeLong(2);
    out.writeLong(3_000);

    assertThat(read(bytes.toByteArray()).of("engagement"))
        .isEqualTo(
            new PlanScore(
                70_000,
                "HOT",
                new Position(Instant.ofEpochSecond(1), new UUID(1, 2)),
                Instant.ofEpochSecond(3)));
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
