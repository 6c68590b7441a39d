package io.impuls.tracking.collector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.Replays;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.protocol.RefusedRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A refused report that is read again becomes what it would have been when it came. */
class WebhookReplayTest {

  private static final String PATH = "/v1/webhooks/hook";

  @Test
  void oneOfAList() {
    Hook hook = genuine(new Postmark(List.of("a:b"), Hook.RECIPIENTS));
    String understood =
        "{\"RecordType\":\"Delivery\",\"MessageID\":\"m-1\",\"Recipient\":\"anna@example.test\","
            + "\"DeliveredAt\":\"2026-11-22T09:00:00Z\"}";
    String unknown = understood.replace("Delivery", "Delivred");

    RejectedEvent refused = refused(hook, TestRequest.post(PATH + "/", unknown));

    assertThat(refused.reason()).isEqualTo(RejectionReason.ADAPTER_FAILURE);
    Event again = Replays.again(replay(hook), refused, understood, hook.source());
    assertThat(again).isEqualTo(hook.event(TestRequest.post(PATH, understood)));
  }

  @Test
  void aFormWithWhatItsQuerySaid() {
    Hook hook =
        genuine(new TwilioSms(List.of("t"), URI.create("https://a.example/"), Hook.RECIPIENTS));
    String query = "?impuls_message=" + Hook.token() + "&secret=s3cret";
    String form = "MessageSid=SM1&MessageStatus=%s&To=%%2B48123456789";

    RejectedEvent refused =
        refused(hook, TestRequest.post(PATH + query, form.formatted("De!ivered")));

    assertThat(refused.toString()).doesNotContain("s3cret");
    Event again = Replays.again(replay(hook), refused, form.formatted("delivered"), hook.source());
    assertThat(again)
        .isEqualTo(hook.event(TestRequest.post(PATH + query, form.formatted("delivered"))));
    assertThat(again.identity().recipient()).isEqualTo(Hook.PERSON.toString());
  }

  @Test
  void oneOfTheReportsOfAQuery() {
    Hook hook = genuine(new SmsApi(List.of("s3cret"), Set.of(), Hook.RECIPIENTS));
    String query = PATH + "?key=s3cret&MsgId=a1,a2&status=404,%s&to=48123456789,48500600700";

    RejectedEvent refused = refused(hook, TestRequest.get(query.formatted("999")));

    assertThat(refused.index()).isEqualTo(1);
    assertThat(refused.toString()).doesNotContain("s3cret");
    Event again =
        Replays.again(
            replay(hook), refused, refused.payload().replace("999", "405"), hook.source());
    assertThat(again).isEqualTo(hook.events(TestRequest.get(query.formatted("405"))).get(1));
    assertThat(again.clientId()).isEqualTo("a2|405");
  }

  @Test
  void aTextThatCameByPost() {
    Hook hook = genuine(new SmsApi(List.of("s3cret"), Set.of(), Hook.RECIPIENTS));
    String text = "sms_from=48123456789&sms_text=Stop&MsgId=in-1";

    RejectedEvent refused =
        refused(hook, TestRequest.post(PATH + "?key=s3cret", text.replace("sms_text", "sms_txt")));

    assertThat(Replays.again(replay(hook), refused, text, hook.source()))
        .isEqualTo(hook.event(TestRequest.post(PATH + "?key=s3cret", text)));
  }

  @Test
  void whatIsStillNotUnderstoodIsRefusedOnceMore() {
    Hook hook = genuine(new SmsApi(List.of("s3cret"), Set.of(), Hook.RECIPIENTS));
    RejectedEvent refused =
        refused(hook, TestRequest.get(PATH + "?key=s3cret&MsgId=a1&status=999&to=48123456789"));

    RejectedEvent again =
        Replays.refused(
            replay(hook).judge(new RefusedRequest(refused, refused.payload()), hook.source()), 0);

    assertThat(again.reason()).isEqualTo(RejectionReason.ADAPTER_FAILURE);
  }

  private static RejectedEvent refused(Hook hook, TestRequest request) {
    List<RejectedEvent> all = hook.rejected(request);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static WebhookReplay replay(Hook hook) {
    return new WebhookReplay(Map.of(PATH, hook.protocol()));
  }

  /** How a request is proved genuine is not these tests' matter. */
  private static Hook genuine(Provider provider) {
    return new Hook(
        new Provider() {
          @Override
          public String name() {
            return provider.name();
          }

          @Override
          public CompletionStage<Authenticity> verify(IntakeRequest request) {
            return Provider.known(Authenticity.GENUINE);
          }

          @Override
          public List<Report> read(IntakeRequest request) {
            return provider.read(request);
          }

          @Override
          public String query(IntakeRequest request) {
            return provider.query(request);
          }
        });
  }
}
