package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.tracking.resolver.domain.identity.Consents;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: what is remembered of the people on one device. */
public interface DeviceMemory {

  /** Gives the latest binding at or before a place in the order of events. */
  Optional<Binding> bindingAt(Instant occurredAt, UUID eventId);

  /** Gives the earliest binding behind a place in the order of events. */
  Optional<Binding> bindingAfter(Instant occurredAt, UUID eventId);

  /** Gives the earliest binding. */
  Optional<Binding> firstBinding();

  /** Gives every binding that an event of the device itself made. */
  List<Binding> bindings();

  /** Forgets every binding that a cookie told. */
  void forgetTold();

  /** Gives the ids that clients made up in this browser, as far as they are known. */
  List<Identifier> clients();

  /** Remembers an id that a client made up in this browser. */
  void addClient(Identifier client);

  /** Gives the cookies of the browsers that the client of this id ran in. */
  List<Identifier> browsers();

  /** Remembers the cookie of a browser that the client of this id ran in. */
  void addBrowser(Identifier browser);

  /** Gives when nobody did something last, by name, outside of every visit; empty for never. */
  Optional<Instant> lastOutsideVisits();

  /** Keeps when nobody did something last, by name, outside of every visit. */
  void keepOutsideVisits(Instant at);

  /** Keeps a binding. */
  void bind(Binding binding);

  /** Gives what was said on the device. */
  Consents consents();

  /** Keeps what was said on the device. */
  void keep(Consents consents);

  /** Gives when nobody did something on the device by name; empty when nobody did. */
  Optional<AnonymousPast> anonymousPast();

  /** Keeps what is known of the device's anonymous past. */
  void keep(AnonymousPast past);

  /**
   * When something was done on a device without a name.
   *
   * @param from when first
   * @param until when last, up to a day later, so that a device's row is not written with each
   *     event
   */
  record AnonymousPast(Instant from, Instant until) {

    private static final Duration STEP = Duration.ofDays(1);

    static AnonymousPast of(Instant at) {
      return new AnonymousPast(at, at.truncatedTo(ChronoUnit.DAYS).plus(STEP));
    }

    /** Gives the same with one more event. */
    AnonymousPast with(Instant at) {
      AnonymousPast other = of(at);
      return new AnonymousPast(
          at.isBefore(from) ? at : from, other.until.isAfter(until) ? other.until : until);
    }
  }
}
