package io.impuls.tracking.collector.webhook;

import static io.impuls.tracking.collector.webhook.Hook.NOW;
import static io.impuls.tracking.collector.webhook.Hook.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.domain.Texts;
import io.impuls.tracking.collector.domain.Verdict;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, a provider's class answers and does not throw. The seed is fixed. */
class ProviderFuzzTest {

  private static final int TURNS = 3_000;

  private static final List<String> SAMPLES =
      List.of(
          "[{\"event\":\"bounce\",\"email\":\"a@b.test\",\"timestamp\":1795341590,\"category\":[1],\"type\":\"x\"}]",
          "{\"signature\":{\"timestamp\":\"1\",\"token\":\"t\",\"signature\":\"ab\"},\"event-data\":{\"event\":\"failed\",\"tags\":[{}]}}",
          "{\"RecordType\":\"Bounce\",\"Type\":\"HardBounce\",\"BouncedAt\":\"2026-11-22T09:00:00Z\",\"Geo\":{\"IP\":\"::1\"}}",
          "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:eu-central-1:1:t\",\"Timestamp\":\"2026-11-22T09:59:00Z\","
              + "\"SigningCertURL\":\"https://sns.eu-central-1.amazonaws.com/a.pem\",\"SignatureVersion\":\"2\",\"Signature\":\"AAAA\","
              + "\"Message\":\"{\\\"eventType\\\":\\\"Bounce\\\",\\\"bounce\\\":{\\\"bouncedRecipients\\\":[{\\\"emailAddress\\\":1}]}}\"}",
          "MessageSid=SM1&MessageStatus=sent&To=%2B48123456789&Body=%F0%9F%98%80&From=x",
          "sms_from=48123456789&sms_text=STOP&sms_date=1795341590&MsgId=1");

  static Stream<Provider> providers() throws Exception {
    Stamps stamps = new Stamps(Stamps.USUAL);
    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    ec.initialize(256);
    String key = Base64.getEncoder().encodeToString(ec.generateKeyPair().getPublic().getEncoded());
    return Stream.of(
        new SendGrid(List.of(key), stamps, Hook.RECIPIENTS),
        new Mailgun(List.of("key"), stamps, Hook.RECIPIENTS),
        new AmazonSes(
            Set.of("arn:aws:sns:eu-central-1:1:t"),
            address -> CompletableFuture.completedFuture(utf8("none")),
            stamps,
            Hook.RECIPIENTS),
        new Postmark(List.of("a:b"), Hook.RECIPIENTS),
        new TwilioSms(List.of("token"), URI.create("https://t.test/hook"), Hook.RECIPIENTS),
        new SmsApi(List.of("s3cret"), Set.of(), Hook.RECIPIENTS));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void answersWhateverComes(Provider provider) throws Exception {
    Random random = new Random(20_261_125);
    for (int turn = 0; turn < TURNS; turn++) {
      byte[] body = mutated(utf8(SAMPLES.get(turn % SAMPLES.size())), random);
      TestRequest request =
          (turn % 7 == 0
                  ? TestRequest.get("/v1/webhooks/hook?" + new String(body, "ISO_8859_1"))
                  : TestRequest.post("/v1/webhooks/hook?key=s3cret", body))
              .with("authorization", "Basic " + new String(body, 0, body.length / 4, "ISO_8859_1"))
              .with("x-twilio-signature", "L/OH5YylLD5NRKLltdqwSvS0BnU=")
              .with("x-twilio-email-event-webhook-signature", "AAAA")
              .with("x-twilio-email-event-webhook-timestamp", Integer.toString(random.nextInt()))
              .at(NOW);

      assertThat(provider.verify(request).toCompletableFuture().get(1, TimeUnit.SECONDS))
          .isNotNull();
      assertThat(provider.read(request)).isNotNull();
      new Hook(new Believing(provider)).store(request).verdicts().forEach(this::storable);
    }
  }

  private void storable(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      assertThat(accepted.event().identity().intakeKey()).isPresent();
      assertThat(Texts.isClean(accepted.event().clientId())).isTrue();
      assertThat(Topics.COLLECTED.serde().serializer().serialize("t", accepted.event()))
          .isNotEmpty();
    } else {
      assertThat(
              Topics.REJECTED_EVENTS
                  .serde()
                  .serializer()
                  .serialize("t", ((Verdict.Rejected) verdict).event()))
          .isNotEmpty();
    }
  }

  /** The provider, believing everybody: what only genuine requests reach is tried, too. */
  private record Believing(Provider provider) implements Provider {
    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public java.util.concurrent.CompletionStage<Authenticity> verify(
        io.impuls.tracking.collector.domain.IntakeRequest request) {
      return Provider.known(Authenticity.GENUINE);
    }

    @Override
    public List<Report> read(io.impuls.tracking.collector.domain.IntakeRequest request) {
      return provider.read(request);
    }
  }

  private static byte[] mutated(byte[] sample, Random random) {
    byte[] body = sample.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(body.length);
      switch (random.nextInt(4)) {
        case 0 -> body[at] = (byte) random.nextInt(256);
        case 1 -> body = java.util.Arrays.copyOf(body, at + 1);
        case 2 -> body[at] = TOKENS[random.nextInt(TOKENS.length)];
        default -> {
          int other = random.nextInt(body.length);
          System.arraycopy(
              body.clone(), other, body, at, Math.min(body.length - at, body.length - other));
        }
      }
    }
    return body;
  }

  private static final byte[] TOKENS = utf8("{}[]\",:\\0123456789-.eE&=%+null");
}
