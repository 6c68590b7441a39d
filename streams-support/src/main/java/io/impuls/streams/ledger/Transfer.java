package io.impuls.streams.ledger;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.JsonSerde;
import io.impuls.rules.ledger.Match;
import java.util.List;
import java.util.UUID;

/**
 * Matches on their way to the person that continues, over the service's own repartition topic. They
 * are judged anew there.
 *
 * @param workspace the tenant
 * @param from the person they were found under
 * @param into the person they belong to
 * @param cause the event behind it: the merge, or the late event itself
 * @param matches what moves; of any number of events
 * @param hops aliases followed so far
 */
public record Transfer(
    UUID workspace, UUID from, UUID into, Cause cause, List<Match> matches, int hops) {

  /** Longest chain of aliases that is followed; more means a circle. */
  public static final int MOST_HOPS = 8;

  public Transfer {
    matches = List.copyOf(matches);
  }

  /** Gives the serde of the repartition topic. */
  public static JsonSerde<Transfer> serde() {
    return JsonSerde.of(Transfer.class);
  }

  Transfer onward(UUID next) {
    return new Transfer(workspace, from, next, cause, matches, hops + 1);
  }
}
