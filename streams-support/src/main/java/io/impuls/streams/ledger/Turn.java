package io.impuls.streams.ledger;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.MatchLog;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One step of one person's ledger, as the service sees it.
 *
 * @param <S> the service's part of the head record
 */
public final class Turn<S> {

  private final PersonKey person;
  private final S state;
  private final Cause cause;
  private final List<EntryChange> changes;
  private final Optional<S> joined;
  private final MatchLog matches;
  private final Supplier<List<Entry>> log;
  private final BiConsumer<Topic<?>, Object> sink;
  private long version;

  Turn(
      PersonKey person,
      Head<S> head,
      Cause cause,
      List<EntryChange> changes,
      Optional<S> joined,
      MatchLog matches,
      Supplier<List<Entry>> log,
      BiConsumer<Topic<?>, Object> sink) {
    this.person = person;
    this.state = head.state();
    this.version = head.version();
    this.cause = cause;
    this.changes = List.copyOf(changes);
    this.joined = joined;
    this.matches = matches;
    this.log = log;
    this.sink = sink;
  }

  /** Gives whose ledger it is. */
  public PersonKey person() {
    return person;
  }

  /** Gives the state before. */
  public S state() {
    return state;
  }

  /** Gives the event behind the step. */
  public Cause cause() {
    return cause;
  }

  /** Gives the entries that are new or changed; the log holds them already. */
  public List<EntryChange> changes() {
    return changes;
  }

  /**
   * Gives what remained of another person (see {@link LedgerOwner#remains}) that lives on as this
   * one; empty when nobody joins in this step.
   */
  public Optional<S> joined() {
    return joined;
  }

  /**
   * Gives the person's log, with what is new. The service may put entries there that follow from
   * others ({@code TRAIT}), and takes them out itself.
   */
  public MatchLog matches() {
    return matches;
  }

  /**
   * Reads the person's whole retained log in the total order of events. Costly: only when order
   * matters and the step was late.
   */
  public List<Entry> chronologicalLog() {
    return log.get();
  }

  /** Takes the next number of the person's changes, from 1. */
  public long nextVersion() {
    return ++version;
  }

  /**
   * Publishes a record under the person's key when the step is complete. The topology needs a sink
   * named like the topic.
   */
  public <V> void emit(Topic<V> topic, V value) {
    sink.accept(topic, value);
  }

  long version() {
    return version;
  }
}
