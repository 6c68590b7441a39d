package io.impuls.tracking.collector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A webhook under test, and what it makes of requests. */
final class Hook {

  static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  static final UUID PERSON = UUID.fromString("11111111-2222-5333-8444-555555555555");
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static final MessageKeys KEYS =
      MessageKeys.parse(List.of("k1:0123456789abcdef0123456789abcdef"));

  static final Recipients RECIPIENTS = new Recipients(KEYS, WORKSPACE);
  static final MessageToken TOKEN = MessageToken.of(Use.REPORT, WORKSPACE, PERSON, "spring");

  final List<Authenticity> refused = new ArrayList<>();
  private final WebhookProtocol protocol;
  private final TrackingSource source;

  Hook(Provider provider) {
    this.source =
        new TrackingSource(
            WORKSPACE,
            "hook",
            Source.Kind.CAMPAIGN,
            "hook",
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            true);
    this.protocol = new WebhookProtocol(provider, source, (name, why) -> refused.add(why));
  }

  static String token() {
    return KEYS.seal(TOKEN);
  }

  static String foreignToken() {
    return KEYS.seal(MessageToken.of(Use.REPORT, UUID.randomUUID(), PERSON, "spring"));
  }

  TrackingSource source() {
    return source;
  }

  WebhookProtocol protocol() {
    return protocol;
  }

  Judgement judge(IntakeRequest request) {
    return protocol.judge(request);
  }

  Judgement.Store store(IntakeRequest request) {
    Judgement judgement = judge(request);
    assertThat(judgement).isInstanceOf(Judgement.Store.class);
    return (Judgement.Store) judgement;
  }

  List<Event> events(IntakeRequest request) {
    return store(request).verdicts().stream()
        .map(
            verdict -> {
              assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
              return ((Verdict.Accepted) verdict).event();
            })
        .toList();
  }

  Event event(IntakeRequest request) {
    List<Event> events = events(request);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  List<RejectedEvent> rejected(IntakeRequest request) {
    return store(request).verdicts().stream()
        .filter(Verdict.Rejected.class::isInstance)
        .map(verdict -> ((Verdict.Rejected) verdict).event())
        .toList();
  }

  /** Requires that nothing was stored and gives the answer. */
  Reply refusal(IntakeRequest request) {
    Judgement judgement = judge(request);
    assertThat(judgement).isInstanceOf(Judgement.AnswerNow.class);
    return ((Judgement.AnswerNow) judgement).reply();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
