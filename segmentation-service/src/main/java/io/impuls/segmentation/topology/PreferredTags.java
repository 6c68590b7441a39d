package io.impuls.segmentation.topology;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.matrix.Matrices;
import io.impuls.segmentation.domain.matrix.Preference;
import io.impuls.streams.ledger.WholeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Lets the tags of preferred categories follow what a person looks at.
 *
 * @param matrices by which shares
 * @param person whose
 * @param log the person's
 */
record PreferredTags(Matrices matrices, UUID person, WholeLog log) {

  /** Judges from the first change on, stores what turned, and gives it. */
  List<EntryChange> settle(List<EntryChange> changes) {
    Map<String, List<Match>> changed = new TreeMap<>();
    for (EntryChange change : changes) {
      Match match = change.match();
      Preference.looks(match)
          .ifPresent(looks -> changed.computeIfAbsent(looks, one -> new ArrayList<>()).add(match));
    }
    List<EntryChange> turned = new ArrayList<>();
    changed.forEach(
        (looks, matches) -> {
          List<Entry> looked = log.counter(looks, null);
          for (Preference one : matrices.preferences(looked)) {
            turned.addAll(one.turned(person, log.counter(one.lineage(), null), matches));
          }
        });
    turned.forEach(change -> log.put(change.after()));
    return turned;
  }
}
