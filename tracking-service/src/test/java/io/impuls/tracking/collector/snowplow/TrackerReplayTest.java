package io.impuls.tracking.collector.snowplow;

import static io.impuls.tracking.collector.snowplow.Trackers.SETTINGS;
import static io.impuls.tracking.collector.snowplow.Trackers.SITE;
import static io.impuls.tracking.collector.snowplow.Trackers.batch;
import static io.impuls.tracking.collector.snowplow.Trackers.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.Replays;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.protocol.RefusedRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A refused event that is sent again becomes what it would have been in its own request. */
class TrackerReplayTest {

  private static final String VISITOR = "6f1d9c7e-2b7a-4c3e-9a51-0d7c1f4b8e21";
  private static final TrackingSource NARROW = TestSources.allowing(SITE, "page.engaged");

  private final TrackerReplay replay =
      new TrackerReplay(Trackers.APPS, SETTINGS, List.of(TrackerBatch.PATH, "/com.shop/track"));

  @Test
  void amongOthers() {
    TestRequest request =
        browser(
            TestRequest.post(
                "/com.shop/track/",
                batch(
                    web("\"e\":\"pp\",\"url\":\"https://shop.example/\",\"eid\":\"e-0\""),
                    // its page is the one that the request came from
                    web(
                        "\"e\":\"pv\",\"eid\":\"e-1\",\"dtm\":\"1795341000000\",\"stm\":\"1795341600000\""))));

    RejectedEvent refused = Replays.refused(batchOf(NARROW).judge(request), 1);

    Event again = Replays.again(replay, refused, refused.payload(), SITE);
    assertThat(again).isEqualTo(Replays.event(batchOf(SITE).judge(request), 1));
    assertThat(again.page().url()).isEqualTo("https://shop.example/buty");
    assertThat(again.identity().visitorId()).isEqualTo(VISITOR);
  }

  @Test
  void asAnImage() {
    TestRequest request =
        browser(
            TestRequest.get(
                "/i?e=se&p=web&tv=x&aid=web&se_ca=a&se_ac=b%20c&url=https%3A%2F%2Fshop.example%2F"));

    RejectedEvent refused =
        Replays.refused(new TrackerPixel(always(NARROW), SETTINGS).judge(request), 0);

    assertThat(Replays.again(replay, refused, refused.payload(), SITE))
        .isEqualTo(Replays.event(new TrackerPixel(always(SITE), SETTINGS).judge(request), 0));
  }

  @Test
  void asAClick() {
    TestRequest request =
        browser(TestRequest.get("/r/tp2?aid=web&u=https%3A%2F%2Fshop.example%2Fa"));

    RejectedEvent refused =
        Replays.refused(new TrackerRedirect(always(NARROW), SETTINGS).judge(request), 0);

    assertThat(Replays.again(replay, refused, refused.payload(), SITE))
        .isEqualTo(Replays.event(new TrackerRedirect(always(SITE), SETTINGS).judge(request), 0));
  }

  @Test
  void whoWantedToStayAnonymousDoes() {
    TestRequest request =
        browser(
                TestRequest.post(
                    TrackerBatch.PATH,
                    batch(
                        web(
                            "\"e\":\"pv\",\"url\":\"https://shop.example/\",\"sid\":\"s-1\",\"eid\":\"e\""))))
            .with("SP-Anonymous", "*");

    RejectedEvent refused = Replays.refused(batchOf(NARROW).judge(request), 0);

    Event again = Replays.again(replay, refused, refused.payload(), SITE);
    assertThat(again).isEqualTo(Replays.event(batchOf(SITE).judge(request), 0));
    assertThat(again.identity().visitorId()).isNull();
  }

  @Test
  void aWholeRequestIsMendedAsOne() {
    RejectedEvent refused =
        Replays.refused(
            batchOf(SITE).judge(browser(TestRequest.post(TrackerBatch.PATH, "{\"data\":[]}"))), 0);
    assertThat(refused.index()).isEqualTo(-1);

    Judgement judgement =
        replay.judge(
            new RefusedRequest(
                refused,
                batch(
                    web("\"e\":\"pv\",\"url\":\"https://shop.example/a\",\"eid\":\"a\""),
                    web("\"e\":\"pv\",\"url\":\"https://shop.example/b\",\"eid\":\"b\""))),
            SITE);

    assertThat(Trackers.events(judgement)).extracting(Event::clientId).containsExactly("a", "b");
  }

  @Test
  void anAppThatNobodyHadIsNotItsNeighbours() {
    String others = web("\"e\":\"pv\",\"url\":\"https://shop.example/\",\"eid\":\"a\"");
    String unknown =
        "{\"e\":\"pv\",\"p\":\"srv\",\"tv\":\"x\",\"aid\":\"new\",\"uid\":\"u\",\"url\":\"https://b.example/\",\"eid\":\"n\"}";
    TestRequest request = TestRequest.post(TrackerBatch.PATH, batch(others, unknown));
    RejectedEvent refused =
        Replays.refused(new TrackerBatch(Trackers.APPS, SETTINGS).judge(request), 1);
    assertThat(refused.reason()).isEqualTo(RejectionReason.PROTOCOL_VIOLATION);
    assertThat(refused.field()).isEqualTo("/aid");

    // nobody has it yet: sent again it is nobody's
    assertThat(replay.judge(new RefusedRequest(refused, refused.payload()), SITE))
        .isInstanceOf(Judgement.AnswerNow.class);
    // an operator says whose it is
    assertThat(Replays.again(replay, refused, refused.payload(), Trackers.BACKEND).source().id())
        .isEqualTo("shop");
    // or somebody has it by now
    KnownApps later =
        (app, hosts, now) ->
            "new".equals(app)
                ? Optional.of(Trackers.BACKEND)
                : Trackers.APPS.byApp(app, hosts, now);
    TrackerReplay known = new TrackerReplay(later, SETTINGS, List.of(TrackerBatch.PATH));
    assertThat(Replays.again(known, refused, refused.payload(), SITE).source().id())
        .isEqualTo("shop");
  }

  private static TrackerBatch batchOf(TrackingSource source) {
    return new TrackerBatch(always(source), SETTINGS);
  }

  private static KnownApps always(TrackingSource source) {
    return (app, hosts, now) -> Optional.of(source);
  }

  private static TestRequest browser(TestRequest request) {
    return request
        .with("User-Agent", "Firefox")
        .with("Accept-Language", "pl-PL,pl;q=0.8")
        .with("Referer", "https://shop.example/buty")
        .cookie("sp", VISITOR);
  }
}
