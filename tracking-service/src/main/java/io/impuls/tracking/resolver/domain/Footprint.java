package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.time.Duration;
import java.time.Instant;

/**
 * What an event leaves in its visit. Kept for as long as the visit, so that the visit can be told
 * anew when an earlier event comes to light.
 *
 * @param place where it stands in the order of events
 * @param receivedAt when it was received
 * @param source who sent it
 * @param act what it does to the course of a visit
 * @param url hash of the address viewed in a browser; null for everything else
 * @param path path of the page, cut; null without a page
 * @param origin how its page was come to; null without a page
 * @param click what tells the campaign's click that led to it; null for none
 * @param phrase what was searched for; null for nothing
 * @param sight how long its page was looked at; null when it does not say
 * @param interests what it shows interest in
 * @param cart what it did to the cart; null for nothing
 * @param repeated whether it was published as a view that fired twice
 */
public record Footprint(
    Place place,
    Instant receivedAt,
    Source source,
    Act act,
    Long url,
    String path,
    VisitSource origin,
    String click,
    String phrase,
    Sight sight,
    Interests interests,
    CartStep cart,
    boolean repeated) {

  /** What an event does to the course of a visit. */
  public enum Act {
    /** A page or screen came into sight: a click that led to it can begin a visit. */
    VIEW,
    /** Tells of a page that came into sight before. */
    ENGAGED,
    /** Ends the visit at once. */
    LOGOUT,
    OTHER
  }

  /** The same address viewed again within this time was viewed once (semantics 3.2). */
  public static final Duration DOUBLE_FIRE = Duration.ofSeconds(2);

  /** Characters of a path that are kept. */
  private static final int LONGEST_PATH = 500;

  public Footprint {
    interests = interests == null ? Interests.NONE : interests;
  }

  /** Gives what an event leaves. */
  static Footprint of(Event event, VisitOrigins.Origin origin) {
    boolean onPage = event.page() != null;
    return new Footprint(
        new Place(event.occurredAt(), event.eventId()),
        event.receivedAt(),
        event.source(),
        act(event.type()),
        url(event),
        onPage ? path(event.page().path()) : null,
        onPage ? origin.source() : null,
        origin.click(),
        origin.source() == null ? null : origin.source().phrase(),
        Sight.of(event),
        Interests.of(event),
        CartStep.of(event),
        false);
  }

  /** Gives the same, published as a view that fired twice. */
  Footprint asRepeated() {
    return new Footprint(
        place,
        receivedAt,
        source,
        act,
        url,
        path,
        origin,
        click,
        phrase,
        sight,
        interests,
        cart,
        true);
  }

  /** Whether it happened so near to another view that the two can be one. */
  boolean isNear(Instant view) {
    return Duration.between(view, place.occurredAt()).abs().compareTo(DOUBLE_FIRE) <= 0;
  }

  private static Act act(String type) {
    return switch (type) {
      case EventTypes.PAGE_VIEWED, EventTypes.SCREEN_VIEWED -> Act.VIEW;
      case EventTypes.PAGE_ENGAGED -> Act.ENGAGED;
      case EventTypes.PERSON_LOGGED_OUT -> Act.LOGOUT;
      default -> Act.OTHER;
    };
  }

  private static Long url(Event event) {
    return event.type().equals(EventTypes.PAGE_VIEWED)
            && event.source().kind() == Source.Kind.BROWSER
            && event.page() != null
            && event.page().url() != null
        ? hash(event.page().url())
        : null;
  }

  private static String path(String path) {
    return path == null || path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH);
  }

  /** FNV-1a over characters, 64 bit: {@link String#hashCode} would take two pages for one. */
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
