package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A visit of a device: events with less than {@link #GAP} between them (decision 9).
 *
 * @param sessionId stable id, made of the event that opened it
 * @param source the source of that event
 * @param origin how the visitor came, by the earliest event with a page; null without one
 * @param startedAt first event
 * @param endedAt last event
 * @param receivedAt latest receipt of an event in it
 * @param events events in it
 * @param pages hashes of the distinct page paths, at most {@link #MOST_PAGES}
 * @param revision how often its end was published
 * @param changed whether it differs from what was published last
 */
public record Visit(
    UUID sessionId,
    Source source,
    VisitSource origin,
    Instant startedAt,
    Instant endedAt,
    Instant receivedAt,
    int events,
    SortedSet<Long> pages,
    int revision,
    boolean changed) {

  /** Silence that ends a visit (semantics 3.20). */
  public static final Duration GAP = Duration.ofMinutes(30);

  /** Distinct pages that are told apart; robots in disguise see more. */
  public static final int MOST_PAGES = 1_000;

  public Visit {
    // a visit that no page view has joined yet is stored without any
    pages = pages == null ? new TreeSet<>() : pages;
  }

  /** Opens a visit. */
  static Visit open(UUID sessionId, Event event, VisitSource origin) {
    SortedSet<Long> pages = new TreeSet<>();
    pagesOf(event, pages);
    return new Visit(
        sessionId,
        event.source(),
        origin,
        event.occurredAt(),
        event.occurredAt(),
        event.receivedAt(),
        1,
        pages,
        0,
        true);
  }

  /** Gives when it counts as ended. */
  public Instant due() {
    return endedAt.plus(GAP);
  }

  /** Gives the visit with one more event. */
  Visit with(Event event, VisitSource originOfEvent) {
    boolean earlier = event.occurredAt().isBefore(startedAt);
    SortedSet<Long> all = new TreeSet<>(pages);
    pagesOf(event, all);
    return new Visit(
        sessionId,
        source,
        earlier && originOfEvent != null || origin == null ? originOfEvent : origin,
        earlier ? event.occurredAt() : startedAt,
        later(endedAt, event.occurredAt()),
        later(receivedAt, event.receivedAt()),
        events + 1,
        all,
        revision,
        true);
  }

  /** Gives this visit and a later one as one, after an event between them came to light. */
  Visit with(Visit absorbed) {
    SortedSet<Long> all = new TreeSet<>(pages);
    absorbed.pages().stream().takeWhile(page -> all.size() < MOST_PAGES).forEach(all::add);
    return new Visit(
        sessionId,
        source,
        origin == null ? absorbed.origin() : origin,
        startedAt,
        later(endedAt, absorbed.endedAt()),
        later(receivedAt, absorbed.receivedAt()),
        events + absorbed.events(),
        all,
        revision,
        true);
  }

  /** Gives the visit after its end was published once more. */
  public Visit published() {
    return new Visit(
        sessionId,
        source,
        origin,
        startedAt,
        endedAt,
        receivedAt,
        events,
        pages,
        revision + 1,
        false);
  }

  /** Gives its facts for publication. */
  Session facts(int publishedRevision, boolean retracted, boolean ended) {
    return new Session(
        publishedRevision,
        retracted,
        startedAt,
        endedAt,
        ended ? due() : null,
        events,
        pages.size());
  }

  private static void pagesOf(Event event, SortedSet<Long> pages) {
    if (event.page() != null && event.page().path() != null && pages.size() < MOST_PAGES) {
      pages.add(hash(event.page().path()));
    }
  }

  /** FNV-1a over characters, 64 bit: {@link String#hashCode} would take two pages for one. */
  private static long hash(String path) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
