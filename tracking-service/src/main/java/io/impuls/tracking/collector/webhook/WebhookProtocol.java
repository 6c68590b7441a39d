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
import io.impuls.tracking.collector.protocol.RefusedRequest;
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

  private static final String POST = "POST";

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
      case GENUINE -> new Judgement.Store(verdicts(request, source), provider.thanks());
      case FORGED -> new Judgement.AnswerNow(refusal(401, "The request is not the provider's."));
      case STALE -> new Judgement.AnswerNow(refusal(401, "The request is too old."));
      case UNDECIDED -> new Judgement.AnswerNow(later());
    };
  }

  /** Gives the source of all that comes by it. */
  TrackingSource source() {
    return source;
  }

  /** Gives the request of a refused report, as it was when it came. */
  RefusedRequest around(RefusedRequest refused) {
    String envelope = refused.event().envelope();
    String[] said = envelope == null ? new String[] {POST} : envelope.split(" ", 2);
    return said[0].equals(POST)
        ? refused.posting(refused.payload(), said.length > 1 ? said[1] : null)
        : refused.getting(refused.payload());
  }

  /**
   * Judges the reports of a request that was genuine when it came.
   *
   * @param by whose events they shall be
   * @param index the one report that is asked for, of several; -1 for all
   */
  Judgement again(IntakeRequest request, TrackingSource by, int index) {
    List<Verdict> verdicts = verdicts(request, by);
    return new Judgement.Store(
        verdicts.size() > 1 && index >= 0 && index < verdicts.size()
            ? List.of(verdicts.get(index))
            : verdicts,
        provider.thanks());
  }

  private List<Verdict> verdicts(IntakeRequest request, TrackingSource by) {
    return provider.read(request).stream().map(report -> verdict(report, request, by)).toList();
  }

  private Verdict verdict(Report report, IntakeRequest request, TrackingSource by) {
    EventJudge.Payload payload = report.payload().within(() -> envelope(request));
    if (report instanceof Report.Told told) {
      return EventJudge.judge(
          told.draft(), arrival(request, told.userAgent(), told.address(), by), payload);
    }
    Report.NotUnderstood unclear = (Report.NotUnderstood) report;
    Refusal why = new Refusal(RejectionReason.ADAPTER_FAILURE, "", unclear.detail());
    return EventJudge.refused(why, null, arrival(request, null, null, by), payload);
  }

  /** The method, and what of the query belongs to the reports. */
  private String envelope(IntakeRequest request) {
    String query = provider.query(request);
    return query == null ? request.method() : request.method() + " " + query;
  }

  /** The provider's own agent and address say nothing about the reader: only what it passes on. */
  private static Arrival arrival(
      IntakeRequest request, String userAgent, String address, TrackingSource by) {
    return new Arrival(by, request.receivedAt(), null, userAgent, address, null, request.path());
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
