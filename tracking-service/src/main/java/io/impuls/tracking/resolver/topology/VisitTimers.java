package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.topic.JsonSerde;
import io.impuls.streams.timers.TimerStore;
import io.impuls.tracking.handover.SourceFacts;
import io.impuls.tracking.resolver.domain.Visit;
import io.impuls.tracking.resolver.domain.Visits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The two times of a visit: when its end is published, and when it is forgotten. A visit that goes
 * on keeps the timer that it has: when that is due, it is put off to the time that holds by then.
 * So an event costs no timer, and a visit one for each half hour that it lasts.
 */
final class VisitTimers {

  /**
   * How long after its end a visit waits for events on their way (decision 8); one that a logout
   * ended does not wait (TR-14).
   */
  static final Duration GRACE = Duration.ofSeconds(60);

  /** What is due of a visit. */
  enum Kind {
    END,
    FORGET
  }

  /**
   * A time that came.
   *
   * @param kind what is due
   * @param workspace the tenant
   * @param device whose visit
   * @param startedAt with {@code sessionId} the visit's place in memory
   * @param sessionId its id
   */
  record Due(Kind kind, UUID workspace, Identifier device, Instant startedAt, UUID sessionId) {}

  private static final JsonSerde<Due> PAYLOAD = JsonSerde.of(Due.class);

  private final TimerStore timers;

  VisitTimers(TimerStore timers) {
    this.timers = timers;
  }

  /** Sees to it that the visits that an event changed end in time. */
  void joined(UUID workspace, Identifier device, Visits.Joined joined) {
    for (Visit visit : joined.changed()) {
      if (joined.before().stream().noneMatch(old -> covers(old, visit))) {
        set(Kind.END, workspace, device, visit);
      }
    }
  }

  /** Whether the timer that a visit has will find the visit that takes its place in time. */
  private static boolean covers(Visit old, Visit visit) {
    return old.changed()
        && old.standsWith(visit)
        && !at(Kind.END, visit).isBefore(at(Kind.END, old));
  }

  /** Sets a timer that came before its visit's time anew; gives whether it did. */
  boolean putOff(Due due, Visit visit, Instant reached) {
    if (!at(due.kind(), visit).isAfter(reached)) {
      return false;
    }
    if (due.kind() == Kind.FORGET || visit.changed()) {
      set(due.kind(), due.workspace(), due.device(), visit);
    }
    return true;
  }

  /** Sets the forgetting of a visit whose end was published. */
  void ended(UUID workspace, Identifier device, Visit visit) {
    set(Kind.FORGET, workspace, device, visit);
  }

  /** Removes and gives what is due. */
  List<Due> takeDue(Instant watermark, int most) {
    return timers.takeDue(watermark, most).stream()
        .map(timer -> PAYLOAD.deserialize(ResolverStores.TIMERS, timer.payload()))
        .toList();
  }

  private void set(Kind kind, UUID workspace, Identifier device, Visit visit) {
    Due due = new Due(kind, workspace, device, visit.startedAt(), visit.sessionId());
    timers.set(at(kind, visit), id(kind, visit), PAYLOAD.serialize(ResolverStores.TIMERS, due));
  }

  private static Instant at(Kind kind, Visit visit) {
    return switch (kind) {
      case END -> visit.facts().loggedOut() ? visit.due() : visit.due().plus(GRACE);
      case FORGET -> visit.due().plus(GRACE).plus(SourceFacts.LONGEST_HORIZON);
    };
  }

  private static byte[] id(Kind kind, Visit visit) {
    return ByteBuffer.allocate(1 + 16)
        .put((byte) kind.ordinal())
        .putLong(visit.sessionId().getMostSignificantBits())
        .putLong(visit.sessionId().getLeastSignificantBits())
        .array();
  }
}
