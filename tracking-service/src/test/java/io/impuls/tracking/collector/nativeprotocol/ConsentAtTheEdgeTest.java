package io.impuls.tracking.collector.nativeprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.source.TrackingSource.ConsentPolicy;
import io.impuls.contracts.source.TrackingSource.DoNotTrack;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.domain.CookieConsent;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored, and which cookies are set, before and after a visitor agreed. */
class ConsentAtTheEdgeTest {

  private static final String VISITOR = "6f1d9c7e-2b7a-4c3e-9a51-0d7c1f4b8e21";
  private static final String VIEW =
      "{\"id\":\"v1\",\"type\":\"page.viewed\",\"email\":\"anna@example.test\","
          + "\"page\":{\"url\":\"https://shop.example/\"}%s}";
  private static final RequestLimits LIMITS =
      new RequestLimits(1 << 20, 10, Limits.ofEventBytes(32 << 10), Limits.ofEventBytes(32 << 10));

  @Test
  void withoutAgreementNothingThatNamesTheVisitorIsKept() {
    Answered answered = send(ConsentPolicy.REQUIRED, post(VIEW.formatted("")));

    RejectedEvent refused = ((Verdict.Rejected) answered.verdict()).event();
    assertThat(refused.reason()).isEqualTo(RejectionReason.NO_CONSENT);
    assertThat(refused.payload()).isNull();
    assertThat(refused.clientId()).isNull();
    assertThat(refused.visitorId()).isNull();
    assertThat(refused.toString()).doesNotContain("anna");
    assertThat(answered.cookies()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNotKeptEitherBeforeTheVisitorAgreed() {
    Answered answered =
        send(ConsentPolicy.REQUIRED, post("{\"email\":\"anna@example.test\",\"traits\":7}"));

    assertThat(((Verdict.Rejected) answered.verdict()).event().toString()).doesNotContain("anna");
    assertThat(answered.cookies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"consent\":{\"tracking\":true}",
        ",\"context\":{\"consentMode\":{\"analytics_storage\":\"granted\"}}"
      })
  void anAgreementInTheEventIsEnoughAndSetsTheCookie(String agreement) {
    Answered answered = send(ConsentPolicy.REQUIRED, post(VIEW.formatted(agreement)));

    assertThat(answered.event().consent()).containsEntry("tracking", true);
    assertThat(answered.cookies()).hasSize(1).allMatch(c -> c.contains("Max-Age=34560000"));
  }

  @Test
  void aVisitorWithACookieAgreedBefore() {
    Answered answered =
        send(
            ConsentPolicy.REQUIRED,
            post(VIEW.formatted("")).cookie("impuls_vid", VISITOR).with("Sec-GPC", "1"));

    assertThat(answered.event().identity().visitorId()).isEqualTo(VISITOR);
    assertThat(answered.event().server().gpc()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"consent\":{\"tracking\":false}",
        ",\"context\":{\"consentMode\":{\"analytics_storage\":\"denied\"}}",
        ",\"consent\":{\"tracking\":true},\"context\":{\"consent\":{\"analytics_storage\":false}}"
      })
  void theStrictestWordHoldsWhateverTheSiteAssumes(String refusal) {
    Answered answered =
        send(ConsentPolicy.ASSUMED, post(VIEW.formatted(refusal)).cookie("impuls_vid", VISITOR));

    assertThat(((Verdict.Rejected) answered.verdict()).event().reason())
        .isEqualTo(RejectionReason.NO_CONSENT);
    assertThat(((Verdict.Rejected) answered.verdict()).event().toString())
        .doesNotContain("anna", VISITOR);
    assertThat(answered.cookies()).isEmpty();
  }

  @Test
  void aWithdrawalIsKeptAndEndsTheCookie() {
    String withdrawal = "{\"type\":\"consent.changed\",\"consent\":{\"tracking\":false}}";

    Answered known = send(ConsentPolicy.REQUIRED, post(withdrawal).cookie("impuls_vid", VISITOR));
    Answered unknown = send(ConsentPolicy.REQUIRED, post(withdrawal));

    assertThat(known.event().identity().visitorId()).isEqualTo(VISITOR);
    assertThat(known.cookies()).hasSize(1).allMatch(c -> c.contains("Max-Age=0;"));
    assertThat(unknown.verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(unknown.cookies()).isEmpty();
  }

  @Test
  void advertisingSignalsConcernTheExportToAdvertisers() {
    Answered answered =
        send(
            ConsentPolicy.ASSUMED,
            post(
                VIEW.formatted(
                    ",\"context\":{\"consentMode\":{\"ad_storage\":\"granted\","
                        + "\"ad_user_data\":\"denied\"}}")));

    assertThat(answered.event().consent()).isEqualTo(Map.of("ad_export", false));
  }

  @Test
  void doNotTrackIsPassedOverUnlessTheSourceMindsIt() {
    TestRequest asking = post(VIEW.formatted("")).with("DNT", "1");

    assertThat(send(source(ConsentPolicy.ASSUMED, DoNotTrack.IGNORED), asking).event().server())
        .satisfies(seen -> assertThat(seen.dnt()).isNull())
        .satisfies(seen -> assertThat(seen.forbidProfiling()).isFalse());
    Answered minded = send(source(ConsentPolicy.ASSUMED, DoNotTrack.NO_PROFILING), asking);
    assertThat(minded.event().server().dnt()).isTrue();
    assertThat(minded.event().server().forbidProfiling()).isTrue();
    assertThat(minded.cookies()).hasSize(1);
    assertThat(
            send(
                    source(ConsentPolicy.ASSUMED, DoNotTrack.NO_PROFILING),
                    post(VIEW.formatted("")).with("DNT", "0"))
                .event()
                .server()
                .dnt())
        .isNull();
  }

  @Test
  void doNotTrackMayStandForARefusalWhateverTheEventSays() {
    TrackingSource strict = source(ConsentPolicy.ASSUMED, DoNotTrack.NO_TRACKING);

    Answered agreed =
        send(
            strict,
            post(VIEW.formatted(",\"consent\":{\"tracking\":true}"))
                .cookie("impuls_vid", VISITOR)
                .with("DNT", "1"));
    Answered unread =
        send(strict, post("{\"email\":\"anna@example.test\",\"traits\":7}").with("DNT", "1"));

    for (Answered answered : List.of(agreed, unread)) {
      assertThat(((Verdict.Rejected) answered.verdict()).event().toString())
          .doesNotContain("anna", VISITOR);
      assertThat(answered.cookies()).isEmpty();
    }
    assertThat(((Verdict.Rejected) agreed.verdict()).event().reason())
        .isEqualTo(RejectionReason.NO_CONSENT);
    // without the signal the same source takes events
    assertThat(send(strict, post(VIEW.formatted(""))).cookies()).hasSize(1);
  }

  private record Answered(Verdict verdict, Reply reply) {

    Event event() {
      return ((Verdict.Accepted) verdict).event();
    }

    List<String> cookies() {
      return reply.headers().stream()
          .filter(h -> h.name().equals("Set-Cookie"))
          .map(Reply.Header::value)
          .toList();
    }
  }

  private static TestRequest post(String body) {
    return TestRequest.post("/v1/events", body).with("Authorization", "Bearer wk_site");
  }

  private static TrackingSource source(ConsentPolicy policy, DoNotTrack doNotTrack) {
    return new TrackingSource(
        new UUID(0, 1),
        "site",
        Source.Kind.BROWSER,
        "key-site",
        "wk_site",
        null,
        List.of(),
        List.of(),
        List.of(),
        Duration.ofDays(2),
        true,
        null,
        null,
        List.of(),
        policy,
        doNotTrack,
        null,
        null);
  }

  private static Answered send(ConsentPolicy policy, TestRequest request) {
    return send(source(policy, DoNotTrack.IGNORED), request);
  }

  private static Answered send(TrackingSource source, TestRequest request) {
    Judgement.Store store =
        (Judgement.Store) new NativeProtocol(key -> Optional.of(source), LIMITS).judge(request);
    return new Answered(
        store.verdicts().get(0), CookieConsent.of(store.verdicts(), store.whenStored()));
  }
}
