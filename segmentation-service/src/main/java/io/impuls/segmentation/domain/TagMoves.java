package io.impuls.segmentation.domain;

import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums ledger changes up by tag, so that one event gives at most one change of each tag however
 * many rules give it.
 */
public final class TagMoves {

  private TagMoves() {}

  /** Gives the moves in the order of the tags' keys; tags whose sum stays are left out. */
  public static List<TagMove> of(Collection<EntryChange> changes, TagRules rules) {
    Map<String, TagMove> byTag = new TreeMap<>();
    for (EntryChange change : changes) {
      if (change.delta() != 0) {
        Match match = change.match();
        TagRule rule = rules.version(match.lineage(), match.version());
        byTag.merge(
            rule.tag().key(),
            new TagMove(rule.tag(), change.delta(), rule.id(), rule.version()),
            TagMove::plus);
      }
    }
    return byTag.values().stream().filter(move -> move.thousandths() != 0).toList();
  }
}
