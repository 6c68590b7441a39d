package io.impuls.tracking.collector.protocol;

import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import java.util.Optional;

/** Port: what was refused goes through the protocol that refused it once more. */
public interface Replay {

  /** Whether events come by this route in the protocol. */
  boolean serves(String route);

  /**
   * Gives the protocol's judgement on a refused event.
   *
   * @param refused the event and what is known of its request
   * @param source whose event it shall be
   */
  Judgement judge(RefusedRequest refused, TrackingSource source);

  /** Gives the source of what comes by this route, where the route itself says so. */
  default Optional<TrackingSource> sourceOf(String route) {
    return Optional.empty();
  }
}
