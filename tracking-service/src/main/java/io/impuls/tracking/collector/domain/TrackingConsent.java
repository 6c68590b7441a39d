package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.source.TrackingSource.ConsentPolicy;
import io.impuls.contracts.source.TrackingSource.DoNotTrack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether something may be stored in a visitor's name (semantics 3.29). An event says so itself, by
 * {@code consent.tracking} or the signals of a banner, or by the cookie, which nobody has who did
 * not agree. Of several words the strictest holds.
 */
public final class TrackingConsent {

  /** The purpose without which nothing that names a visitor is stored. */
  public static final String TRACKING = "tracking";

  /** The purpose that advertising signals stand for. */
  private static final String AD_EXPORT = "ad_export";

  private static final String ANALYTICS = "analytics_storage";
  private static final String ADVERTISING = "ad_";
  private static final String GRANTED = "granted";
  private static final String DENIED = "denied";

  /** Why an event is refused whose visitor did not agree. */
  public static final Refusal NOT_GIVEN =
      new Refusal(
          RejectionReason.NO_CONSENT,
          "/consent/tracking",
          "the visitor did not agree to be tracked: nothing of the event is kept");

  private TrackingConsent() {}

  /** Gives what an event says about consent: purposes as sent, and those of a banner's signals. */
  public static Map<String, Boolean> of(Draft draft) {
    Object signals = draft.context().get("consentMode");
    if (signals == null) {
      signals = draft.context().get("consent");
    }
    if (!(signals instanceof Map<?, ?> sent)) {
      return draft.consent();
    }
    Map<String, Boolean> said = new LinkedHashMap<>(draft.consent());
    sent.forEach(
        (signal, value) -> {
          Boolean given = given(value);
          if (given != null && ANALYTICS.equals(signal)) {
            said.merge(TRACKING, given, Boolean::logicalAnd);
          } else if (given != null && String.valueOf(signal).startsWith(ADVERTISING)) {
            said.merge(AD_EXPORT, given, Boolean::logicalAnd);
          }
        });
    return said;
  }

  /**
   * Gives the arrival as far as it may be kept with an event; empty when the event must not be
   * stored at all.
   */
  public static Optional<Arrival> permitted(Draft draft, Arrival arrival) {
    Boolean said = of(draft).get(TRACKING);
    if (Boolean.FALSE.equals(said) || refusedBySignal(arrival)) {
      return EventTypes.CONSENT_CHANGED.equals(draft.type())
          ? withdrawal(draft, arrival)
          : Optional.empty();
    }
    boolean allowed =
        said != null || arrival.source().consent() == ConsentPolicy.ASSUMED || arrival.returning();
    return allowed ? Optional.of(arrival) : Optional.empty();
  }

  /** Whether what could not be read may be kept: nobody knows what it says about consent. */
  public static boolean keepsUnread(Arrival arrival) {
    return !refusedBySignal(arrival)
        && (arrival.source().consent() == ConsentPolicy.ASSUMED || arrival.returning());
  }

  private static boolean refusedBySignal(Arrival arrival) {
    return arrival.dnt() && arrival.source().doNotTrack() == DoNotTrack.NO_TRACKING;
  }

  /** A withdrawal is kept in the name of whoever is known already, and names nobody anew. */
  private static Optional<Arrival> withdrawal(Draft draft, Arrival arrival) {
    if (arrival.returning()) {
      return Optional.of(arrival);
    }
    boolean named =
        Objects.nonNull(draft.userId())
            || Objects.nonNull(draft.email())
            || Objects.nonNull(draft.phone());
    return named ? Optional.of(arrival.withoutVisitor()) : Optional.empty();
  }

  private static Boolean given(Object value) {
    if (value instanceof Boolean given) {
      return given;
    }
    if (GRANTED.equals(value)) {
      return Boolean.TRUE;
    }
    return DENIED.equals(value) ? Boolean.FALSE : null;
  }
}
