package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.event.VisitSource.Kind;

/**
 * How a visitor came, in the order of the visit's events.
 *
 * @param viewed whether a page or screen was viewed
 * @param landing path of the first page; null without one
 * @param click the campaign's click that the visit came by; null for none
 * @param phrase what was searched for first; null for nothing
 * @param first how its first page was come to; null without one
 * @param last how its visitor came back last, if they left during it; else {@code first}
 */
public record Entry(
    boolean viewed,
    String landing,
    String click,
    String phrase,
    VisitSource first,
    VisitSource last) {

  static final Entry NONE = new Entry(false, null, null, null, null, null);

  /** Whether an event came by another click than the visit, so that it begins the next. */
  boolean isLeftBy(Footprint next) {
    return viewed
        && next.act() == Footprint.Act.VIEW
        && next.click() != null
        && !next.click().equals(click);
  }

  /** Gives the entry with one more event. */
  Entry after(Footprint next) {
    VisitSource came = next.origin();
    boolean cameBack = came != null && came.kind() != Kind.INTERNAL && came.kind() != Kind.DIRECT;
    return new Entry(
        viewed || next.act() == Footprint.Act.VIEW,
        landing == null ? next.path() : landing,
        click == null && !viewed ? next.click() : click,
        phrase == null ? next.phrase() : phrase,
        first == null ? came : first,
        last == null || cameBack ? came : last);
  }
}
