package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.Source;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the events of a visit come to, taken in their order.
 *
 * @param first place of the first event
 * @param last place of the last event
 * @param endedAt when the last event happened; what is told of a page after a logout does not count
 * @param receivedAt latest receipt of an event
 * @param source the source of the first event
 * @param events events; a view that fired twice counts once
 * @param steps events, each one counted
 * @param loggedOut whether a logout ended it
 * @param entry how the visitor came
 * @param pages hashes of the distinct page paths, at most {@link #MOST_PAGES}
 * @param recent views of the last moments, to tell what fires twice
 * @param active how long pages were looked at
 * @param interests what it was about
 * @param cart what is in the cart
 */
public record VisitFacts(
    Place first,
    Place last,
    Instant endedAt,
    Instant receivedAt,
    Source source,
    int events,
    int steps,
    boolean loggedOut,
    Entry entry,
    SortedSet<Long> pages,
    List<View> recent,
    ActiveTime active,
    Interests interests,
    Cart cart) {

  /** Silence that ends a visit (semantics 3.20). */
  public static final Duration GAP = Duration.ofMinutes(30);

  /** Distinct pages that are told apart; robots in disguise see more. */
  public static final int MOST_PAGES = 1_000;

  /** Views of the last moments that are compared. */
  private static final int MOST_RECENT = 10;

  /**
   * A view that counted.
   *
   * @param url hash of its address
   * @param at when
   */
  public record View(long url, Instant at) {}

  public VisitFacts {
    pages = pages == null ? new TreeSet<>() : pages;
    recent = recent == null ? List.of() : List.copyOf(recent);
    active = active == null ? ActiveTime.NONE : active;
    interests = interests == null ? Interests.NONE : interests;
    cart = cart == null ? Cart.EMPTY : cart;
  }

  /** Gives the facts of a visit that begins with an event. */
  static VisitFacts of(Footprint step) {
    return new VisitFacts(
            step.place(),
            step.place(),
            step.place().occurredAt(),
            step.receivedAt(),
            step.source(),
            0,
            0,
            step.act() == Footprint.Act.LOGOUT,
            Entry.NONE,
            new TreeSet<>(),
            List.of(),
            ActiveTime.NONE,
            Interests.NONE,
            Cart.EMPTY)
        .after(step);
  }

  /** Tells visits from events in their order: each but the first begins where one ends. */
  static List<VisitFacts> told(List<Footprint> steps) {
    List<VisitFacts> visits = new ArrayList<>();
    VisitFacts visit = null;
    for (Footprint step : steps) {
      if (visit != null && visit.endsBefore(step)) {
        visits.add(visit);
        visit = null;
      }
      visit = visit == null ? of(step) : visit.after(step);
    }
    visits.add(visit);
    return visits;
  }

  /** Gives when it counts as ended. */
  Instant due() {
    return loggedOut ? endedAt : endedAt.plus(GAP);
  }

  /** Whether a later event begins another visit. */
  boolean endsBefore(Footprint next) {
    if (!next.place().occurredAt().isBefore(endedAt.plus(GAP))) {
      return true;
    }
    return loggedOut ? next.act() != Footprint.Act.ENGAGED : entry.isLeftBy(next);
  }

  /** Whether the same address was viewed a moment before. */
  boolean sawJustNow(Footprint step) {
    return step.url() != null
        && recent.stream().anyMatch(view -> step.url() == view.url() && step.isNear(view.at()));
  }

  /**
   * Gives the facts with a later event. They stand an earlier one, too: then what depends on the
   * order is off.
   */
  VisitFacts after(Footprint step) {
    boolean again = sawJustNow(step);
    SortedSet<Long> allPages = pages;
    if (step.path() != null && pages.size() < MOST_PAGES) {
      allPages = new TreeSet<>(pages);
      allPages.add(Footprint.hash(step.path()));
    }
    return new VisitFacts(
        earlier(first, step.place()),
        later(last, step.place()),
        loggedOut ? endedAt : later(endedAt, step.place().occurredAt()),
        later(receivedAt, step.receivedAt()),
        step.place().isBefore(first) ? step.source() : source,
        again ? events : events + 1,
        steps + 1,
        loggedOut || step.act() == Footprint.Act.LOGOUT && last.isBefore(step.place()),
        entry.after(step),
        allPages,
        again ? recent : recentAfter(step),
        active.plus(step.sight()),
        interests.plus(step.interests()),
        cart.after(step.cart()));
  }

  /** Gives them for publication. */
  Session published(int revision, boolean retracted, boolean ended) {
    return new Session(
        revision,
        retracted,
        first.occurredAt(),
        endedAt,
        ended ? due() : null,
        events,
        pages.size(),
        active.seconds(),
        loggedOut,
        entry.landing(),
        entry.phrase(),
        entry.first(),
        entry.last(),
        List.copyOf(interests.products().keySet()),
        interests.counted(),
        interests.cut(),
        cart.lines());
  }

  private List<View> recentAfter(Footprint step) {
    if (step.url() == null) {
      return recent;
    }
    List<View> kept = new ArrayList<>(recent);
    kept.removeIf(view -> !step.isNear(view.at()));
    kept.add(new View(step.url(), step.place().occurredAt()));
    return kept.size() > MOST_RECENT ? kept.subList(1, kept.size()) : kept;
  }

  private static <T extends Comparable<? super T>> T earlier(T a, T b) {
    return b.compareTo(a) < 0 ? b : a;
  }

  private static <T extends Comparable<? super T>> T later(T a, T b) {
    return a.compareTo(b) < 0 ? b : a;
  }
}
