package io.impuls.tracking.resolver.domain;

import io.impuls.tracking.resolver.domain.identity.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: what is remembered of the visits of one device. */
public interface VisitMemory {

  /** Gives the visit that begins last. */
  Optional<Visit> latest();

  /**
   * Gives the visits that begin before {@code before} and end after {@code after}, latest first.
   */
  List<Visit> visits(Instant after, Instant before);

  /** Keeps a visit. */
  void keep(Visit visit);

  /** Forgets a visit as it was kept; its events stay. */
  void forget(Visit visit);

  /** Gives what the events from one place to another left, both included, in their order. */
  List<Footprint> footprints(Place from, Place to);

  /** Keeps what an event left. */
  void keep(Footprint footprint);
}
