package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.rules.ledger.TimeRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a service adds to the person ledger: which rules match, what a change of the ledger means,
 * and what it tells the world. One per task: it may hold the task's stores.
 *
 * @param <S> the service's part of the head record, immutable
 */
public interface LedgerOwner<S> extends StateCodec<S> {

  /**
   * Called once before the first record.
   *
   * @param stores gives the service's own stores by name; what a step puts there is written
   *     together with the ledger's own rows, or not at all
   */
  default void open(Function<String, StagedStore> stores) {}

  /** Gives the state of a person of whom nothing is known. */
  S initial();

  /**
   * Gives the matches of an event under the definitions in force when it occurred; at most one per
   * lineage and counter. One that is dated later than the event counts from then on, which needs a
   * ledger with timers.
   */
  List<Match> match(Event event);

  /** Gives the caps of a workspace's rules. */
  Caps caps(UUID workspace);

  /** Gives what time does by a workspace's rules; asked where the ledger has timers. */
  default TimeRules timeRules(UUID workspace) {
    return TimeRules.NONE;
  }

  /**
   * Lets the verdicts of other entries follow what changed, where one rule's outcome depends on
   * what others gave; stores them, and gives what changed by it.
   *
   * @param changes what the step did so far; the log holds it already
   */
  default List<EntryChange> settle(PersonKey person, List<EntryChange> changes, WholeLog log) {
    return List.of();
  }

  /**
   * Publishes what the changes mean and gives the new state. Never called without changes, unless
   * somebody {@link Turn#joined joins}.
   */
  S apply(Turn<S> turn);

  /**
   * Publishes what an alarm means that the service set with {@link Turn#alarm}, and gives the new
   * state. Nothing else happened: the turn has no changes.
   *
   * @param name what it was set for
   * @param due when
   */
  default S alarmed(Turn<S> turn, String name, Instant due) {
    return turn.state();
  }

  /** Gives the type of the cause of alarms. */
  default String alarmType() {
    return "alarm";
  }

  /**
   * Publishes the end of a person that was merged away and gives the state that stays: usually
   * {@link #initial}. Nothing is published of a person of whom nothing is known.
   */
  S mergedAway(Turn<S> turn, UUID into);

  /**
   * Gives the state with which a person goes on when their oldest matches leave the log. Whatever
   * comes later must give the same as if they had stayed.
   *
   * @param oldest the person's sub-totals so far, then the entries that leave, in the total order
   *     of events; those that stay are later
   */
  default S fold(PersonKey person, S state, List<Entry> oldest) {
    return state;
  }

  /**
   * Gives an entry's match as it goes to another person, where it is judged anew. What its verdict
   * follows from may have left the log: then it has to say by itself what it came to.
   */
  default Match travelling(Entry entry) {
    return entry.match();
  }

  /**
   * Takes those facts out of a log whose place later ones have taken, and what followed from them;
   * nothing of that kind leaves otherwise. The sums stay the same. Asked before {@link #fold}, and
   * only where there are facts.
   *
   * @param oldest as in {@link #fold}
   * @param log the person's
   * @return the facts that left
   */
  default List<Match> outlived(PersonKey person, List<Entry> oldest, MatchLog log) {
    return List.of();
  }

  /**
   * Gives what cannot be found in the log of a person, and so travels beside it when they turn out
   * to be somebody else; {@link #initial} when there is nothing.
   */
  default S remains(S state) {
    return initial();
  }

  /**
   * Gives the next person whose state has to be made anew as definitions changed; asked several
   * times a second, so it looks at some rows only. Each of them is then {@link #renewed}.
   */
  default Optional<Renewal> outdated() {
    return Optional.empty();
  }

  /** Publishes what is another of an {@link #outdated} person and gives the new state. */
  default S renewed(Turn<S> turn) {
    return turn.state();
  }
}
