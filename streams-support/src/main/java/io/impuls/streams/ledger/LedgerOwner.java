package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Match;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What a service adds to the person ledger: which rules match, what a change of the ledger means,
 * and what it tells the world. One per task: it may hold the task's stores.
 *
 * @param <S> the service's part of the head record, immutable
 */
public interface LedgerOwner<S> extends StateCodec<S> {

  /** Called once before the first record, to get the service's own stores. */
  default void init(ProcessorContext<String, Object> context) {}

  /** Gives the state of a person of whom nothing is known. */
  S initial();

  /**
   * Gives the matches of an event under the definitions in force when it occurred; at most one per
   * lineage.
   */
  List<Match> match(Event event);

  /** Gives the caps of a workspace's rules. */
  Caps caps(UUID workspace);

  /** Publishes what the changes mean and gives the new state. Never called without changes. */
  S apply(Turn<S> turn);

  /**
   * Publishes the end of a person that was merged away and gives the state that stays: usually
   * {@link #initial}.
   */
  S mergedAway(Turn<S> turn, UUID into);
}
