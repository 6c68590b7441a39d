package io.impuls.segmentation.domain;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Match.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sums ledger changes up by tag, so that one event gives at most one change of each tag however
 * many rules give it; what passing time had done before, and nobody was told yet, comes first.
 */
public final class TagMoves {

  private static final Comparator<EntryChange> ORDER =
      Comparator.comparing(change -> Entry.silent(change.match()), TagCourse.ORDER);

  private TagMoves() {}

  /** Gives the moves in the order of the tags' keys; tags whose sum stays are left out. */
  public static List<TagMove> of(Collection<EntryChange> changes, TagRules rules) {
    Map<String, List<EntryChange>> byTag = new TreeMap<>();
    for (EntryChange change : changes) {
      String key = rules.key(change.match());
      if (change.delta() != 0 && !key.isEmpty()) {
        byTag.computeIfAbsent(key, one -> new ArrayList<>()).add(change);
      }
    }
    List<TagMove> moves = new ArrayList<>();
    byTag.forEach(
        (key, all) -> {
          all.sort(ORDER);
          int before = toldFirst(all);
          sum(key, all.subList(0, before), rules).ifPresent(moves::add);
          sum(key, all.subList(before, all.size()), rules).ifPresent(moves::add);
        });
    return moves;
  }

  /**
   * Gives how many changes lead to an end that is new, with nothing but new things behind it. Where
   * older verdicts turn, too, only the sum of all is a state that the tag was in.
   */
  private static int toldFirst(List<EntryChange> ordered) {
    for (int last = ordered.size() - 2; last >= 0; last--) {
      if (!ordered.get(last + 1).isNew()) {
        return 0;
      }
      if (ordered.get(last).isNew() && passed(ordered.get(last))) {
        return last + 1;
      }
    }
    return 0;
  }

  private static Optional<TagMove> sum(String key, List<EntryChange> some, TagRules rules) {
    return some.stream()
        .map(change -> move(key, change, rules))
        .reduce(TagMove::plus)
        .filter(move -> move.thousandths() != 0);
  }

  private static TagMove move(String key, EntryChange change, TagRules rules) {
    Match match = change.match();
    Optional<TagRule> rule = rules.rule(match);
    return new TagMove(
        rules.shown(key, rule),
        change.delta(),
        rule.map(TagRule::id).orElse(null),
        rule.map(TagRule::version).orElse(0),
        rules.origin(match),
        passed(change) ? Optional.of(change) : Optional.empty());
  }

  private static boolean passed(EntryChange change) {
    return change.match().part() == Part.EXPIRED && change.delta() < 0 && !change.isGone();
  }
}
