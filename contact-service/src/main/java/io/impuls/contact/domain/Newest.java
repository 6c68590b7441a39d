package io.impuls.contact.domain;

import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.tag.TagChange;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Collapses a batch of changes to the newest of each thing: a statement writes a row once. */
public final class Newest {

  private Newest() {}

  /** Gives the newest change of each person and plan, by (epoch, version), sorted by that key. */
  public static List<ScoreChange> scores(List<ScoreChange> changes) {
    return newest(
        changes,
        c -> c.workspace() + "|" + c.person() + "|" + c.plan(),
        Comparator.comparingInt(ScoreChange::epoch).thenComparingLong(ScoreChange::version));
  }

  /** Gives the newest change of each person and tag, by (epoch, version), sorted by that key. */
  public static List<TagChange> tags(List<TagChange> changes) {
    return newest(
        changes,
        c -> c.workspace() + "|" + c.person() + "|" + c.tag(),
        Comparator.comparingInt(TagChange::epoch).thenComparingLong(TagChange::version));
  }

  private static <C> List<C> newest(
      List<C> changes, Function<C, String> key, Comparator<C> byVersion) {
    Map<String, C> kept =
        changes.stream()
            .collect(
                Collectors.toMap(
                    key, c -> c, (a, b) -> byVersion.compare(a, b) >= 0 ? a : b, TreeMap::new));
    return List.copyOf(kept.values());
  }
}
