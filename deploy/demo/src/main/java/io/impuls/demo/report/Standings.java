package io.impuls.demo.report;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.tag.TagChange;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Where everybody stands by the last change records: scores by plan and tag scores by tag. People
 * who were merged away stand nowhere.
 *
 * @param scores last score change by person and plan
 * @param tags last tag change by person and tag
 */
public record Standings(
    Map<UUID, Map<String, ScoreChange>> scores, Map<UUID, Map<String, TagChange>> tags) {

  /** Works out the standings from all changes. */
  public static Standings of(Collection<ScoreChange> scores, Collection<TagChange> tags) {
    Map<UUID, Map<String, ScoreChange>> lastScores = new HashMap<>();
    scores.stream()
        .sorted(Comparator.comparingInt(ScoreChange::epoch).thenComparing(ScoreChange::version))
        .forEach(
            change ->
                lastScores
                    .computeIfAbsent(change.person(), p -> new TreeMap<>())
                    .put(change.plan(), change));
    lastScores.values().forEach(plans -> plans.values().removeIf(c -> c.mergedInto() != null));
    Map<UUID, Map<String, TagChange>> lastTags = new HashMap<>();
    tags.stream()
        .sorted(Comparator.comparingInt(TagChange::epoch).thenComparing(TagChange::version))
        .forEach(
            change ->
                lastTags
                    .computeIfAbsent(change.person(), p -> new TreeMap<>())
                    .put(change.tag(), change));
    lastTags
        .values()
        .forEach(held -> held.values().removeIf(c -> c.mergedInto() != null || c.after() == null));
    return new Standings(lastScores, lastTags);
  }

  /** Gives a person's score in a plan; zero when nothing was ever given. */
  public Points score(UUID person, String plan) {
    ScoreChange last = scores.getOrDefault(person, Map.of()).get(plan);
    return last == null ? Points.ZERO : last.to();
  }

  /** Gives a person's tags, strongest first, ties by name. */
  public List<TagChange> strongest(UUID person, int most) {
    return tags.getOrDefault(person, Map.of()).values().stream()
        .sorted(Comparator.comparing(TagChange::after).reversed().thenComparing(TagChange::tag))
        .limit(most)
        .toList();
  }
}
