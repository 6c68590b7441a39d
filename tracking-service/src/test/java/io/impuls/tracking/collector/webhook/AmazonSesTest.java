package io.impuls.tracking.collector.webhook;

import static io.impuls.tracking.collector.webhook.Hook.NOW;
import static io.impuls.tracking.collector.webhook.Hook.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.Json;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmazonSesTest {

  private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:mail-events";
  private static final String HOST = "https://sns.eu-central-1.amazonaws.com/";
  private static final String CERTIFICATE = HOST + "SimpleNotificationService-0123abcd.pem";
  private static final KeyPair ROOT = TestCertificate.pair();
  private static final KeyPair LEAF = TestCertificate.pair();
  private static final String CHAIN =
      chain(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));

  /** What was fetched, and what of it is not answered yet. */
  private final List<URI> fetched = new ArrayList<>();

  private CompletableFuture<byte[]> answer = CompletableFuture.completedFuture(utf8(CHAIN));

  private final Hook hook =
      new Hook(
          new AmazonSes(
              Set.of(TOPIC),
              address -> {
                fetched.add(address);
                return answer;
              },
              new Stamps(AmazonSes.USUAL_TOLERANCE),
              Hook.RECIPIENTS));

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void takesASignedNotification(String version) {
    Event event = hook.event(notification(version, DELIVERY));

    assertThat(event.type()).isEqualTo("email.delivered");
    assertThat(event.clientId()).isEqualTo("id-1|0");
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-11-22T09:59:00Z"));
    assertThat(event.identity().email()).isEqualTo("anna@example.test");
    assertThat(event.properties())
        .containsEntry("message", "ses-1")
        .containsEntry("campaign", "spring");
    assertThat(event.context()).containsEntry("provider", "ses").containsKey("payload");
    assertThat(fetched).containsExactly(URI.create(CERTIFICATE));
  }

  @Test
  void fetchesTheCertificateOnceAndWaitsForNobody() {
    CompletableFuture<byte[]> slow = new CompletableFuture<>();
    answer = slow;

    Judgement first = hook.judge(notification("2", DELIVERY));
    Judgement second = hook.judge(notification("1", DELIVERY));

    assertThat(first).isInstanceOf(Judgement.Pending.class);
    CompletableFuture<Judgement> judgement =
        ((Judgement.Pending) first).judgement().toCompletableFuture();
    assertThat(judgement).isNotDone();
    slow.complete(utf8(CHAIN));
    assertThat(judgement.join()).isInstanceOf(Judgement.Store.class);
    assertThat(((Judgement.Pending) second).judgement().toCompletableFuture().join())
        .isInstanceOf(Judgement.Store.class);
    assertThat(hook.events(notification("2", DELIVERY))).hasSize(1);
    assertThat(fetched).hasSize(1);
  }

  @Test
  void comesAgainWhenTheCertificateCannotBeHad() {
    answer = CompletableFuture.failedFuture(new java.io.IOException("no route"));
    assertThat(hook.refusal(notification("2", DELIVERY)).status()).isEqualTo(503);
    answer = CompletableFuture.completedFuture(utf8("no certificate"));
    assertThat(hook.refusal(notification("2", DELIVERY)).status()).isEqualTo(503);
    assertThat(hook.refused).containsOnly(Authenticity.UNDECIDED);

    answer = CompletableFuture.completedFuture(utf8(CHAIN));
    assertThat(hook.events(notification("2", DELIVERY))).hasSize(1);
  }

  @Test
  void refusesWhatWasTamperedWith() {
    for (String field : List.of("Message", "MessageId", "Timestamp", "Type", "Signature")) {
      Map<String, String> fields = fields("2", DELIVERY);
      fields.put(
          field,
          switch (field) {
            case "Timestamp" -> "2026-11-22T09:59:01.000Z";
            case "Type" -> "UnsubscribeConfirmation";
            case "Signature" -> Base64.getEncoder().encodeToString(new byte[256]);
            default -> fields.get(field) + " ";
          });
      assertThat(hook.refusal(request(fields)).status()).as(field).isEqualTo(401);
    }
    Map<String, String> otherVersion = fields("2", DELIVERY);
    otherVersion.put("SignatureVersion", "1");
    assertThat(hook.refusal(request(otherVersion)).status()).isEqualTo(401);
    otherVersion.put("SignatureVersion", "3");
    assertThat(hook.refusal(request(otherVersion)).status()).isEqualTo(401);
    assertThat(hook.refused).containsOnly(Authenticity.FORGED);
  }

  @Test
  void refusesATopicThatIsNotListed() {
    Map<String, String> fields = fields("2", DELIVERY);
    fields.put("TopicArn", TOPIC + "-of-somebody-else");
    sign(fields);

    assertThat(hook.refusal(request(fields)).status()).isEqualTo(401);
    assertThat(fetched).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sns.eu-central-1.amazonaws.com/a.pem",
        "https://sns.us-east-1.amazonaws.com/a.pem",
        "https://sns.eu-central-1.amazonaws.com.evil.example/a.pem",
        "https://evil.example/sns.eu-central-1.amazonaws.com/a.pem",
        "https://sns.eu-central-1.amazonaws.com@evil.example/a.pem",
        "https://user@sns.eu-central-1.amazonaws.com/a.pem",
        "https://sns.eu-central-1.amazonaws.com:8443/a.pem",
        "https://sns.eu-central-1.amazonaws.com/?Action=Publish&x=a.pem",
        "https://sns.eu-central-1.amazonaws.com/../a.pem",
        "https://s3.eu-central-1.amazonaws.com/sns/a.pem",
        "https://169.254.169.254/a.pem",
        "file:///etc/a.pem",
        ""
      })
  void fetchesACertificateFromTheServiceAlone(String address) {
    Map<String, String> fields = fields("2", DELIVERY);
    fields.put("SigningCertURL", address);

    assertThat(hook.refusal(request(fields)).status()).isEqualTo(401);
    assertThat(fetched).isEmpty();
  }

  @Test
  void refusesACertificateThatIsNotValidNow() {
    answer =
        CompletableFuture.completedFuture(
            utf8(chain(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))));
    assertThat(hook.refusal(notification("2", DELIVERY)).status()).isEqualTo(401);

    // and looks again, as it may have been replaced
    answer = CompletableFuture.completedFuture(utf8(CHAIN));
    assertThat(hook.events(notification("2", DELIVERY))).hasSize(1);
  }

  @Test
  void refusesWhatIsOlderThanItsLongestRepetition() {
    TestRequest late = notification("2", DELIVERY).at(NOW.plus(Duration.ofMinutes(66)));

    assertThat(hook.refusal(late).status()).isEqualTo(401);
    assertThat(hook.refused).containsExactly(Authenticity.STALE);
    assertThat(fetched).isEmpty();
    assertThat(hook.events(notification("2", DELIVERY).at(NOW.plus(Duration.ofMinutes(59)))))
        .hasSize(1);
  }

  @Test
  void playedAgainItIsTheSameEvent() {
    assertThat(hook.event(notification("2", DELIVERY)).eventId())
        .isEqualTo(hook.event(notification("2", DELIVERY).at(NOW.plusSeconds(200))).eventId());
  }

  @Test
  void confirmsASubscriptionOnce() {
    String confirm = HOST + "?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=t1";

    Judgement.Store stored = hook.store(confirmation(confirm, "t1"));

    assertThat(stored.verdicts()).isEmpty();
    assertThat(stored.whenStored().status()).isEqualTo(200);
    hook.store(confirmation(confirm, "t1"));
    assertThat(fetched).containsExactly(URI.create(CERTIFICATE), URI.create(confirm));
  }

  @Test
  void comesAgainWhenTheSubscriptionCouldNotBeConfirmed() {
    String confirm = HOST + "?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=t1";
    hook.events(notification("2", DELIVERY));
    answer = CompletableFuture.failedFuture(new java.io.IOException("answered 500"));
    assertThat(hook.refusal(confirmation(confirm, "t1")).status()).isEqualTo(503);

    answer = CompletableFuture.completedFuture(utf8("<ConfirmSubscriptionResponse/>"));
    hook.store(confirmation(confirm, "t1"));
    assertThat(fetched).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/?Action=ConfirmSubscription",
        "https://sns.eu-central-1.amazonaws.com.evil.example/?Action=ConfirmSubscription",
        "https://sns.eu-central-1.amazonaws.com/?Action=DeleteTopic",
        "https://sns.eu-central-1.amazonaws.com/x?Action=ConfirmSubscription",
        "http://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription"
      })
  void confirmsAtTheServiceAlone(String address) {
    assertThat(hook.refusal(confirmation(address, "t1")).status()).isEqualTo(401);
    assertThat(fetched).containsExactly(URI.create(CERTIFICATE));
  }

  @Test
  void anUnsignedConfirmationCallsNobody() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Type", "SubscriptionConfirmation");
    fields.put("TopicArn", TOPIC);
    fields.put("Timestamp", "2026-11-22T09:59:00.000Z");
    fields.put("SubscribeURL", HOST + "?Action=ConfirmSubscription");
    fields.put("Token", "t1");
    fields.put("SignatureVersion", "2");
    fields.put("Signature", "AAAA");
    fields.put("SigningCertURL", CERTIFICATE);

    assertThat(hook.refusal(request(fields)).status()).isEqualTo(401);
    assertThat(fetched).containsExactly(URI.create(CERTIFICATE));
  }

  @Test
  void tellsOfEachAddressThatBounced() {
    List<Event> events =
        hook.events(
            notification(
                "2",
                """
                {"notificationType":"Bounce","mail":{"messageId":"ses-1","destination":["a@b.test","c@d.test"]},
                 "bounce":{"bounceType":"Permanent","bounceSubType":"General","timestamp":"2026-11-22T09:59:00Z",
                  "bouncedRecipients":[{"emailAddress":"a@b.test","status":"5.1.1","diagnosticCode":"550 5.1.1 unknown"},
                                       {"emailAddress":"c@d.test"}]}}
                """));

    assertThat(events)
        .extracting(e -> e.identity().email())
        .containsExactly("a@b.test", "c@d.test");
    assertThat(events).extracting(Event::clientId).containsExactly("id-1|0", "id-1|1");
    assertThat(events.get(0).properties())
        .containsEntry("bounce", "hard")
        .containsEntry("reason", "550 5.1.1 unknown");
    assertThat(events.get(1).properties()).containsEntry("reason", "General");
  }

  @ParameterizedTest
  @CsvSource({
    "Send,send,email.sent",
    "Open,open,email.opened",
    "Click,click,email.clicked",
    "Complaint,complaint,email.complained",
    "DeliveryDelay,deliveryDelay,custom.email.deferred",
    "Reject,reject,custom.email.dropped",
    "Rendering Failure,failure,custom.email.dropped",
    "Subscription,subscription,custom.email.subscription"
  })
  void mapsEveryEvent(String kind, String details, String canonical) {
    Event event =
        hook.event(
            notification(
                "2",
                """
                {"eventType":"%s","mail":{"destination":["a@b.test"]},
                 "%s":{"userAgent":"Mozilla","ipAddress":"203.0.113.77","link":"https://shop.example/"}}
                """
                    .formatted(kind, details)));

    assertThat(event.type()).isEqualTo(canonical);
    assertThat(event.identity().email()).isEqualTo("a@b.test");
    assertThat(event.server().address()).isEqualTo("203.0.113.0");
    assertThat(event.context().toString()).doesNotContain("203.0.113.77");
  }

  @Test
  void readsAnUnsubscriptionAndATokenOfOurs() {
    Event event =
        hook.event(
            notification(
                "2",
                """
                {"eventType":"Subscription",
                 "mail":{"destination":["a@b.test"],"tags":{"impuls_message":["%s"]}},
                 "subscription":{"newTopicPreferences":{"unsubscribeAll":true}}}
                """
                    .formatted(Hook.token())));

    assertThat(event.type()).isEqualTo("email.unsubscribed");
    assertThat(event.consent()).isEqualTo(Map.of("marketing_email", false));
    assertThat(event.identity().recipient()).isEqualTo(Hook.PERSON.toString());
  }

  @Test
  void passesOverTheGreetingAndKeepsWhatItDoesNotUnderstand() {
    assertThat(
            hook.store(
                    notification(
                        "2", "Successfully validated SNS topic for Amazon SES event publishing."))
                .verdicts())
        .isEmpty();
    assertThat(hook.rejected(notification("2", "hello"))).hasSize(1);
    assertThat(hook.rejected(notification("2", "{\"eventType\":\"Levitation\"}"))).hasSize(1);
    assertThat(hook.rejected(notification("2", "{\"eventType\":\"Open\"}"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{}", "{\"Type\":7}", "{\"TopicArn\":null}"})
  void refusesWhatIsNoNotification(String body) {
    assertThat(hook.refusal(TestRequest.post("/v1/webhooks/hook", body).at(NOW)).status())
        .isEqualTo(401);
  }

  @Test
  void needsATopic() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AmazonSes(
                    Set.of(), address -> answer, new Stamps(Stamps.USUAL), Hook.RECIPIENTS));
  }

  private static final String DELIVERY =
      """
      {"eventType":"Delivery","mail":{"messageId":"ses-1","destination":["anna@example.test"],
       "tags":{"campaign":["spring"]}},
       "delivery":{"timestamp":"2026-11-22T09:59:00Z","recipients":["anna@example.test"]}}
      """;

  private static TestRequest notification(String version, String message) {
    return request(fields(version, message));
  }

  private static Map<String, String> fields(String version, String message) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Type", "Notification");
    fields.put("MessageId", "id-1");
    fields.put("TopicArn", TOPIC);
    fields.put("Subject", "Amazon SES Email Event Notification");
    fields.put("Message", message);
    fields.put("Timestamp", "2026-11-22T09:59:00.000Z");
    fields.put("SignatureVersion", version);
    fields.put("SigningCertURL", CERTIFICATE);
    sign(fields);
    return fields;
  }

  private static TestRequest confirmation(String address, String token) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Type", "SubscriptionConfirmation");
    fields.put("MessageId", "id-2");
    fields.put("Token", token);
    fields.put("TopicArn", TOPIC);
    fields.put("Message", "You have chosen to subscribe to the topic.");
    fields.put("SubscribeURL", address);
    fields.put("Timestamp", "2026-11-22T09:59:00.000Z");
    fields.put("SignatureVersion", "2");
    fields.put("SigningCertURL", CERTIFICATE);
    sign(fields);
    return request(fields);
  }

  private static TestRequest request(Map<String, String> fields) {
    try {
      return TestRequest.post("/v1/webhooks/hook", Json.mapper().writeValueAsBytes(fields))
          .with("Content-Type", "text/plain; charset=UTF-8")
          .at(NOW);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs by the list of AWS' documentation, spelled out here again. */
  private static void sign(Map<String, String> fields) {
    List<String> names =
        fields.get("Type").equals("Notification")
            ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
            : List.of(
                "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(name).append('\n').append(fields.get(name)).append('\n');
    }
    try {
      Signature rsa =
          Signature.getInstance(
              fields.get("SignatureVersion").equals("1") ? "SHA1withRSA" : "SHA256withRSA");
      rsa.initSign(LEAF.getPrivate());
      rsa.update(utf8(text.toString()));
      fields.put("Signature", Base64.getEncoder().encodeToString(rsa.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String chain(Instant from, Instant to) {
    return TestCertificate.pem(
            "sns.amazonaws.com", LEAF.getPublic(), "Test CA", ROOT.getPrivate(), from, to)
        + TestCertificate.pem("Test CA", ROOT.getPublic(), "Test CA", ROOT.getPrivate(), from, to);
  }
}
