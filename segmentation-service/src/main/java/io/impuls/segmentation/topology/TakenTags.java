package io.impuls.segmentation.topology;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.matrix.DayOfTags;
import io.impuls.streams.ledger.WholeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the tags that matrices take from what a person looks at to the limit of each day.
 *
 * @param log the person's
 */
record TakenTags(WholeLog log) {

  /** Judges the days anew that changes are of, stores what turned, and gives it. */
  List<EntryChange> settle(List<EntryChange> changes) {
    Map<String, Map<String, List<Match>>> days = new TreeMap<>();
    for (EntryChange change : changes) {
      Match match = change.match();
      DayOfTags.caughtBeside(match)
          .filter(lineage -> !match.subTotal())
          .ifPresent(
              lineage ->
                  days.computeIfAbsent(lineage, one -> new TreeMap<>())
                      .computeIfAbsent(match.capValue(), day -> new ArrayList<>())
                      .add(match));
    }
    List<EntryChange> turned = new ArrayList<>();
    days.forEach(
        (lineage, byDay) ->
            byDay.forEach((day, changed) -> turned.addAll(settle(lineage, day, changed))));
    return turned;
  }

  private List<EntryChange> settle(String lineage, String day, List<Match> changed) {
    List<Match> caught =
        log.counter(lineage, day).stream()
            .map(Entry::match)
            .filter(match -> !match.subTotal())
            .toList();
    DayOfTags tags = new DayOfTags(caught);
    List<EntryChange> turned = new ArrayList<>();
    for (String taken : tags.affected(changed)) {
      for (Entry entry : log.counter(taken, day)) {
        Entry judged = tags.judged(entry);
        if (!judged.equals(entry)) {
          log.put(judged);
          turned.add(new EntryChange(entry, judged));
        }
      }
    }
    return turned;
  }
}
