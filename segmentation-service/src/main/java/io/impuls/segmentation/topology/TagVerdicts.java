package io.impuls.segmentation.topology;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.TagCourse;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.streams.ledger.WholeLog;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the verdicts of a tag's entries in a person's log follow what changed.
 *
 * @param rules the present rules
 * @param log the person's
 */
record TagVerdicts(TagRules rules, WholeLog log) {

  /** Every end of an assignment is its first and only step of time. */
  private static final int END = 1;

  /**
   * Judges a tag anew, stores what turned, and gives it.
   *
   * @param change the first match that is new, changed or gone
   */
  List<EntryChange> settle(String key, Match change) {
    List<EntryChange> settled = new ArrayList<>();
    Match first = change;
    for (Entry over : course(key).overdue()) {
      for (EntryChange ended : log.elapsed(over, END)) {
        settled.add(ended);
        first = TagCourse.first(first, ended.match());
      }
    }
    for (EntryChange turned : course(key).judgedFrom(first)) {
      log.put(turned.after());
      settled.add(turned);
    }
    return settled;
  }

  private TagCourse course(String key) {
    List<Entry> read =
        rules
            .lineages(key)
            .map(all -> all.stream().flatMap(one -> log.counter(one, null).stream()).toList())
            .orElseGet(log::chronological);
    return new TagCourse(
        rules, read.stream().filter(entry -> rules.key(entry.match()).equals(key)).toList());
  }
}
