package io.impuls.tracking.resolver.domain.identity;

import io.impuls.contracts.event.Event;
import java.util.Map;

/**
 * What somebody said last about each purpose that the resolver minds; null for nothing.
 *
 * @param profiling about scores and tags
 * @param tracking about being watched on pages and in apps
 * @param mailTracking about being watched reading mails (semantics 3.25)
 */
public record Consents(Said profiling, Said tracking, Said mailTracking) {

  /** Nothing said. */
  public static final Consents NONE = new Consents(null, null, null);

  private static final String PROFILING = "profiling";
  private static final String TRACKING = "tracking";
  private static final String MAIL_TRACKING = "mail_tracking";

  /** Gives what a consent says that was given at a place. */
  public static Consents in(Map<String, Boolean> consent, Place place) {
    Boolean tracking = consent.get(TRACKING);
    // who may not be tracked may not be profiled either
    Boolean profiling = Boolean.FALSE.equals(tracking) ? tracking : consent.get(PROFILING);
    return new Consents(
        said(profiling, place), said(tracking, place), said(consent.get(MAIL_TRACKING), place));
  }

  /** Gives what an event says. */
  public static Consents in(Event event) {
    return event.consent().isEmpty() ? NONE : in(event.consent(), place(event));
  }

  private static Said said(Boolean given, Place place) {
    return given == null ? null : new Said(given, place);
  }

  private static Place place(Event event) {
    return new Place(event.occurredAt(), event.eventId());
  }

  /** Gives the later of both words about each purpose. */
  public Consents later(Consents other) {
    return new Consents(
        Said.later(profiling, other.profiling),
        Said.later(tracking, other.tracking),
        Said.later(mailTracking, other.mailTracking));
  }

  /** Whether an event may give no points and no tags. */
  public boolean forbidProfiling(Event event) {
    return Said.forbids(profiling, place(event));
  }

  /** Whether an event may not be watched. */
  public boolean forbidTracking(Event event) {
    return Said.forbids(tracking, place(event));
  }

  /** Whether it may not be told who read a mail. */
  public boolean forbidMailTracking(Event event) {
    return Said.forbids(mailTracking, place(event));
  }
}
