package io.impuls.tracking.collector.snowplow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.topic.Json;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, each event has a verdict of its own. The budget is fixed, the seeds are. */
class SnowplowFuzzTest {

  private static final int ROUNDS = 1_500;
  private static final String FORM =
      Trackers.unstruct(
          "submit_form",
          "{\"formId\":\"f\",\"elements\":[{\"name\":\"a\",\"value\":\"b\",\"type\":\"text\"}]}");
  private static final TrackerBatch BATCH = new TrackerBatch(Trackers.APPS, Trackers.SETTINGS);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void batchesNeverFailOnRandomDamage(int seed) throws Exception {
    Random random = new Random(seed);
    byte[] whole = batch();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damaged(whole, random);

      assertThat(BATCH.judge(request(damaged))).isNotNull();
      byte[] cut = java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length));
      assertThat(BATCH.judge(request(cut))).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void queriesNeverFailOnRandomDamage(int seed) {
    Random random = new Random(seed);
    byte[] whole =
        ("e=ue&p=web&tv=x&aid=web&duid=a&eid=1&dtm=1767323045678&stm=1767323045679&url=https%3A%2F%2F"
                + "shop.example%2F%3F_sp%3Da.1&vid=1&u=https%3A%2F%2Fother.example%2F&ue_px="
                + Trackers.base64(FORM))
            .getBytes(StandardCharsets.US_ASCII);
    List<IntakeProtocol> routes =
        List.of(
            new TrackerPixel(Trackers.APPS, Trackers.SETTINGS),
            new TrackerRedirect(Trackers.APPS, Trackers.SETTINGS));
    for (int round = 0; round < ROUNDS; round++) {
      String query = new String(damaged(whole, random), StandardCharsets.ISO_8859_1);
      for (IntakeProtocol route : routes) {
        assertThat(route.judge(TestRequest.get("/i?" + query))).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8})
  void damageInsideOneEventDoesNotTouchItsNeighbours(int seed) throws Exception {
    Random random = new Random(seed);
    byte[] whole = batch();
    String text = new String(whole, StandardCharsets.US_ASCII);
    int from = text.indexOf("\"eid\":\"1\"");
    int to = text.indexOf("{\"p\"", from);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = whole.clone();
      int at = from + random.nextInt(to - from);
      byte other = (byte) random.nextInt(256);
      if (isBracketOrQuote(damaged[at]) || isBracketOrQuote(other)) {
        continue;
      }
      damaged[at] = other;

      List<Verdict> verdicts = ((Judgement.Store) BATCH.judge(request(damaged))).verdicts();
      assertThat(verdicts).as("byte %d became %d", at, other).hasSize(3);
      assertThat(verdicts.get(0)).isInstanceOf(Verdict.Accepted.class);
      assertThat(verdicts.get(2)).isInstanceOf(Verdict.Accepted.class);
    }
  }

  private static boolean isBracketOrQuote(byte value) {
    return "{}[]\",\\".indexOf(value) >= 0;
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static TestRequest request(byte[] body) {
    return TestRequest.post(TrackerBatch.PATH, body).with("Origin", "https://shop.example");
  }

  private static byte[] batch() throws JsonProcessingException {
    String plain = Json.mapper().writeValueAsString(FORM);
    return Trackers.batch(
            Trackers.web("\"e\":\"pv\",\"eid\":\"0\",\"url\":\"https://shop.example/\""),
            Trackers.web("\"e\":\"ue\",\"eid\":\"1\",\"dtm\":\"1767323045678\",\"ue_pr\":" + plain),
            Trackers.web(
                "\"e\":\"ue\",\"eid\":\"2\",\"ue_px\":\"%s\"".formatted(Trackers.base64(FORM))))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
