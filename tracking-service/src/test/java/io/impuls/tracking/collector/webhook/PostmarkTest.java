package io.impuls.tracking.collector.webhook;

import static io.impuls.tracking.collector.webhook.Hook.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.impuls.contracts.event.Event;
import io.impuls.tracking.collector.TestRequest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostmarkTest {

  private static final String LOGIN = "impuls:a long password";

  private final Hook hook =
      new Hook(new Postmark(List.of("impuls:the next one", LOGIN), Hook.RECIPIENTS));

  @Test
  void takesARecordWithTheLogin() {
    Event event =
        hook.event(
            with(
                LOGIN,
                """
                {"RecordType":"Open","MessageID":"pm1","Recipient":"anna@example.test","FirstOpen":true,
                 "ReceivedAt":"2026-11-22T10:59:50.1234567+01:00","UserAgent":"Mozilla","Tag":"spring",
                 "Geo":{"IP":"203.0.113.77","City":"Kraków"},"Metadata":{"impuls_message":"%s"}}
                """
                    .formatted(Hook.token())));

    assertThat(event.type()).isEqualTo("email.opened");
    assertThat(event.clientId()).isEqualTo("pm1|Open|2026-11-22T10:59:50.1234567+01:00");
    assertThat(event.occurredAt())
        .isBetween(
            Instant.parse("2026-11-22T09:59:50.123Z"), Instant.parse("2026-11-22T09:59:50.124Z"));
    assertThat(event.identity().recipient()).isEqualTo(Hook.PERSON.toString());
    assertThat(event.server().userAgent()).isEqualTo("Mozilla");
    assertThat(event.server().address()).isEqualTo("203.0.113.0");
    assertThat(event.context().toString()).contains("Kraków").doesNotContain("203.0.113.77");
  }

  @Test
  void refusesEverythingWithoutTheLogin() {
    String body = "{\"RecordType\":\"Open\",\"MessageID\":\"1\",\"Recipient\":\"a@b.test\"}";

    for (TestRequest request :
        List.of(
            TestRequest.post("/v1/webhooks/hook", body),
            with("impuls:another password", body),
            with("impuls:a long password ", body),
            with("impuls", body),
            with("", body),
            TestRequest.post("/v1/webhooks/hook", body).with("Authorization", "Basic %%%"),
            TestRequest.post("/v1/webhooks/hook", body).with("Authorization", "Bearer " + LOGIN),
            TestRequest.post("/v1/webhooks/hook?user=" + LOGIN, body))) {
      assertThat(hook.refusal(request).status()).isEqualTo(401);
    }
    assertThat(hook.refused).containsOnly(Authenticity.FORGED);
  }

  @Test
  void playedAgainItIsTheSameEvent() {
    String body =
        "{\"RecordType\":\"Delivery\",\"MessageID\":\"1\",\"Recipient\":\"a@b.test\","
            + "\"DeliveredAt\":\"2026-11-22T09:00:00Z\"}";

    assertThat(hook.event(with(LOGIN, body)).eventId())
        .isEqualTo(
            hook.event(with("impuls:the next one", body).at(Hook.NOW.plusSeconds(9))).eventId());
  }

  @ParameterizedTest
  @CsvSource({
    "Delivery,,email.delivered,",
    "Click,,email.clicked,",
    "SpamComplaint,,email.complained,",
    "Bounce,HardBounce,email.bounced,hard",
    "Bounce,BadEmailAddress,email.bounced,hard",
    "Bounce,SoftBounce,email.bounced,soft",
    "Bounce,Transient,email.bounced,soft",
    "Bounce,Blocked,email.bounced,soft",
    "Bounce,SpamComplaint,email.complained,",
    "Bounce,Unsubscribe,email.unsubscribed,",
    "Bounce,AutoResponder,custom.email.answered,"
  })
  void mapsEveryRecord(String kind, String type, String canonical, String bounce) {
    Event event =
        hook.event(
            with(
                LOGIN,
                "{\"RecordType\":\"%s\",\"Type\":\"%s\",\"MessageID\":\"1\",\"Email\":\"a@b.test\"}"
                    .formatted(kind, type == null ? "" : type)));

    assertThat(event.type()).isEqualTo(canonical);
    assertThat(event.properties().get("bounce")).isEqualTo(bounce);
    assertThat(event.identity().email()).isEqualTo("a@b.test");
  }

  @ParameterizedTest
  @CsvSource({
    "true,ManualSuppression,email.unsubscribed",
    "true,HardBounce,custom.email.suppressed",
    "false,,custom.email.resubscribed"
  })
  void readsChangesOfSubscriptions(boolean suppress, String reason, String canonical) {
    Event event =
        hook.event(
            with(
                LOGIN,
                """
                {"RecordType":"SubscriptionChange","MessageID":"1","Recipient":"a@b.test",
                 "SuppressSending":%s,"SuppressionReason":%s}
                """
                    .formatted(suppress, reason == null ? "null" : "\"" + reason + "\"")));

    assertThat(event.type()).isEqualTo(canonical);
    assertThat(event.consent().isEmpty()).isEqualTo(!canonical.equals("email.unsubscribed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"RecordType\":\"Levitation\"}", "{}", "", "[1]", "{\"RecordType\":7}"})
  void keepsWhatItDoesNotUnderstand(String body) {
    assertThat(hook.rejected(with(LOGIN, body))).hasSize(1);
  }

  @Test
  void needsALogin() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Postmark(List.of(" "), Hook.RECIPIENTS));
  }

  private static TestRequest with(String login, String body) {
    return TestRequest.post("/v1/webhooks/hook", body)
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(utf8(login)));
  }
}
