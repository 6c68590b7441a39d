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

/** The two times of a visit: when its end is published, and when it is forgotten. */
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

  /** Sets the ends of the visits that an event changed, in place of what was set before. */
  void joined(UUID workspace, Identifier device, Visits.Joined joined) {
    joined.before().forEach(this::cancel);
    joined.changed().forEach(visit -> set(Kind.END, workspace, device, visit));
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

  private void cancel(Visit visit) {
    for (Kind kind : Kind.values()) {
      timers.cancel(at(kind, visit), id(kind, visit));
    }
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
