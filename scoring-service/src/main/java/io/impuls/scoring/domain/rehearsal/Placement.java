package io.impuls.scoring.domain.rehearsal;

import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Move;
import io.impuls.rules.ledger.Moves;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Whose an event is in the end, by all merges and splits of the rehearsed time. The same moves lead
 * the same way as in the service itself, where they were known before the event came.
 */
public final class Placement {

  /** How often a person may become another: as the service itself. */
  private static final int MOST_HOPS = 8;

  private static final int REMEMBERED = 10_000;

  private final Function<UUID, List<Told>> told;
  private final Map<UUID, Moves> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Moves> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Places by this.
   *
   * @param told gives what a person was told, oldest first
   */
  public Placement(Function<UUID, List<Told>> told) {
    this.told = told;
  }

  /**
   * Tells what a person lost by splits to those they live on as. Needed for everybody before
   * anything is placed.
   *
   * @param tell takes who is told what
   */
  public void passOn(UUID person, BiConsumer<UUID, Told> tell) {
    for (Told one : told.apply(person)) {
      if (one.takesFrom(person)) {
        Optional<UUID> heir = heir(person);
        for (int hop = 0; heir.isPresent() && hop < MOST_HOPS; hop++) {
          tell.accept(heir.get(), one.passedOn());
          heir = heir(heir.get());
        }
      }
    }
  }

  /** Gives whose it is. */
  public UUID owner(UUID published, Deed deed) {
    UUID owner = published;
    Match trace = deed.trace();
    for (int hop = 0; hop <= MOST_HOPS; hop++) {
      Moves.Place place =
          remembered
              .computeIfAbsent(owner, who -> Told.moves(who, told.apply(who)))
              .place(trace, owner);
      if (place.into() == null) {
        return owner;
      }
      owner = place.into();
      trace = place.match();
    }
    return owner;
  }

  private Optional<UUID> heir(UUID person) {
    return Told.moves(person, told.apply(person)).alias().map(Move::into);
  }
}
