package io.impuls.tracking.collector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.tracking.collector.TestRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsApiTest {

  private static final String PATH = "/v1/webhooks/hook?key=s3cret";

  private final Hook hook = new Hook(new SmsApi(List.of("s3cret"), Set.of(), Hook.RECIPIENTS));

  @Test
  void takesManyReportsAtOnce() {
    TestRequest request =
        TestRequest.get(
            PATH
                + "&MsgId=a1,a2&status=404,405&status_name=DELIVERED,UNDELIVERED"
                + "&donedate=1795341590,1795341591&idx=%s,&to=48123456789,48500600700&username=shop"
                    .formatted(Hook.token()));

    List<Event> events = hook.events(request);

    assertThat(events).extracting(Event::type).containsExactly("sms.delivered", "sms.failed");
    assertThat(events).extracting(Event::clientId).containsExactly("a1|404", "a2|405");
    assertThat(events.get(0).identity().recipient()).isEqualTo(Hook.PERSON.toString());
    assertThat(events.get(0).occurredAt()).isEqualTo(Instant.ofEpochSecond(1_795_341_590));
    assertThat(events.get(1).identity().phone()).isEqualTo("+48500600700");
    assertThat(events.get(1).properties()).containsEntry("reason", "UNDELIVERED");
    assertThat(events.get(1).context().toString()).contains("shop").doesNotContain("s3cret");
    assertThat(new String(hook.store(request).whenStored().body(), StandardCharsets.UTF_8))
        .isEqualTo("OK");
  }

  @ParameterizedTest
  @CsvSource({
    "401,sms.failed",
    "402,sms.failed",
    "403,sms.sent",
    "404,sms.delivered",
    "405,sms.failed",
    "406,sms.failed",
    "407,sms.failed",
    "408,custom.sms.unknown",
    "409,custom.sms.queued",
    "410,custom.sms.accepted",
    "412,sms.failed"
  })
  void mapsEveryStatus(String status, String canonical) {
    assertThat(
            hook.event(TestRequest.get(PATH + "&MsgId=a&to=48123456789&status=" + status)).type())
        .isEqualTo(canonical);
  }

  @Test
  void stopUnsubscribes() {
    Event event =
        hook.event(
            TestRequest.post(
                PATH,
                "sms_to=48500600700&sms_from=48123456789&sms_text=Rezygnuj%C4%99+prosz%C4%99"
                    + "&sms_date=1795341590&username=shop&MsgId=in1"));

    assertThat(event.type()).isEqualTo("sms.unsubscribed");
    assertThat(event.consent()).isEqualTo(Map.of("marketing_sms", false));
    assertThat(event.identity().phone()).isEqualTo("+48123456789");
    assertThat(event.clientId()).isEqualTo("in1");
    assertThat(event.properties()).containsEntry("text", "Rezygnuję proszę");
    assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochSecond(1_795_341_590));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?key=", "?key=S3cret", "?key=s3cret%00", "?secret=s3cret"})
  void refusesWithoutTheSecret(String query) {
    String path = "/v1/webhooks/hook" + query;

    assertThat(hook.refusal(TestRequest.get(path)).status()).isEqualTo(401);
    assertThat(hook.refusal(TestRequest.post(path, "key=s3cret&sms_text=a")).status())
        .isEqualTo(401);
  }

  @Test
  void canBeBoundToTheCallersAddress() {
    Hook bound = new Hook(new SmsApi(List.of("s3cret"), Set.of("198.51.100.4"), Hook.RECIPIENTS));
    String report = PATH + "&MsgId=a&to=48123456789&status=404";

    assertThat(bound.events(TestRequest.get(report).from("198.51.100.4"))).hasSize(1);
    assertThat(bound.refusal(TestRequest.get(report).from("198.51.100.5")).status()).isEqualTo(401);
    assertThat(bound.refusal(TestRequest.get(report).from(null)).status()).isEqualTo(401);
  }

  @Test
  void playedAgainItIsTheSameEvent() {
    String report = PATH + "&MsgId=a&to=48123456789&status=404";

    assertThat(hook.event(TestRequest.get(report)).eventId())
        .isEqualTo(hook.event(TestRequest.get(report).at(Hook.NOW.plusSeconds(86_400))).eventId());
  }

  @Test
  void keepsWhatItDoesNotUnderstandAndNeverTheSecret() {
    List<RejectedEvent> rejected =
        hook.rejected(
            TestRequest.get(PATH + "&MsgId=a,b,c&status=404,999&to=48123456789,48123456789"));

    assertThat(rejected).extracting(RejectedEvent::index).containsExactly(1, 2);
    assertThat(rejected).allSatisfy(r -> assertThat(r.payload()).doesNotContain("s3cret"));
    assertThat(hook.rejected(TestRequest.get(PATH))).hasSize(1);
    assertThat(hook.rejected(TestRequest.post(PATH, "sms_text=hi"))).hasSize(1);
  }
}
