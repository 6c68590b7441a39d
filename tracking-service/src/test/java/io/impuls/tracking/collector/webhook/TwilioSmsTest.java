package io.impuls.tracking.collector.webhook;

import static io.impuls.tracking.collector.webhook.Hook.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.tracking.collector.TestRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioSmsTest {

  private static final String TOKEN = "12345";
  private static final String ADDRESS = "https://hooks.shop.example/v1/webhooks/hook";

  private final Hook hook =
      new Hook(new TwilioSms(List.of(TOKEN), URI.create(ADDRESS), Hook.RECIPIENTS));

  @Test
  void signsAsTwilioDocuments() {
    Form fields =
        Form.of(
            "Digits=1234&To=%2B18005551212&From=%2B14158675310&Caller=%2B14158675310"
                + "&CallSid=CA1234567890ABCDE");

    String text = TwilioSms.signedText("https://example.com/myapp.php?foo=1&bar=2", fields);

    // the check value of Twilio's documentation
    assertThat(Base64.getEncoder().encodeToString(Secrets.hmac("HmacSHA1", "12345", utf8(text))))
        .isEqualTo("L/OH5YylLD5NRKLltdqwSvS0BnU=");
  }

  @ParameterizedTest
  @CsvSource({
    "sent,sms.sent",
    "delivered,sms.delivered",
    "undelivered,sms.failed",
    "failed,sms.failed",
    "queued,custom.sms.queued",
    "sending,custom.sms.sending",
    "read,custom.sms.read"
  })
  void mapsEveryStatus(String status, String canonical) {
    Event event =
        hook.event(
            signed(
                "",
                Map.of(
                    "MessageSid",
                    "SM1",
                    "MessageStatus",
                    status,
                    "To",
                    "+48123456789",
                    "ErrorCode",
                    "30003")));

    assertThat(event.type()).isEqualTo(canonical);
    assertThat(event.clientId()).isEqualTo("SM1|" + status);
    assertThat(event.identity().phone()).isEqualTo("+48123456789");
    assertThat(event.properties()).containsEntry("reason", "30003");
  }

  @Test
  void aTokenInTheAddressNamesThePerson() {
    Event event =
        hook.event(
            signed(
                "?impuls_message=" + Hook.token(),
                Map.of("MessageSid", "SM1", "MessageStatus", "sent", "To", "+48123456789")));

    assertThat(event.type()).isEqualTo("custom.sms.accepted");
    assertThat(event.identity().recipient()).isEqualTo(Hook.PERSON.toString());
    assertThat(event.identity().phone()).isNull();
  }

  @Test
  void stopUnsubscribesAndAnythingElseIsAReply() {
    Event stop = hook.event(inbound("Stop!", null));
    Event start = hook.event(inbound("START", null));
    Event words = hook.event(inbound("Kiedy będzie paczka?", null));

    assertThat(stop.type()).isEqualTo("sms.unsubscribed");
    assertThat(stop.consent()).isEqualTo(Map.of("marketing_sms", false));
    assertThat(stop.identity().phone()).isEqualTo("+48123456789");
    assertThat(stop.properties()).containsEntry("text", "Stop!").containsEntry("keyword", "STOP");
    assertThat(start.type()).isEqualTo("sms.replied");
    assertThat(start.consent()).isEmpty();
    assertThat(start.properties()).containsEntry("keyword", "START");
    assertThat(words.type()).isEqualTo("sms.replied");
    assertThat(words.properties())
        .containsEntry("text", "Kiedy będzie paczka?")
        .doesNotContainKey("keyword");
  }

  @Test
  void believesTwilioAboutItsOwnKeywords() {
    assertThat(hook.event(inbound("fuera", "STOP")).type()).isEqualTo("sms.unsubscribed");
    assertThat(hook.event(inbound("?", "HELP")).properties()).containsEntry("keyword", "HELP");
  }

  @Test
  void answersNothingToThePerson() {
    var stored = hook.store(inbound("hi", null));

    assertThat(stored.whenStored().contentType()).isEqualTo("text/xml");
    assertThat(new String(stored.whenStored().body(), StandardCharsets.UTF_8))
        .isEqualTo("<Response/>");
  }

  @Test
  void takesJsonByItsHashInTheAddress() throws Exception {
    String body =
        "{\"MessageSid\":\"SM9\",\"MessageStatus\":\"delivered\",\"To\":\"+48123456789\"}";
    String query = "?bodySHA256=" + sha256(body);
    String signature = signature(ADDRESS + query);

    assertThat(hook.event(request(query, body, signature)).type()).isEqualTo("sms.delivered");
    assertThat(hook.refusal(request(query, body + " ", signature)).status()).isEqualTo(401);
    assertThat(
            hook.refusal(request("?bodySHA256=zz", body, signature(ADDRESS + "?bodySHA256=zz")))
                .status())
        .isEqualTo(401);
  }

  @Test
  void refusesWhatWasTamperedWith() {
    String body = "MessageSid=SM1&MessageStatus=delivered&To=%2B48123456789";
    String right = signature(ADDRESS + "MessageSidSM1MessageStatusdeliveredTo+48123456789");
    assertThat(hook.events(request("", body, right))).hasSize(1);

    for (TestRequest forged :
        List.of(
            request("", body + "&Body=STOP", right),
            request("", body.replace("SM1", "SM2"), right),
            request("?impuls_message=x", body, right),
            request("", body, signature("https://elsewhere.example/")),
            request("", body, "%%%"),
            TestRequest.post("/v1/webhooks/hook", body))) {
      assertThat(hook.refusal(forged).status()).isEqualTo(401);
    }
    assertThat(hook.refused).hasSize(6).containsOnly(Authenticity.FORGED);
  }

  @Test
  void playedAgainItIsTheSameEvent() {
    TestRequest request =
        signed("", Map.of("MessageSid", "SM1", "MessageStatus", "sent", "To", "+48123456789"));

    assertThat(hook.event(request).eventId())
        .isEqualTo(hook.event(request.at(Hook.NOW.plusSeconds(86_400))).eventId());
  }

  @Test
  void readsNumbersBehindAChannel() {
    Event event =
        hook.event(
            signed(
                "",
                Map.of(
                    "MessageSid", "SM1", "MessageStatus", "read", "To", "whatsapp:+48123456789")));

    assertThat(event.identity().phone()).isEqualTo("+48123456789");
  }

  @Test
  void whatNoStoreTakesIsLeftOutOfTextsAndIds() {
    Event event = hook.event(inbound("Hi\u0000 there\uD83D " + "x".repeat(20_000), null));

    assertThat(event.properties().get("text").toString())
        .startsWith("Hi there? xxx")
        .hasSizeLessThanOrEqualTo(16_384);
    Event odd =
        hook.event(
            signed(
                "", Map.of("MessageSid", "S\nM", "MessageStatus", "sent", "To", "+48123456789")));
    assertThat(odd.clientId()).matches("[0-9a-f-]+");
  }

  @Test
  void keepsWhatItDoesNotUnderstand() {
    assertThat(
            hook.rejected(
                signed("", Map.of("MessageSid", "SM1", "MessageStatus", "Sent\nAt last"))))
        .hasSize(1);
    assertThat(hook.rejected(signed("", Map.of("CallSid", "CA1")))).hasSize(1);
    assertThat(hook.rejected(signed("", Map.of("MessageStatus", "sent")))).hasSize(1);
  }

  private static TestRequest inbound(String text, String optOut) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("MessageSid", "SM5");
    fields.put("SmsStatus", "received");
    fields.put("From", "+48123456789");
    fields.put("To", "+48500600700");
    fields.put("Body", text);
    fields.put("NumMedia", "0");
    if (optOut != null) {
      fields.put("OptOutType", optOut);
    }
    return signed("", fields);
  }

  private static TestRequest signed(String query, Map<String, String> fields) {
    String text =
        new TreeMap<>(fields)
            .entrySet().stream()
                .map(field -> field.getKey() + field.getValue())
                .collect(Collectors.joining());
    String body =
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return request(query, body, signature(ADDRESS + query + text));
  }

  private static TestRequest request(String query, String body, String signature) {
    // the path and host that we see are the proxy's: only the settings know what was called
    return TestRequest.post("/inner" + query, body).with("X-Twilio-Signature", signature);
  }

  private static String signature(String text) {
    return Base64.getEncoder().encodeToString(Secrets.hmac("HmacSHA1", TOKEN, utf8(text)));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(text)));
  }
}
