package io.impuls.scoring.domain;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;

/** Machines score nothing (semantics 3.28). */
final class Robots {

  private Robots() {}

  static boolean is(Event event) {
    return event.resolution() != null
        && event.resolution().agent().verdict() == Agent.Verdict.MACHINE;
  }
}
