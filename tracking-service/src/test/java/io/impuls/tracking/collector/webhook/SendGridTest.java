package io.impuls.tracking.collector.webhook;

import static io.impuls.tracking.collector.webhook.Hook.NOW;
import static io.impuls.tracking.collector.webhook.Hook.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.TestRequest;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendGridTest {

  private static final KeyPair OLD = pair();
  private static final KeyPair KEY = pair();

  private final Hook hook =
      new Hook(
          new SendGrid(List.of(spki(KEY), spki(OLD)), new Stamps(Stamps.USUAL), Hook.RECIPIENTS));

  @Test
  void takesASignedBatch() throws Exception {
    String batch =
        """
        [{"email":"Anna@Example.test","timestamp":1795341590,"event":"delivered","sg_event_id":"e1",
          "sg_message_id":"m1","category":["spring","b"],"impuls_message":"%s"},
         {"email":"jan@example.test","timestamp":1795341591,"event":"open","sg_event_id":"e2",
          "sg_machine_open":true,"useragent":"Mozilla","ip":"203.0.113.77","sg_message_id":"m2"},
         {"email":"jan@example.test","timestamp":1795341592,"event":"click","sg_event_id":"e3",
          "url":"https://shop.example/","useragent":"Firefox","ip":"203.0.113.77"}]\r
        """
            .formatted(Hook.token());

    List<Event> events = hook.events(signed(batch, KEY, NOW));

    assertThat(events)
        .extracting(Event::type)
        .containsExactly("email.delivered", "email.opened", "email.clicked");
    Event ours = events.get(0);
    assertThat(ours.clientId()).isEqualTo("e1");
    assertThat(ours.occurredAt()).isEqualTo(Instant.ofEpochSecond(1_795_341_590));
    assertThat(ours.identity().recipient()).isEqualTo(Hook.PERSON.toString());
    assertThat(ours.identity().email()).isNull();
    assertThat(ours.properties())
        .containsEntry("message", Hook.TOKEN.message().toString())
        .containsEntry("campaign", "spring")
        .containsEntry("address", "Anna@Example.test");
    Event open = events.get(1);
    assertThat(open.identity().email()).isEqualTo("jan@example.test");
    assertThat(open.properties())
        .containsEntry("machine", true)
        .containsEntry("machineReason", "sg_machine_open");
    assertThat(open.server().userAgent()).isEqualTo("Mozilla");
    assertThat(open.server().address()).isEqualTo("203.0.113.0");
    assertThat(open.context())
        .containsEntry("provider", "sendgrid")
        .extractingByKey("payload")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("ip", "203.0.113.0")
        .containsEntry("sg_message_id", "m2");
    assertThat(events.get(2).properties())
        .containsEntry("url", "https://shop.example/")
        .doesNotContainKey("machine");
  }

  @Test
  void takesAKeyThatIsBeingReplaced() throws Exception {
    assertThat(hook.events(signed(delivered("e1"), OLD, NOW))).hasSize(1);
  }

  @Test
  void refusesWhatWasTamperedWith() throws Exception {
    TestRequest genuine = signed(delivered("e1"), KEY, NOW);
    String signature = genuine.header("X-Twilio-Email-Event-Webhook-Signature");
    String stamp = genuine.header("X-Twilio-Email-Event-Webhook-Timestamp");

    for (TestRequest forged :
        List.of(
            request(delivered("e2"), stamp, signature),
            request(delivered("e1") + "\r\n", stamp, signature),
            request(delivered("e1"), Long.toString(Long.parseLong(stamp) + 1), signature),
            request(delivered("e1"), stamp, "AAAA"),
            request(delivered("e1"), stamp, "%%%"),
            signed(delivered("e1"), pair(), NOW),
            TestRequest.post("/v1/webhooks/hook", delivered("e1")))) {
      assertThat(hook.refusal(forged).status()).isEqualTo(401);
    }
    assertThat(hook.refused).hasSize(7).containsOnly(Authenticity.FORGED);
  }

  @Test
  void refusesWhatIsOlderThanFiveMinutes() throws Exception {
    assertThat(hook.refusal(signed(delivered("e1"), KEY, NOW.minusSeconds(301))).status())
        .isEqualTo(401);
    assertThat(hook.refusal(signed(delivered("e1"), KEY, NOW.plusSeconds(301))).status())
        .isEqualTo(401);
    assertThat(hook.refused).containsOnly(Authenticity.STALE);
    assertThat(hook.events(signed(delivered("e1"), KEY, NOW.minusSeconds(300)))).hasSize(1);
  }

  @Test
  void playedAgainItIsTheSameEvent() throws Exception {
    TestRequest request = signed(delivered("e1"), KEY, NOW);

    Event first = hook.event(request);
    Event again = hook.event(request.at(NOW.plusSeconds(60)));

    assertThat(again.eventId()).isEqualTo(first.eventId());
    assertThat(again.payloadHash()).isEqualTo(first.payloadHash());
  }

  @ParameterizedTest
  @CsvSource({
    "processed,,,email.sent,",
    "deferred,,,custom.email.deferred,",
    "dropped,,,custom.email.dropped,",
    "bounce,bounce,5.1.1,email.bounced,hard",
    "bounce,blocked,5.7.1,email.bounced,soft",
    "bounce,bounce,4.2.2,email.bounced,soft",
    "spamreport,,,email.complained,",
    "unsubscribe,,,email.unsubscribed,",
    "group_unsubscribe,,,email.unsubscribed,",
    "group_resubscribe,,,custom.email.resubscribed,"
  })
  void mapsEveryEvent(String event, String type, String status, String canonical, String bounce)
      throws Exception {
    String body =
        "[{\"email\":\"a@example.test\",\"event\":\"%s\",\"type\":\"%s\",\"status\":\"%s\"}]"
            .formatted(event, type == null ? "" : type, status == null ? "" : status);

    Event told = hook.event(signed(body, KEY, NOW));

    assertThat(told.type()).isEqualTo(canonical);
    assertThat(told.properties().get("bounce")).isEqualTo(bounce);
    boolean withdraws = canonical.equals("email.complained") || canonical.endsWith("unsubscribed");
    assertThat(told.consent()).isEqualTo(withdraws ? Map.of("marketing_email", false) : Map.of());
  }

  @Test
  void anAcceptedMailOfOursWasToldAlready() throws Exception {
    String body =
        "[{\"email\":\"a@example.test\",\"event\":\"processed\",\"impuls_message\":\"%s\"}]"
            .formatted(Hook.token());

    assertThat(hook.event(signed(body, KEY, NOW)).type()).isEqualTo("custom.email.accepted");
  }

  @Test
  void aForeignTokenNamesNobody() throws Exception {
    String body =
        "[{\"email\":\"a@example.test\",\"event\":\"open\",\"impuls_message\":\"%s\"}]"
            .formatted(Hook.foreignToken());

    assertThat(hook.event(signed(body, KEY, NOW)).identity().recipient()).isNull();
  }

  @Test
  void keepsWhatItDoesNotUnderstandWithoutLosingTheRest() throws Exception {
    String body =
        "[{\"event\":\"levitated\"},{\"event\":nonsense},%s,{\"event\":\"open\"}]"
            .formatted(delivered("e1").substring(1, delivered("e1").length() - 1));

    var store = hook.store(signed(body, KEY, NOW));

    assertThat(store.verdicts()).hasSize(4);
    assertThat(store.whenStored().status()).isEqualTo(200);
    assertThat(hook.rejected(signed(body, KEY, NOW)))
        .extracting(r -> r.index() + " " + r.reason())
        .containsExactly("0 ADAPTER_FAILURE", "1 ADAPTER_FAILURE", "3 NO_IDENTITY");
    assertThat(hook.rejected(signed("hello", KEY, NOW)))
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).isEqualTo(RejectionReason.ADAPTER_FAILURE))
        .satisfies(r -> assertThat(r.payload()).isEqualTo("hello"));
  }

  @Test
  void refusesAKeyThatIsNoneAtTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SendGrid(List.of("abc"), new Stamps(Stamps.USUAL), Hook.RECIPIENTS));
  }

  private static String delivered(String id) {
    return "[{\"email\":\"a@example.test\",\"event\":\"delivered\",\"sg_event_id\":\"%s\"}]"
        .formatted(id);
  }

  private static TestRequest signed(String body, KeyPair key, Instant at) throws Exception {
    String stamp = Long.toString(at.getEpochSecond());
    Signature ecdsa = Signature.getInstance("SHA256withECDSA");
    ecdsa.initSign(key.getPrivate());
    ecdsa.update(utf8(stamp + body));
    return request(body, stamp, Base64.getEncoder().encodeToString(ecdsa.sign()));
  }

  private static TestRequest request(String body, String stamp, String signature) {
    return TestRequest.post("/v1/webhooks/hook", body)
        .with("x-twilio-email-event-webhook-signature", signature)
        .with("X-TWILIO-EMAIL-EVENT-WEBHOOK-TIMESTAMP", stamp)
        .with("User-Agent", "SendGrid Event API")
        .at(NOW);
  }

  private static String spki(KeyPair pair) {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
