package io.impuls.tracking.collector.rejected;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionRepair;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Admission;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.LogAwayException;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.domain.TrackingConsent;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.imports.ImportRun;
import io.impuls.tracking.collector.json.Reading;
import io.impuls.tracking.collector.nativeprotocol.NativeProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Mends refused events and sends them again, once. A replayed event is the same one whenever it is
 * sent, so a crash between sending it and noting that cannot make it two.
 */
public final class RejectionDesk {

  private static final String NATIVE = NativeProtocol.PATH;
  private static final int RUN_AT = ImportRun.ROUTE_OF_RUN.length();

  private final Rejections rejections;
  private final IntakeLog log;
  private final RequestLimits limits;

  /** Makes the desk; judged is by {@code limits}, as if the event came anew. */
  public RejectionDesk(Rejections rejections, IntakeLog log, RequestLimits limits) {
    this.rejections = rejections;
    this.log = log;
    this.limits = limits;
  }

  /** What became of a repair or a replay. */
  public sealed interface Outcome {

    /** It is kept, or sent. */
    record Done(Rejection rejection) implements Outcome {}

    /** It would be refused again. */
    record StillRefused(Refusal why) implements Outcome {}

    /** It was replayed before, and became {@code repair.eventId()}. */
    record ReplayedBefore(RejectionRepair repair) implements Outcome {}

    /** What this route takes in cannot be sent again as it is: it needs a repair first. */
    record NeedsRepair() implements Outcome {}
  }

  /** Keeps a repaired event of the native protocol, where it would not be refused again. */
  public Outcome repair(
      Rejection rejection, String payload, TrackingSource source, String by, Instant now)
      throws InterruptedException {
    if (rejection.state() == Rejection.State.REPLAYED) {
      return new Outcome.ReplayedBefore(rejection.repair());
    }
    try {
      judge(rejection.event(), payload, source);
    } catch (RefusedException e) {
      return new Outcome.StillRefused(e.refusal());
    }
    return kept(rejection, payload, by, now, null);
  }

  /** Sends it again: as it was repaired, else as it came. */
  public Outcome replay(Rejection rejection, TrackingSource source, String by, Instant now)
      throws InterruptedException {
    if (rejection.state() == Rejection.State.REPLAYED) {
      return new Outcome.ReplayedBefore(rejection.repair());
    }
    String route = rejection.event().route();
    if (!rejection.repaired() && !route.startsWith(NATIVE) && !isImport(route)) {
      return new Outcome.NeedsRepair();
    }
    Event event;
    try {
      event = judge(rejection.event(), rejection.payload(), source);
    } catch (RefusedException e) {
      return new Outcome.StillRefused(e.refusal());
    }
    send(new Verdict.Accepted(event, source));
    String payload = rejection.repaired() ? rejection.payload() : null;
    return kept(rejection, payload, by, now, event);
  }

  private Outcome kept(Rejection rejection, String payload, String by, Instant now, Event event)
      throws InterruptedException {
    RejectionRepair repair =
        new RejectionRepair(
            rejection.event().workspace(),
            rejection.event().rejectionId(),
            payload,
            by,
            now,
            event == null ? null : event.eventId());
    rejections.keep(repair);
    return new Outcome.Done(new Rejection(rejection.place(), rejection.event(), repair));
  }

  /** As it would have been when it came: its time of receipt and its visitor are those of then. */
  private Event judge(RejectedEvent rejected, String payload, TrackingSource source)
      throws RefusedException {
    if (payload == null) {
      throw new RefusedException(TrackingConsent.NOT_GIVEN);
    }
    byte[] body = payload.getBytes(StandardCharsets.UTF_8);
    Reading reading =
        NativeProtocol.read(body, new Slice(0, body.length), limits.of(source.kind()));
    if (reading instanceof Reading.Refused refused) {
      throw new RefusedException(refused.refusal());
    }
    Draft draft = ((Reading.Read) reading).draft();
    Draft named =
        isImport(rejected.route())
            ? ImportRun.history(draft, rejected.route().substring(RUN_AT), rejected.index())
            : draft.named("rejection/" + rejected.rejectionId());
    Arrival arrival =
        new Arrival(
            source,
            rejected.receivedAt(),
            rejected.visitorId(),
            null,
            null,
            null,
            rejected.route());
    // who had the cookie had agreed, or nothing would have been kept to send again
    boolean permitted =
        rejected.visitorId() != null || TrackingConsent.permitted(named, arrival).isPresent();
    if (!permitted) {
      throw new RefusedException(TrackingConsent.NOT_GIVEN);
    }
    return new Admission(named, arrival).event();
  }

  private void send(Verdict verdict) throws InterruptedException {
    try {
      if (log.store(List.of(verdict)).toCompletableFuture().get() != IntakeLog.Outcome.STORED) {
        throw new LogAwayException("a replayed event could not be stored", null);
      }
    } catch (ExecutionException e) {
      throw new LogAwayException("a replayed event could not be stored", e);
    }
  }

  private static boolean isImport(String route) {
    return route.startsWith(ImportRun.ROUTE_OF_RUN);
  }
}
