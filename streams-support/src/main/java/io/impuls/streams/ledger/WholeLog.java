package io.impuls.streams.ledger;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import java.util.List;

/** A person's log, for verdicts that depend on more than the entries of their own counter. */
public interface WholeLog {

  /**
   * Reads the person's whole retained log in the total order of events, sums of older entries
   * first. Costly: only where it matters.
   */
  List<Entry> chronological();

  /**
   * Reads one counter of a rule, in the order of events, sums of older entries first; costs only
   * what it gives.
   *
   * @param lineage the rule
   * @param capValue value by which the counter counts; null for a rule with one counter
   */
  List<Entry> counter(String lineage, String capValue);

  /** Stores an entry with another verdict. */
  void put(Entry entry);

  /**
   * Gives what passing time does at a time that is known to have passed, as its timer would;
   * nothing when it did already.
   *
   * @param start the entry from which on time passes
   * @param time which end or step, from 1
   */
  List<EntryChange> elapsed(Entry start, int time);
}
