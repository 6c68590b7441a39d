package io.impuls.tracking.collector.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.Replays;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.protocol.RefusedRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A refused message that is sent again becomes what it would have been in its own request. */
class SegmentReplayTest {

  private static final String VISITOR = "6f1d9c7e-2b7a-4c3e-9a51-0d7c1f4b8e21";
  private static final RequestLimits LIMITS =
      new RequestLimits(1 << 20, 10, Limits.ofEventBytes(32 << 10), Limits.ofEventBytes(32 << 10));
  private static final TrackingSource SITE =
      TestSources.source("site", Source.Kind.BROWSER, "wk_site");
  private static final TrackingSource NARROW = TestSources.allowing(SITE, "page.viewed");

  private final SegmentReplay replay = new SegmentReplay(LIMITS);

  @Test
  void amongOthersWithAllThatTheirRequestSaid() {
    TestRequest request =
        browser(
            "/v1/batch/",
            """
            {"batch":[
              {"type":"page","messageId":"m-0","properties":{"url":"https://shop.example/"}},
              {"type":"track","event":"Order Completed","messageId":"m-1",
               "timestamp":"2026-11-22T09:00:00Z","context":{"locale":"pl-PL"},
               "properties":{"order_id":"O-1","total":"1,299.90"}}],
             "sentAt":"2026-11-22T09:58:00Z","context":{"ip":"203.0.113.9","app":{"name":"shop"}},
             "integrations":{"All":false},"writeKey":"wk_site"}
            """);

    RejectedEvent refused = Replays.refused(judge(NARROW, request), 1);

    assertThat(refused.reason()).isEqualTo(RejectionReason.TYPE_NOT_ALLOWED);
    assertThat(refused.index()).isEqualTo(1);
    assertThat(refused.envelope()).doesNotContain("wk_site");
    Event again = Replays.again(replay, refused, refused.payload(), SITE);
    assertThat(again).isEqualTo(Replays.event(judge(SITE, request), 1));
    // the client's clock was two minutes slow, and its device is known by the library's cookie
    assertThat(again.occurredAt()).isEqualTo("2026-11-22T09:02:00Z");
    assertThat(again.identity().anonymousId()).isEqualTo("device of the library");
    assertThat(again.server().userAgent()).isEqualTo("Firefox");
    assertThat(again.server().gpc()).isTrue();
  }

  @Test
  void aloneByTheCallOfItsPath() {
    TestRequest request = browser("/v1/t", "{\"event\":\"Signed Up\",\"properties\":{\"a\":1}}");

    RejectedEvent refused = Replays.refused(judge(NARROW, request), 0);

    assertThat(Replays.again(replay, refused, refused.payload(), SITE))
        .isEqualTo(Replays.event(judge(SITE, request), 0));
    // without an id of its own it is still one event, however often it is sent
    assertThat(Replays.again(replay, refused, refused.payload(), SITE).eventId())
        .isEqualTo(Replays.again(replay, refused, refused.payload(), SITE).eventId());
  }

  @Test
  void mendedInTheWordsOfItsSender() {
    TestRequest request =
        browser(
            "/v1/batch", "{\"batch\":[{\"type\":\"trakc\",\"event\":\"A\",\"messageId\":\"m\"}]}");
    RejectedEvent refused = Replays.refused(judge(SITE, request), 0);

    Event again = Replays.again(replay, refused, refused.payload().replace("trakc", "track"), SITE);

    assertThat(again.type()).isEqualTo("custom.A");
    assertThat(again.clientId()).isEqualTo("m");
    assertThat(again.identity().visitorId()).isEqualTo(VISITOR);
    assertThat(again.receivedAt()).isEqualTo(request.receivedAt());
  }

  @Test
  void whatIsStillWrongIsRefusedOnceMore() {
    RejectedEvent refused =
        Replays.refused(judge(SITE, browser("/v1/batch", "{\"batch\":[{\"type\":\"trakc\"}]}")), 0);

    Judgement unchanged = replay.judge(new RefusedRequest(refused, refused.payload()), SITE);
    Judgement broken = replay.judge(new RefusedRequest(refused, "{\"type\":\"tr"), SITE);

    assertThat(((Judgement.Store) unchanged).verdicts().get(0))
        .isInstanceOf(Verdict.Rejected.class);
    assertThat(broken)
        .satisfies(
            judgement ->
                assertThat(
                        judgement instanceof Judgement.AnswerNow
                            || ((Judgement.Store) judgement)
                                .verdicts().stream().allMatch(Verdict.Rejected.class::isInstance))
                    .isTrue());
  }

  private static Judgement judge(TrackingSource source, TestRequest request) {
    return new SegmentProtocol(key -> Optional.of(source), LIMITS).judge(request);
  }

  private static TestRequest browser(String path, String body) {
    return TestRequest.post(path, body)
        .with("Authorization", "Basic d2tfc2l0ZTo=")
        .with("User-Agent", "Firefox")
        .with("Accept-Language", "pl-PL,pl;q=0.8")
        .with("Sec-GPC", "1")
        .cookie("impuls_vid", VISITOR)
        .cookie("ajs_anonymous_id", "%22device%20of%20the%20library%22");
  }
}
