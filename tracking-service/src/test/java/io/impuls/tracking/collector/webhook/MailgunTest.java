package io.impuls.tracking.collector.webhook;

import static io.impuls.tracking.collector.webhook.Hook.NOW;
import static io.impuls.tracking.collector.webhook.Hook.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.tracking.collector.TestRequest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailgunTest {

  private static final String KEY = "key-of-the-account";

  private final Hook hook =
      new Hook(new Mailgun(List.of(KEY), new Stamps(Stamps.USUAL), Hook.RECIPIENTS));

  @Test
  void takesASignedEvent() {
    Event event =
        hook.event(
            signed(
                """
                {"event":"opened","id":"mg1","timestamp":1795341590.456,"recipient":"anna@example.test",
                 "ip":"203.0.113.77","client-info":{"user-agent":"Mozilla","bot":"apple"},
                 "user-variables":{"impuls_message":"%s"},"tags":["spring"],
                 "message":{"headers":{"message-id":"m1@mg"}}}
                """
                    .formatted(Hook.token())));

    assertThat(event.type()).isEqualTo("email.opened");
    assertThat(event.clientId()).isEqualTo("mg1");
    assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochMilli(1_795_341_590_456L));
    assertThat(event.identity().recipient()).isEqualTo(Hook.PERSON.toString());
    assertThat(event.properties())
        .containsEntry("machine", true)
        .containsEntry("machineReason", "bot: apple");
    assertThat(event.server().userAgent()).isEqualTo("Mozilla");
    assertThat(event.server().address()).isEqualTo("203.0.113.0");
  }

  @ParameterizedTest
  @CsvSource({
    "accepted,,email.sent,",
    "delivered,,email.delivered,",
    "failed,permanent,email.bounced,hard",
    "failed,temporary,email.bounced,soft",
    "clicked,,email.clicked,",
    "unsubscribed,,email.unsubscribed,",
    "complained,,email.complained,",
    "rejected,,custom.email.dropped,"
  })
  void mapsEveryEvent(String event, String severity, String canonical, String bounce) {
    Event told =
        hook.event(
            signed(
                "{\"event\":\"%s\",\"severity\":\"%s\",\"id\":\"1\",\"recipient\":\"a@example.test\","
                        .formatted(event, severity == null ? "" : severity)
                    + "\"delivery-status\":{\"message\":\"no such user\"}}"));

    assertThat(told.type()).isEqualTo(canonical);
    assertThat(told.properties().get("bounce")).isEqualTo(bounce);
    assertThat(told.properties().get("reason")).isEqualTo(bounce == null ? null : "no such user");
  }

  @Test
  void refusesWhatWasTamperedWith() {
    String token = UUID.randomUUID().toString();
    String stamp = Long.toString(NOW.getEpochSecond());
    String right = hmac(KEY, stamp + token);

    for (String body :
        List.of(
            body(stamp, token, hmac("another key", stamp + token), "1"),
            body(stamp, token + "x", right, "1"),
            body(Long.toString(NOW.getEpochSecond() - 1), token, right, "1"),
            body(stamp, token, "zz", "1"),
            body(stamp, token, "", "1"),
            "{\"event-data\":{}}",
            "[]",
            "hello",
            "")) {
      assertThat(hook.refusal(request(body)).status()).as(body).isEqualTo(401);
    }
    assertThat(hook.refused).containsOnly(Authenticity.FORGED);
  }

  @Test
  void aTokenGoesWithOneBodyOnly() {
    String token = UUID.randomUUID().toString();
    String stamp = Long.toString(NOW.getEpochSecond());
    String signature = hmac(KEY, stamp + token);
    TestRequest first = request(body(stamp, token, signature, "1"));

    Event event = hook.event(first);

    // the same again, as after an outage, is the same event
    assertThat(hook.event(first.at(NOW.plusSeconds(100))).eventId()).isEqualTo(event.eventId());
    // the signature does not cover the event: whoever saw it could say anything
    assertThat(hook.refusal(request(body(stamp, token, signature, "2"))).status()).isEqualTo(401);
  }

  /** Which instance a request reaches is chance: what both take is one event to the resolver. */
  @Test
  void anotherInstanceTakesARepetitionAsTheSameEvent() {
    Hook another = new Hook(new Mailgun(List.of(KEY), new Stamps(Stamps.USUAL), Hook.RECIPIENTS));
    TestRequest request =
        signed("{\"event\":\"opened\",\"recipient\":\"a@b.test\",\"timestamp\":1795341590}");
    TestRequest named = signed("{\"event\":\"opened\",\"id\":\"mg1\",\"recipient\":\"a@b.test\"}");

    for (TestRequest sent : List.of(request, named)) {
      Event first = hook.event(sent);
      Event repeated = another.event(sent.at(NOW.plusSeconds(100)));
      assertThat(repeated.eventId()).isEqualTo(first.eventId());
      assertThat(repeated.payloadHash()).isEqualTo(first.payloadHash());
    }
  }

  @Test
  void refusesWhatIsOlderThanFiveMinutes() {
    String stamp = Long.toString(NOW.minusSeconds(301).getEpochSecond());

    assertThat(hook.refusal(request(body(stamp, "t", hmac(KEY, stamp + "t"), "1"))).status())
        .isEqualTo(401);
    assertThat(hook.refused).containsExactly(Authenticity.STALE);
  }

  @Test
  void keepsWhatItDoesNotUnderstand() {
    assertThat(hook.rejected(signed("{\"event\":\"levitated\"}"))).hasSize(1);
    assertThat(hook.rejected(signed("{}"))).hasSize(1);
  }

  @Test
  void withdrawsConsentOnAComplaint() {
    Event event =
        hook.event(signed("{\"event\":\"complained\",\"id\":\"1\",\"recipient\":\"a@b.test\"}"));

    assertThat(event.consent()).isEqualTo(Map.of("marketing_email", false));
  }

  @Test
  void remembersABoundedNumberOfTokensForABoundedTime() {
    UsedTokens used = new UsedTokens(Stamps.USUAL);
    for (int i = 0; i < 60_000; i++) {
      used.firstOrSame("t" + i, utf8("a"), NOW);
    }

    assertThat(used.contains("t59999")).isTrue();
    assertThat(used.contains("t0")).isFalse();
    used.firstOrSame("late", utf8("a"), NOW.plus(Stamps.USUAL).plusSeconds(1));
    assertThat(used.contains("t59999")).isFalse();
  }

  private static TestRequest signed(String event) {
    String token = UUID.randomUUID().toString().replace("-", "");
    String stamp = Long.toString(NOW.getEpochSecond());
    return request(
        "{\"signature\":{\"timestamp\":\"%s\",\"token\":\"%s\",\"signature\":\"%s\"},\"event-data\":%s}"
            .formatted(stamp, token, hmac(KEY, stamp + token), event));
  }

  private static String body(String stamp, String token, String signature, String id) {
    return "{\"signature\":{\"timestamp\":\"%s\",\"token\":\"%s\",\"signature\":\"%s\"},"
            .formatted(stamp, token, signature)
        + "\"event-data\":{\"event\":\"delivered\",\"id\":\"%s\",\"recipient\":\"a@b.test\"}}"
            .formatted(id);
  }

  private static TestRequest request(String body) {
    return TestRequest.post("/v1/webhooks/hook", body).at(NOW);
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(utf8(key), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(utf8(text)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
