package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A visit of a device (decision 9): what its events come to, and the names it goes by.
 *
 * @param names the sessions that were opened by its events, earliest first: the first names it, the
 *     others were taken up by it
 * @param facts what its events come to
 * @param changed whether it differs from what was published last
 */
public record Visit(List<Name> names, VisitFacts facts, boolean changed) {

  /** Silence that ends a visit (semantics 3.20). */
  public static final Duration GAP = VisitFacts.GAP;

  /** Events of a visit up to which it can be told anew; later ones are only added up. */
  public static final int MOST_RETOLD = 2_000;

  /** Sessions taken up by a visit that are remembered. */
  static final int MOST_NAMES = 20;

  /**
   * A session's stable id and how it was published.
   *
   * @param opened place of the event that opened it
   * @param sessionId made of that event
   * @param revision how often its end or retraction was published
   */
  public record Name(Place opened, UUID sessionId, int revision) {

    Name published() {
      return new Name(opened, sessionId, revision + 1);
    }
  }

  public Visit {
    names = List.copyOf(names);
  }

  public UUID sessionId() {
    return names.get(0).sessionId();
  }

  public int revision() {
    return names.get(0).revision();
  }

  public Instant startedAt() {
    return facts.first().occurredAt();
  }

  public Instant endedAt() {
    return facts.endedAt();
  }

  public Instant receivedAt() {
    return facts.receivedAt();
  }

  public Source source() {
    return facts.source();
  }

  /** How the visitor came, by the first page; null without one. */
  public VisitSource origin() {
    return facts.entry().first();
  }

  /** Gives when it counts as ended. */
  public Instant due() {
    return facts.due();
  }

  /** Whether it can be told anew. */
  boolean retold() {
    return facts.steps() < MOST_RETOLD;
  }

  /** Whether it is the same but for what was published of it. */
  boolean isSameAs(Visit other) {
    return names.equals(other.names) && facts.equals(other.facts);
  }

  /** Whether both are kept in the same place, so that one takes the other's. */
  public boolean standsWith(Visit other) {
    return startedAt().equals(other.startedAt()) && sessionId().equals(other.sessionId());
  }

  /** Gives the visit with a later event. */
  Visit after(Footprint step) {
    return new Visit(names, facts.after(step), true);
  }

  /** Gives the visit after its end was published once more. */
  public Visit published() {
    List<Name> renamed = new ArrayList<>(names);
    renamed.set(0, names.get(0).published());
    return new Visit(renamed, facts, false);
  }

  /** Gives its facts for publication. */
  Session facts(int publishedRevision, boolean retracted, boolean ended) {
    return facts.published(publishedRevision, retracted, ended);
  }
}
