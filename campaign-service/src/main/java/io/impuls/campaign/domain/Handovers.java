package io.impuls.campaign.domain;

import java.util.Optional;

/** Port: sends on their way out. Of all instances one hands over at a time. */
public interface Handovers {

  /**
   * Whether this instance is the one that hands over. On becoming it, sends that another left in
   * the middle become unknown.
   */
  boolean lead();

  /** Lets another instance take over. */
  void resign();

  /** Takes the next reserved send and marks it as being handed over, if it may still leave. */
  Optional<Outgoing> next();

  /** Keeps what became of handing it over. May be repeated. */
  void settle(Outgoing outgoing, Handover handover);
}
