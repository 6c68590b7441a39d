package io.impuls.campaign.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Settles the sends of two persons who turned out to be one, for one campaign. Whatever was handed
 * over stays a fact, and then nothing more is sent; of two that were not, one goes on.
 */
public final class MergedSends {

  private MergedSends() {}

  /**
   * Gives the sends that change, in the order in which they must be kept (what frees a mailbox
   * comes first).
   *
   * @param from send of the person that ceases
   * @param into send of the survivor; null for none
   */
  public static List<Send> settle(Send from, Send into, UUID survivor, Instant now) {
    if (into == null) {
      return List.of(from.movedTo(survivor, now));
    }
    int ranksFrom = rank(from);
    int ranksInto = rank(into);
    List<Send> changed = new ArrayList<>(2);
    if (ranksFrom == MADE && ranksInto == MADE) {
      return changed;
    }
    if (ranksFrom == MADE) {
      changed.add(into.closedByMerge());
      return changed;
    }
    if (ranksFrom > NOTHING) {
      changed.add(from.closedByMerge());
    }
    if (ranksFrom > ranksInto) {
      changed.add(into.startedAnew(from.occasion(), from.usefulUntil(), now));
    } else {
      Send again = into.reconsidered(now);
      if (!again.equals(into)) {
        changed.add(again);
      }
    }
    return changed;
  }

  private static final int NOTHING = 0;
  private static final int MADE = 3;

  private static int rank(Send send) {
    return switch (send.state()) {
      case WAITING -> 1;
      case RESERVED -> 2;
      case HANDING_OFF, SENT, UNKNOWN -> MADE;
      case FAILED -> send.progress().reason().kind().countsAsMade() ? MADE : NOTHING;
    };
  }
}
