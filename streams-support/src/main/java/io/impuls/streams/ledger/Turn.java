package io.impuls.streams.ledger;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.MatchLog;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One step of one person's ledger, as the service sees it.
 *
 * @param <S> the service's part of the head record
 */
public final class Turn<S> {

  /** Sets alarms, as {@link Turn#alarm} says. */
  @FunctionalInterface
  interface Alarm {
    void set(String name, Instant before, Instant due);
  }

  private final PersonKey person;
  private final S state;
  private final Cause cause;
  private final List<EntryChange> changes;
  private final Optional<S> joined;
  private final MatchLog matches;
  private final Supplier<List<Entry>> log;
  private final BiConsumer<Topic<?>, Object> sink;
  private final Alarm alarms;
  private long version;

  Turn(
      PersonKey person,
      Head<S> head,
      Cause cause,
      List<EntryChange> changes,
      Optional<S> joined,
      MatchLog matches,
      Supplier<List<Entry>> log,
      BiConsumer<Topic<?>, Object> sink,
      Alarm alarms) {
    this.person = person;
    this.state = head.state();
    this.version = head.version();
    this.cause = cause;
    this.changes = List.copyOf(changes);
    this.joined = joined;
    this.matches = matches;
    this.log = log;
    this.sink = sink;
    this.alarms = alarms;
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

  /**
   * Sets an alarm for the person, upon which {@link LedgerOwner#alarmed} is asked when event time
   * has come to it, in place of the one that was set before under its name.
   *
   * @param before when it was set for so far; null for never
   * @param due when it is to be; null for never
   */
  public void alarm(String name, Instant before, Instant due) {
    if (!Objects.equals(before, due)) {
      alarms.set(name, before, due);
    }
  }

  long version() {
    return version;
  }
}
