package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ids that clients made up in one browser, beside its cookie. An event that carries both says
 * that they are of one device; from then on, whoever shows themself by the cookie did so by the
 * client's id, too, at the same place in the order of events. The client's id tells the cookie
 * nothing: a server that makes one up for many visitors would make them one.
 */
final class BrowserClients {

  /** Most ids of one browser that are told; a client makes one, and again when storage is lost. */
  static final int MOST_CLIENTS = 20;

  /** An id that comes with more cookies than this is no device's, and nobody by it. */
  static final int MOST_BROWSERS = 5;

  private BrowserClients() {}

  /** Remembers which ids came together in an event, and gives what is to be told of it. */
  static List<DeviceLogin> meet(Event event, DeviceMemory memory) {
    Identity identity = event.identity();
    if (identity.visitorId() == null
        || identity.anonymousId() == null && identity.known().isEmpty()) {
      return List.of();
    }
    Identifier browser = new Identifier(Kind.VISITOR, identity.visitorId());
    List<DeviceLogin> told = new ArrayList<>();
    List<Identifier> clients = memory.clients();
    if (identity.anonymousId() != null && clients.size() < MOST_CLIENTS) {
      Identifier client = new Identifier(Kind.ANONYMOUS_ID, identity.anonymousId());
      if (!clients.contains(client)) {
        memory.addClient(client);
        memory.bindings().forEach(b -> told.add(DeviceLogin.of(event, client, browser, b)));
      }
    }
    if (!identity.known().isEmpty()) {
      Binding login = new Binding(event.occurredAt(), event.eventId(), identity.known().get(0));
      clients.forEach(client -> told.add(DeviceLogin.of(event, client, browser, login)));
    }
    return told;
  }

  /**
   * Whether what a cookie tells is to be believed and new. When an id turns out to be no device's,
   * what it was told is forgotten.
   */
  static boolean believed(DeviceLogin told, DeviceMemory memory) {
    List<Identifier> browsers = memory.browsers();
    if (browsers.size() > MOST_BROWSERS) {
      return false;
    }
    if (!browsers.contains(told.browser())) {
      memory.addBrowser(told.browser());
      if (browsers.size() == MOST_BROWSERS) {
        memory.forgetTold();
        return false;
      }
    }
    Place place = new Place(told.login().occurredAt(), told.login().eventId());
    Optional<Binding> before = memory.bindingAt(place.occurredAt(), place.eventId());
    return before
        .filter(b -> new Place(b.occurredAt(), b.eventId()).compareTo(place) == 0)
        .isEmpty();
  }
}
