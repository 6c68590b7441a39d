package io.impuls.tracking.collector.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, each message has a verdict of its own. The budget is fixed, the seeds are. */
class SegmentFuzzTest {

  private static final int ROUNDS = 1_500;
  private static final String MESSAGE =
      "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u-%d\",\"messageId\":\"m\","
          + "\"timestamp\":\"2026-11-22T09:00:00.000Z\",\"properties\":{\"order_id\":\"O\","
          + "\"total\":\"1,2\",\"products\":[{\"sku\":\"S\",\"price\":59.99}]},"
          + "\"context\":{\"page\":{\"url\":\"https://shop.example/\"},\"ip\":\"203.0.113.7\"}}";
  private static final TrackingSource SHOP =
      TestSources.source("shop", Source.Kind.BACKEND, "secret");
  private static final SegmentProtocol PROTOCOL =
      new SegmentProtocol(
          key -> Optional.of(SHOP),
          new RequestLimits(
              2_500_000, 2_500, Limits.ofEventBytes(32 << 10), Limits.ofEventBytes(256 << 10)));

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void neverFailsOnRandomDamage(int seed) {
    Random random = new Random(seed);
    byte[] whole = batch();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      for (String path : List.of("/v1/batch", "/v1/identify")) {
        assertThat(judge(path, damaged)).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void neverFailsOnTheEndMissing(int seed) {
    Random random = new Random(seed);
    byte[] whole = batch();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] cut = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));

      assertThat(judge("/v1/batch", cut)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8})
  void damageInsideOneMessageDoesNotTouchItsNeighbours(int seed) {
    Random random = new Random(seed);
    byte[] whole = batch();
    String text = new String(whole, StandardCharsets.US_ASCII);
    int from = text.indexOf("u-1");
    int to = text.indexOf("{\"type\"", from);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = whole.clone();
      int at = from + random.nextInt(to - from);
      byte other = (byte) random.nextInt(256);
      if (isBracketOrQuote(damaged[at]) || isBracketOrQuote(other)) {
        continue;
      }
      damaged[at] = other;

      List<Verdict> verdicts = ((Judgement.Store) judge("/v1/batch", damaged)).verdicts();
      assertThat(verdicts).as("byte %d became %d", at, other).hasSize(3);
      assertThat(verdicts.get(0)).isInstanceOf(Verdict.Accepted.class);
      assertThat(verdicts.get(2)).isInstanceOf(Verdict.Accepted.class);
    }
  }

  private static boolean isBracketOrQuote(byte value) {
    return "{}[]\",\\".indexOf(value) >= 0;
  }

  private static Judgement judge(String path, byte[] body) {
    return PROTOCOL.judge(TestRequest.post(path, body).with("Authorization", "Basic c2VjcmV0Og=="));
  }

  private static byte[] batch() {
    return ("{\"batch\":["
            + MESSAGE.formatted(0)
            + ","
            + MESSAGE.formatted(1)
            + ","
            + MESSAGE.formatted(2)
            + "],\"context\":{\"library\":{\"name\":\"x\"}},\"sentAt\":\"2026-11-22T10:00:00Z\"}")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
