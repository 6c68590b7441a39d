package io.impuls.streams.ledger;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.JsonSerde;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Matches on their way to the person that they belong to, over the service's own repartition topic.
 * They are judged anew there.
 *
 * @param workspace the tenant
 * @param from the person they were found under
 * @param into the person they belong to
 * @param cause the event behind it: the merge, or the late event itself
 * @param matches what moves; of any number of events
 * @param remains what the log of {@code from} does not show, as the service writes it; null for
 *     nothing. Only the first record of a merge has it
 * @param hops persons passed so far
 * @param move not matches, but what {@code from} was told, who lives on as {@code into}; null
 *     mostly
 */
public record Transfer(
    UUID workspace,
    UUID from,
    UUID into,
    Cause cause,
    List<Match> matches,
    byte[] remains,
    int hops,
    Move move) {

  private static final JsonSerde<Match> MATCH = JsonSerde.of(Match.class);

  /** Most persons that matches pass on their way; more means a circle. */
  public static final int MOST_HOPS = 32;

  /** Largest record, in bytes as written: far below what a broker takes. */
  static final int MOST_BYTES = 512 << 10;

  /** Room in a record for what is not matches. */
  private static final int FRAME_BYTES = 2 << 10;

  /** Matches in a record: what they change is judged and published in one step. */
  private static final int MOST_MATCHES = 400;

  public Transfer {
    matches = matches == null ? List.of() : List.copyOf(matches);
  }

  /** Sends matches on their way. */
  public Transfer(
      UUID workspace,
      UUID from,
      UUID into,
      Cause cause,
      List<Match> matches,
      byte[] remains,
      int hops) {
    this(workspace, from, into, cause, matches, remains, hops, null);
  }

  /** Brings a person a match that no event of theirs gave. */
  public static Transfer to(PersonKey person, Cause cause, Match match) {
    return of(person, person.person(), cause, List.of(match), null);
  }

  /** Gives the first step of matches on their way. */
  static Transfer of(PersonKey from, UUID into, Cause cause, List<Match> matches, byte[] remains) {
    return new Transfer(from.workspace(), from.person(), into, cause, matches, remains, 1);
  }

  /** Gives what {@code from} was told, for whom they live on as. */
  static Transfer passing(PersonKey from, UUID into, Cause cause, Move move, int hops) {
    return new Transfer(from.workspace(), from.person(), into, cause, List.of(), null, hops, move);
  }

  /** Gives the serde of the repartition topic. */
  public static JsonSerde<Transfer> serde() {
    return JsonSerde.of(Transfer.class);
  }

  /** Gives the same in as many records as it takes. */
  List<Transfer> inParts() {
    if (move != null) {
      return List.of(this);
    }
    List<Transfer> parts = new ArrayList<>();
    List<Match> part = new ArrayList<>();
    byte[] beside = remains;
    int bytes = FRAME_BYTES + (beside == null ? 0 : 2 * beside.length);
    for (Match match : matches) {
      int size = size(match);
      if (!part.isEmpty() && (part.size() == MOST_MATCHES || bytes + size > MOST_BYTES)) {
        parts.add(new Transfer(workspace, from, into, cause, part, beside, hops));
        part.clear();
        beside = null;
        bytes = FRAME_BYTES;
      }
      part.add(match);
      bytes += size;
    }
    parts.add(new Transfer(workspace, from, into, cause, part, beside, hops));
    return parts;
  }

  /** As written, with the comma behind it. */
  private static int size(Match match) {
    return MATCH.serialize(null, match).length + 1;
  }

  /** Gives some of it a step further. */
  Transfer onward(UUID next, List<Match> some, byte[] beside) {
    return new Transfer(workspace, from, next, cause, some, beside, hops + 1);
  }
}
