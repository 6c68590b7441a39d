package io.impuls.tracking.collector.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.ServerFacts;
import io.impuls.contracts.event.Source;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges one draft: a valid event with its ids, time and server facts, or the reason why not. */
public final class Admission {

  private static final Set<String> DERIVED =
      Set.of(
          EventTypes.PERSON_MERGED,
          EventTypes.PERSON_SPLIT,
          EventTypes.IDENTITY_REVIEW,
          EventTypes.SESSION_STARTED,
          EventTypes.SESSION_ENDED);

  /** What providers and backends know of messages; a public key could make such things up. */
  private static final Set<String> OF_MESSAGES =
      Set.of(
          EventTypes.EMAIL_SENT,
          EventTypes.EMAIL_DELIVERED,
          EventTypes.EMAIL_OPENED,
          EventTypes.EMAIL_CLICKED,
          EventTypes.EMAIL_BOUNCED,
          EventTypes.EMAIL_COMPLAINED,
          EventTypes.EMAIL_UNSUBSCRIBED,
          EventTypes.SMS_SENT,
          EventTypes.SMS_DELIVERED,
          EventTypes.SMS_FAILED,
          EventTypes.SMS_CLICKED,
          EventTypes.SMS_REPLIED,
          EventTypes.SMS_UNSUBSCRIBED);

  private static final Set<String> CANONICAL =
      Set.of(
          EventTypes.PAGE_VIEWED,
          EventTypes.PAGE_ENGAGED,
          EventTypes.SCREEN_VIEWED,
          EventTypes.LINK_CLICKED,
          EventTypes.FILE_DOWNLOADED,
          EventTypes.SEARCH_PERFORMED,
          EventTypes.FORM_SUBMITTED,
          EventTypes.SURVEY_VIEWED,
          EventTypes.SURVEY_STARTED,
          EventTypes.SURVEY_ANSWERED,
          EventTypes.CATEGORY_VIEWED,
          EventTypes.PRODUCT_VIEWED,
          EventTypes.PRODUCT_CLICKED,
          EventTypes.CART_VIEWED,
          EventTypes.CART_ADDED,
          EventTypes.CART_REMOVED,
          EventTypes.CART_UPDATED,
          EventTypes.CHECKOUT_STARTED,
          EventTypes.ORDER_PLACED,
          EventTypes.ORDER_CANCELLED,
          EventTypes.ORDER_REFUNDED,
          EventTypes.WISHLIST_ADDED,
          EventTypes.WISHLIST_REMOVED,
          EventTypes.PERSON_IDENTIFIED,
          EventTypes.CONSENT_CHANGED,
          EventTypes.PERSON_LOGGED_OUT);

  private static final String USER_AGENT = "userAgent";
  private static final String ADDRESS = "ip";

  /** How the agents of all browsers begin, those inside apps among them. */
  private static final String BROWSER = "Mozilla/";

  private final Draft draft;
  private final Arrival arrival;

  /** Judges {@code draft} as part of {@code arrival}. */
  public Admission(Draft draft, Arrival arrival) {
    this.draft = draft;
    this.arrival = arrival;
  }

  /**
   * Gives the event.
   *
   * @throws RefusedException when it is not valid
   */
  public Event event() throws RefusedException {
    String type = type();
    Identity identity = identity(type);
    required(type);
    Occurrence occurrence =
        Occurrence.of(draft.clock(), arrival.receivedAt())
            .orElseThrow(
                () ->
                    refused(
                        RejectionReason.INVALID_TIME,
                        "/timestamp",
                        "must not lie before the year 2000"));
    String source = arrival.source().id();
    String clientId = draft.id();
    if (clientId == null) {
      String device = identity.device().map(Identifier::toString).orElse(null);
      clientId = PayloadHash.idOf(draft, source, device, occurrence.at().toEpochMilli());
    }
    return new Event(
        arrival.source().workspace(),
        Ids.event(arrival.source().workspace(), source, clientId),
        clientId,
        type,
        new Source(source, arrival.source().kind()),
        occurrence.at(),
        arrival.receivedAt(),
        draft.clock(),
        identity,
        draft.page(),
        draft.order(),
        draft.products(),
        draft.properties(),
        draft.traits(),
        TrackingConsent.of(draft),
        context(),
        serverFacts(),
        flags(occurrence),
        PayloadHash.of(draft),
        null);
  }

  private Set<EventFlag> flags(Occurrence occurrence) {
    if (!occurrence.clockAhead()) {
      return draft.flags();
    }
    Set<EventFlag> flags = EnumSet.of(EventFlag.CLOCK_AHEAD);
    flags.addAll(draft.flags());
    return flags;
  }

  private String type() throws RefusedException {
    String sent = draft.type();
    if (sent == null) {
      throw refused(RejectionReason.MISSING_FIELD, "/type", "say what happened");
    }
    if (DERIVED.contains(sent)) {
      throw refused(
          RejectionReason.TYPE_NOT_ALLOWED, "/type", "only Impuls itself makes such events");
    }
    boolean ofMessage = OF_MESSAGES.contains(sent);
    if (ofMessage && arrival.source().kind().opensSession()) {
      throw refused(
          RejectionReason.TYPE_NOT_ALLOWED,
          "/type",
          "a public key cannot tell what became of mail");
    }
    String type =
        ofMessage || CANONICAL.contains(sent) || sent.startsWith(EventTypes.CUSTOM_PREFIX)
            ? sent
            : EventTypes.CUSTOM_PREFIX + sent;
    if (!arrival.source().eventTypes().isEmpty() && !arrival.source().eventTypes().contains(type)) {
      throw refused(
          RejectionReason.TYPE_NOT_ALLOWED, "/type", "this write key may not send this type");
    }
    return type;
  }

  private Identity identity(String type) throws RefusedException {
    String email = name(draft.email()).map(Texts::email).orElse(null);
    if (email != null && !Texts.isEmail(email)) {
      throw refused(RejectionReason.INVALID_FIELD, "/email", "must be one e-mail address");
    }
    String phone = name(draft.phone()).map(Texts::phone).orElse(null);
    if (phone != null && !Texts.isPhone(phone)) {
      throw refused(
          RejectionReason.INVALID_FIELD, "/phone", "must be a phone number, such as +48123456789");
    }
    Identity identity =
        new Identity(
            arrival.visitorId(),
            name(draft.anonymousId()).orElse(null),
            name(draft.userId()).orElse(null),
            email,
            phone,
            draft.recipient());
    if (identity.intakeKey().isEmpty()) {
      throw refused(
          RejectionReason.NO_IDENTITY,
          "",
          "send anonymousId, userId, email or phone: without one it is nobody's event");
    }
    if (type.equals(EventTypes.PERSON_IDENTIFIED) && identity.known().isEmpty()) {
      throw refused(
          RejectionReason.NO_IDENTITY, "", "send userId, email or phone to say who it is");
    }
    return identity;
  }

  private void required(String type) throws RefusedException {
    switch (type) {
      case EventTypes.PAGE_VIEWED, EventTypes.PAGE_ENGAGED -> {
        if (draft.page() == null || draft.page().path() == null) {
          throw refused(
              draft.page() == null || draft.page().url() == null
                  ? RejectionReason.MISSING_FIELD
                  : RejectionReason.INVALID_FIELD,
              "/page/url",
              "send the absolute address of the page");
        }
      }
      case EventTypes.PRODUCT_VIEWED,
          EventTypes.PRODUCT_CLICKED,
          EventTypes.CART_ADDED,
          EventTypes.CART_REMOVED,
          EventTypes.WISHLIST_ADDED,
          EventTypes.WISHLIST_REMOVED -> {
        if (draft.products().isEmpty()) {
          throw refused(RejectionReason.MISSING_FIELD, "/product", "say which product");
        }
      }
      case EventTypes.CONSENT_CHANGED -> {
        if (TrackingConsent.of(draft).isEmpty()) {
          throw refused(
              RejectionReason.MISSING_FIELD,
              "/consent",
              "say which purposes were given or refused");
        }
      }
      case EventTypes.ORDER_PLACED, EventTypes.ORDER_CANCELLED, EventTypes.ORDER_REFUNDED -> {
        if (draft.order() == null) {
          throw refused(RejectionReason.MISSING_FIELD, "/order", "say which order");
        }
      }
      default -> {
        // needs nothing more
      }
    }
  }

  /** The client's own address is shortened wherever it stands. */
  private Map<String, Object> context() {
    if (!(draft.context().get(ADDRESS) instanceof String address)) {
      return draft.context();
    }
    Map<String, Object> context = new LinkedHashMap<>(draft.context());
    String network = Address.network(address);
    if (network == null) {
      context.remove(ADDRESS);
    } else {
      context.put(ADDRESS, network);
    }
    return context;
  }

  /**
   * A server's own agent and address say nothing about the visitor: only what it passed on does.
   */
  private ServerFacts serverFacts() {
    String keyId = arrival.source().keyId();
    String passedOn = draft.context().get(USER_AGENT) instanceof String agent ? agent : null;
    if (arrival.source().kind() == Source.Kind.BACKEND) {
      String address = draft.context().get(ADDRESS) instanceof String ip ? ip : null;
      return new ServerFacts(keyId, passedOn, Address.network(address), null);
    }
    return new ServerFacts(
        keyId,
        agent(passedOn),
        Address.network(arrival.address()),
        arrival.language(),
        arrival.gpc() ? Boolean.TRUE : null,
        arrival.purpose(),
        arrival.dnt() ? Boolean.TRUE : null);
  }

  /** An app's own requests bear the name of an HTTP library, which would make it a robot. */
  private String agent(String passedOn) {
    String seen = arrival.userAgent();
    if (arrival.source().kind() == Source.Kind.APP) {
      return passedOn != null || seen == null || !seen.startsWith(BROWSER) ? passedOn : seen;
    }
    return seen == null ? passedOn : seen;
  }

  private static Optional<String> name(String sent) {
    return Optional.ofNullable(sent).map(Texts::identifier);
  }

  private static RefusedException refused(RejectionReason reason, String field, String detail) {
    return new RefusedException(new Refusal(reason, field, detail));
  }
}
