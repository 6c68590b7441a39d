package io.impuls.tracking.collector.snowplow;

import static io.impuls.tracking.collector.snowplow.Trackers.answer;
import static io.impuls.tracking.collector.snowplow.Trackers.base64;
import static io.impuls.tracking.collector.snowplow.Trackers.event;
import static io.impuls.tracking.collector.snowplow.Trackers.header;
import static io.impuls.tracking.collector.snowplow.Trackers.unstruct;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerPixelTest {

  private static final String NETWORK = "8a6f5e2c-2a44-4d0f-9d1c-1d2b3c4d5e6f";
  private static final String VIEW =
      "/i?e=pv&p=web&tv=js-4&aid=web&duid=5bd0a8d1e2f34a6b"
          + "&url=https%3A%2F%2Fshop.example%2Fbuty%3Fa%3Db&page=Strona+g%C5%82%C3%B3wna%20100%";
  private static final TrackerPixel PIXEL = new TrackerPixel(Trackers.APPS, Trackers.SETTINGS);
  private static final TrackerRedirect REDIRECT =
      new TrackerRedirect(Trackers.APPS, Trackers.SETTINGS);

  @Test
  void oneEventStandsInTheQuery() {
    Judgement judged = PIXEL.judge(TestRequest.get(VIEW));
    Event event = event(judged);

    assertThat(event.page().path()).isEqualTo("/buty");
    assertThat(event.page().title()).isEqualTo("Strona główna 100%");
    assertThat(answer(judged).status()).isEqualTo(200);
    assertThat(answer(judged).contentType()).isEqualTo("image/gif");
    assertThat(answer(judged).body()).startsWith('G', 'I', 'F', '8', '9', 'a');
    assertThat(header(judged, "Cache-Control")).isEqualTo("no-cache, no-store, must-revalidate");
  }

  @Test
  void aPlusSignInBase64ThatWasNotEscapedIsUnderstood() {
    // '>>' at this place gives a plus sign in the standard alphabet
    String json = unstruct("com.acme", "poll", "{\"a\":\"~~~>>>\"}");
    String standard = base64(json).replace('-', '+').replace('_', '/');

    assertThat(standard).contains("+");
    assertThat(
            event(
                    PIXEL.judge(
                        TestRequest.get("/i?e=ue&p=web&tv=x&aid=web&duid=a&ue_px=" + standard)))
                .properties())
        .containsEntry("a", "~~~>>>");
  }

  @Test
  void thePageIsTheRefererWhereTheTrackerDoesNotSay() {
    Event event =
        event(
            PIXEL.judge(
                TestRequest.get("/i?e=pv&p=web&tv=x&duid=a")
                    .with("Referer", "https://shop.example/from")));

    assertThat(event.page().path()).isEqualTo("/from");
  }

  @Test
  void theNetworksVisitorIsNamedByTrackerCookieOrDevice() {
    assertThat(visitor(TestRequest.get(VIEW + "&tnuid=" + NETWORK).cookie("sp", other())))
        .isEqualTo(NETWORK);
    assertThat(visitor(TestRequest.get(VIEW).cookie("sp", NETWORK))).isEqualTo(NETWORK);
    assertThat(visitor(TestRequest.get(VIEW).cookie("impuls_vid", NETWORK))).isEqualTo(NETWORK);
    assertThat(visitor(TestRequest.get(VIEW))).isEqualTo(visitor(TestRequest.get(VIEW)));
    String short1 = visitor(TestRequest.get(VIEW.replace("5bd0a8d1e2f34a6b", "guest")));
    assertThat(visitor(TestRequest.get(VIEW.replace("5bd0a8d1e2f34a6b", "guest"))))
        .isNotEqualTo(short1);
  }

  @Test
  void theCookieFitsTheSite() {
    TestRequest across =
        TestRequest.get(VIEW).cookie("sp", NETWORK).with("Host", "c.impuls.example");
    TestRequest within =
        TestRequest.get(VIEW).cookie("sp", NETWORK).with("Host", "sp.shop.example:8443");

    assertThat(header(PIXEL.judge(across.with("Origin", "https://shop.example")), "Set-Cookie"))
        .isEqualTo(
            "sp=%s; Max-Age=31536000; Path=/; HttpOnly; SameSite=None; Secure".formatted(NETWORK));
    assertThat(header(PIXEL.judge(within.with("Referer", "https://shop.example/a")), "Set-Cookie"))
        .isEqualTo(
            "sp=%s; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax; Secure; Domain=shop.example"
                .formatted(NETWORK));
  }

  @Test
  void whoIsAnonymousLeavesNeitherAddressNorCookie() {
    Judgement judged =
        PIXEL.judge(
            TestRequest.get(
                    "/i?e=pv&p=web&tv=x&aid=web&sid=s-1&ip=198.51.100.7&nuid="
                        + NETWORK
                        + "&url=https%3A%2F%2Fshop.example%2F")
                .with("SP-Anonymous", "*")
                .cookie("sp", NETWORK));
    Event event = event(judged);

    assertThat(event.identity().visitorId()).isNull();
    assertThat(event.identity().anonymousId()).isEqualTo("anonymous-s-1");
    assertThat(event.server().address()).isNull();
    assertThat(event.toString()).doesNotContain("198.51.100").doesNotContain(NETWORK);
    assertThat(header(judged, "Set-Cookie")).startsWith("sp=; Max-Age=0; Path=/");
    assertThat(header(PIXEL.judge(TestRequest.get(VIEW).with("SP-Anonymous", "*")), "Set-Cookie"))
        .isNull();
  }

  @Test
  void aClickIsRecordedAndSentOn() {
    Judgement judged =
        REDIRECT.judge(
            TestRequest.get(
                "/r/tp2?u=https%3A%2F%2Fother.example%2Fa%3Fb%3Dc&aid=web&duid=5bd0a8d1e2f34a6b"));

    assertThat(event(judged).type()).isEqualTo("link.clicked");
    assertThat(event(judged).properties()).containsEntry("url", "https://other.example/a?b=c");
    assertThat(answer(judged).status()).isEqualTo(302);
    assertThat(header(judged, "Location")).isEqualTo("https://other.example/a?b=c");
    assertThat(REDIRECT.needsKafka()).isFalse();
    assertThat(((Judgement.Store) judged).unstored().orElseThrow().reply().status()).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "u=",
        "u=https://evil.example/",
        "u=//other.example/",
        "u=javascript:alert(1)",
        "u=https://other.example@evil.example/",
        "u=https://evil.example%5C@other.example/",
        "u=https://other.example.evil.example/",
        "u=https://user:pw@other.example/",
        "u=https://other.example/%0D%0ASet-Cookie:a=b",
        "u=ftp://other.example/"
      })
  void aRedirectIsNoWayToAnywhere(String query) {
    assertThat(answer(REDIRECT.judge(TestRequest.get("/r/tp2?aid=web&" + query))).status())
        .isEqualTo(400);
  }

  private static String visitor(TestRequest request) {
    return event(PIXEL.judge(request)).identity().visitorId();
  }

  private static String other() {
    return "11111111-2222-4333-8444-555555555555";
  }
}
