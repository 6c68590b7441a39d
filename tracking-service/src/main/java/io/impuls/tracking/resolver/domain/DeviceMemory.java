package io.impuls.tracking.resolver.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port: what is remembered of one device. */
public interface DeviceMemory {

  /** Gives the latest binding at or before a place in the order of events. */
  Optional<Binding> bindingAt(Instant occurredAt, UUID eventId);

  /** Gives the earliest binding. */
  Optional<Binding> firstBinding();

  /** Keeps a binding. */
  void bind(Binding binding);

  /** Gives what is known of the device's anonymous past. */
  AnonymousPast anonymousPast();

  /** Keeps what is known of the device's anonymous past. */
  void keep(AnonymousPast past);

  /**
   * Gives the visits that begin before {@code before} and end after {@code after}, latest first.
   */
  List<Visit> visits(Instant after, Instant before);

  /** Keeps a visit. */
  void keep(Visit visit);

  /** Forgets a visit as it was kept. */
  void forget(Visit visit);

  /** What became of the events that a device's nobody did. */
  enum AnonymousPast {
    /** There are none. */
    NONE,
    /** There are some, under the anonymous person. */
    OPEN,
    /** There were some; they went to the first known person. */
    MERGED
  }
}
