package io.impuls.contracts.event;

import java.time.Instant;
import java.util.List;

/**
 * Facts of a visit (decision 9). Consumers keep the highest revision per session id. What it holds
 * follows from the events of the visit in their order of occurrence, not of arrival.
 *
 * @param revision 1 for the first publication, one more for each correction by late events
 * @param retracted whether the visit turned out to be part of another
 * @param startedAt first event
 * @param endedAt last event
 * @param dueAt when the session counts as ended: 30 minutes after the last event, or with it when
 *     that was a logout; null on {@code session.started}
 * @param events events in it; a view that fired twice counts once
 * @param pages distinct page paths in it
 * @param activeSeconds how long its pages were in sight and used, in seconds, added up over views
 * @param loggedOut whether it ended because the person logged out
 * @param landingPath path of its first page; null without a page
 * @param phrase what was searched for first: on the way in or on the site (TR-11); null for nothing
 * @param firstSource how it came about, by its first page; null without a page
 * @param lastSource how its visitor came the last time, if they left and came back during it; else
 *     the first
 * @param products ids of the distinct products that were viewed, clicked, put into the cart or on a
 *     wish list, in order
 * @param categories the distinct categories of those products and of category pages, in order
 * @param cut whether there were more products or categories than the lists hold
 * @param cart what was left in the cart by the last event that said so; empty for an empty cart and
 *     for one that was not touched
 */
public record Session(
    int revision,
    boolean retracted,
    Instant startedAt,
    Instant endedAt,
    Instant dueAt,
    int events,
    int pages,
    long activeSeconds,
    boolean loggedOut,
    String landingPath,
    String phrase,
    VisitSource firstSource,
    VisitSource lastSource,
    List<String> products,
    List<SessionCategory> categories,
    boolean cut,
    List<Product> cart) {

  public Session {
    products = products == null ? List.of() : List.copyOf(products);
    categories = categories == null ? List.of() : List.copyOf(categories);
    cart = cart == null ? List.of() : List.copyOf(cart);
  }

  /** Makes the facts of a visit of which nothing more is known. */
  public Session(
      int revision,
      boolean retracted,
      Instant startedAt,
      Instant endedAt,
      Instant dueAt,
      int events,
      int pages) {
    this(
        revision, retracted, startedAt, endedAt, dueAt, events, pages, 0, false, null, null, null,
        null, List.of(), List.of(), false, List.of());
  }
}
