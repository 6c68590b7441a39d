package io.impuls.tracking.collector.rejected;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.RejectionRepair;
import io.impuls.contracts.event.RejectionRepair.Form;
import io.impuls.contracts.event.ServerFacts;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Admission;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
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
import io.impuls.tracking.collector.protocol.RefusedRequest;
import io.impuls.tracking.collector.protocol.Replay;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Mends refused events and sends them again, once, by the protocol that they came by. A replayed
 * event is the same one whenever it is sent, so a crash between sending it and noting that cannot
 * make it two.
 */
public final class RejectionDesk {

  private static final Refusal UNREADABLE =
      new Refusal(RejectionReason.MALFORMED, "", "it is no event of the route it came by");

  private static final int RUN_AT = ImportRun.ROUTE_OF_RUN.length();

  private final Rejections rejections;
  private final IntakeLog log;
  private final RequestLimits limits;
  private final List<Replay> replays;

  /**
   * Makes the desk.
   *
   * @param limits of native events, as if they came anew
   * @param replays how events of other protocols are sent again
   */
  public RejectionDesk(
      Rejections rejections, IntakeLog log, RequestLimits limits, List<Replay> replays) {
    this.rejections = rejections;
    this.log = log;
    this.limits = limits;
    this.replays = List.copyOf(replays);
  }

  /** What became of a repair or a replay. */
  public sealed interface Outcome {

    /** It is kept, or sent. */
    record Done(Rejection rejection) implements Outcome {}

    /** It would be refused again. */
    record StillRefused(Refusal why) implements Outcome {}

    /** It was replayed before, and became {@code repair.eventId()}. */
    record ReplayedBefore(RejectionRepair repair) implements Outcome {}

    /** It came by no protocol, such as a record of a topic: it needs a native repair first. */
    record NeedsRepair() implements Outcome {}
  }

  /** Gives the source of an event where the route by which it came has one of its own. */
  public Optional<TrackingSource> sourceOf(Rejection rejection) {
    String route = rejection.event().route();
    return replay(route).flatMap(protocol -> protocol.sourceOf(route));
  }

  /** Keeps a repaired event, where it would not be refused again. */
  public Outcome repair(
      Rejection rejection, String payload, Form form, TrackingSource source, String by, Instant now)
      throws InterruptedException {
    if (rejection.state() == Rejection.State.REPLAYED) {
      return new Outcome.ReplayedBefore(rejection.repair());
    }
    if (form == Form.SENT && !canBeSent(rejection.event().route())) {
      return new Outcome.NeedsRepair();
    }
    try {
      judge(rejection.event(), payload, form, source);
    } catch (RefusedException e) {
      return new Outcome.StillRefused(e.refusal());
    }
    return kept(rejection, new Repaired(payload, form), by, now, null);
  }

  /** Sends it again: as it was repaired, else as it came. */
  public Outcome replay(Rejection rejection, TrackingSource source, String by, Instant now)
      throws InterruptedException {
    if (rejection.state() == Rejection.State.REPLAYED) {
      return new Outcome.ReplayedBefore(rejection.repair());
    }
    if (rejection.form() == Form.SENT && !canBeSent(rejection.event().route())) {
      return new Outcome.NeedsRepair();
    }
    List<Verdict> accepted;
    try {
      accepted = judge(rejection.event(), rejection.payload(), rejection.form(), source);
    } catch (RefusedException e) {
      return new Outcome.StillRefused(e.refusal());
    }
    send(accepted);
    Repaired repaired =
        rejection.repaired() ? new Repaired(rejection.payload(), rejection.form()) : Repaired.NOT;
    return kept(rejection, repaired, by, now, ((Verdict.Accepted) accepted.get(0)).event());
  }

  private record Repaired(String payload, Form form) {

    static final Repaired NOT = new Repaired(null, Form.NATIVE);
  }

  private Outcome kept(Rejection rejection, Repaired repaired, String by, Instant now, Event event)
      throws InterruptedException {
    RejectionRepair repair =
        new RejectionRepair(
            rejection.event().workspace(),
            rejection.event().rejectionId(),
            repaired.payload(),
            by,
            now,
            event == null ? null : event.eventId(),
            repaired.form());
    rejections.keep(repair);
    return new Outcome.Done(new Rejection(rejection.place(), rejection.event(), repair));
  }

  /** Gives the accepted verdicts, of which there is one at least: one, but for whole requests. */
  private List<Verdict> judge(
      RejectedEvent rejected, String payload, Form form, TrackingSource source)
      throws RefusedException {
    if (payload == null) {
      throw new RefusedException(TrackingConsent.NOT_GIVEN);
    }
    Optional<Replay> protocol = form == Form.NATIVE ? Optional.empty() : replay(rejected.route());
    return protocol.isPresent()
        ? accepted(protocol.get().judge(new RefusedRequest(rejected, payload), source))
        : List.of(new Verdict.Accepted(event(rejected, payload, source), source));
  }

  private static List<Verdict> accepted(Judgement judgement) throws RefusedException {
    if (!(judgement instanceof Judgement.Store store) || store.verdicts().isEmpty()) {
      throw new RefusedException(UNREADABLE);
    }
    List<Verdict> accepted = new ArrayList<>();
    for (Verdict verdict : store.verdicts()) {
      if (verdict instanceof Verdict.Rejected again) {
        RejectedEvent why = again.event();
        throw new RefusedException(
            new Refusal(why.reason(), why.field() == null ? "" : why.field(), why.detail()));
      }
      accepted.add(verdict);
    }
    return accepted;
  }

  /** As it would have been when it came: its time of receipt and its visitor are those of then. */
  private Event event(RejectedEvent rejected, String payload, TrackingSource source)
      throws RefusedException {
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
        TrackingConsent.permitted(named, arrival(rejected, source))
            .orElseThrow(() -> new RefusedException(TrackingConsent.NOT_GIVEN));
    return new Admission(named, arrival).event();
  }

  private static Arrival arrival(RejectedEvent rejected, TrackingSource source) {
    ServerFacts seen =
        rejected.server() == null ? new ServerFacts(null, null, null, null) : rejected.server();
    return new Arrival(
        source,
        rejected.receivedAt(),
        rejected.visitorId(),
        seen.userAgent(),
        seen.address(),
        seen.language(),
        rejected.route(),
        seen.purpose(),
        // who had the cookie had agreed, or nothing would have been kept to send again
        rejected.visitorId() != null,
        Boolean.TRUE.equals(seen.gpc()),
        Boolean.TRUE.equals(seen.dnt()));
  }

  private void send(List<Verdict> verdicts) throws InterruptedException {
    try {
      if (log.store(verdicts).toCompletableFuture().get() != IntakeLog.Outcome.STORED) {
        throw new LogAwayException("a replayed event could not be stored", null);
      }
    } catch (ExecutionException e) {
      throw new LogAwayException("a replayed event could not be stored", e);
    }
  }

  private boolean canBeSent(String route) {
    return route.startsWith(NativeProtocol.PATH) || isImport(route) || replay(route).isPresent();
  }

  private Optional<Replay> replay(String route) {
    return replays.stream().filter(protocol -> protocol.serves(route)).findFirst();
  }

  private static boolean isImport(String route) {
    return route.startsWith(ImportRun.ROUTE_OF_RUN);
  }
}
