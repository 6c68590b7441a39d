package io.impuls.tracking.collector.webhook;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.protocol.EventJudge;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One webhook: {@code /v1/webhooks/NAME}. Nothing is read before it is known to be genuine, and a
 * genuine report that nobody understands is kept as rejected, so that the provider need not repeat
 * what would not become clearer.
 */
public final class WebhookProtocol implements IntakeProtocol {

  /** The route of every webhook, ahead of its name. */
  public static final String PATH = "/v1/webhooks/";

  private final Provider provider;
  private final TrackingSource source;
  private final WebhookMetrics metrics;

  /**
   * Makes a webhook.
   *
   * @param provider who calls it
   * @param source whose events it brings
   * @param metrics counts what is refused
   */
  public WebhookProtocol(Provider provider, TrackingSource source, WebhookMetrics metrics) {
    this.provider = provider;
    this.source = source;
    this.metrics = metrics;
  }

  @Override
  public Judgement judge(IntakeRequest request) {
    CompletableFuture<Judgement> judgement =
        provider
            .verify(request)
            .thenApply(authenticity -> judge(authenticity, request))
            .toCompletableFuture();
    return judgement.isDone() ? judgement.join() : new Judgement.Pending(judgement);
  }

  private Judgement judge(Authenticity authenticity, IntakeRequest request) {
    if (authenticity != Authenticity.GENUINE) {
      metrics.refused(provider.name(), authenticity);
    }
    return switch (authenticity) {
      case GENUINE -> {
        List<Verdict> verdicts =
            provider.read(request).stream().map(report -> verdict(report, request)).toList();
        yield new Judgement.Store(verdicts, provider.thanks());
      }
      case FORGED -> new Judgement.AnswerNow(refusal(401, "The request is not the provider's."));
      case STALE -> new Judgement.AnswerNow(refusal(401, "The request is too old."));
      case UNDECIDED -> new Judgement.AnswerNow(later());
    };
  }

  private Verdict verdict(Report report, IntakeRequest request) {
    if (report instanceof Report.Told told) {
      return EventJudge.judge(
          told.draft(), arrival(request, told.userAgent(), told.address()), told.payload());
    }
    Report.NotUnderstood unclear = (Report.NotUnderstood) report;
    Refusal why = new Refusal(RejectionReason.ADAPTER_FAILURE, "", unclear.detail());
    return EventJudge.refused(why, null, arrival(request, null, null), unclear.payload());
  }

  /** The provider's own agent and address say nothing about the reader: only what it passes on. */
  private Arrival arrival(IntakeRequest request, String userAgent, String address) {
    return new Arrival(
        source, request.receivedAt(), null, userAgent, address, null, request.path());
  }

  @Override
  public Reply later() {
    return refusal(503, "Not now. Please send it again.").with("Retry-After", "1");
  }

  @Override
  public Reply tooLarge(int most) {
    return refusal(413, "A request may have %d bytes.".formatted(most));
  }

  @Override
  public Reply notUnpackable() {
    return refusal(400, "The body is packed, but not so that it can be unpacked.");
  }

  /** Gives the answer to a method that the provider does not use. */
  public static Reply wrongMethod() {
    return refusal(405, "This provider does not call with this method.");
  }

  private static Reply refusal(int status, String detail) {
    return Reply.text(
        status,
        "application/problem+json",
        "{\"status\":%d,\"detail\":\"%s\"}".formatted(status, detail));
  }
}
