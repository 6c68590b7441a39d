package io.impuls.campaign.domain;

import java.util.Optional;
import java.util.UUID;

/** Port: decides about occasions and keeps the one send of each campaign and person. */
public interface Ledger {

  /**
   * Decides about an occasion and keeps the send; nothing when the person has the campaign's send
   * already or the campaign does not want it. May be repeated.
   */
  Optional<Decision> decide(UUID workspace, String campaign, Occasion occasion);

  /** Decides again about at most {@code limit} waiting sends that are due; gives how many. */
  int decideAgain(int limit);
}
