package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;

/**
 * How long a page was looked at, as one event says (TR-08).
 *
 * @param view the view of the page that it tells of
 * @param seconds in sight and used
 * @param soFar whether that is all of the view up to the event; else it is the time since the last
 *     such event, a heartbeat
 */
public record Sight(String view, long seconds, boolean soFar) {

  /** Property by which a heartbeat says how many seconds it stands for. */
  public static final String HEARTBEAT = "heartbeatSeconds";

  /** Characters of a view's id that are kept. */
  private static final int LONGEST = 100;

  /** A view is over after this many seconds, whatever is said: a day. */
  private static final long MOST_SECONDS = 86_400;

  /** Gives what an event says; null when it says nothing of it. */
  static Sight of(Event event) {
    if (event.page() == null) {
      return null;
    }
    String view = event.page().viewId() == null ? event.page().path() : event.page().viewId();
    if (view == null) {
      return null;
    }
    String kept = view.length() > LONGEST ? view.substring(0, LONGEST) : view;
    if (event.page().activeSeconds() != null) {
      return new Sight(kept, bounded(event.page().activeSeconds()), true);
    }
    return event.type().equals(EventTypes.PAGE_ENGAGED)
            && event.properties().get(HEARTBEAT) instanceof Number heartbeat
        ? new Sight(kept, bounded(heartbeat.longValue()), false)
        : null;
  }

  private static long bounded(long seconds) {
    return Math.min(Math.max(seconds, 0), MOST_SECONDS);
  }
}
