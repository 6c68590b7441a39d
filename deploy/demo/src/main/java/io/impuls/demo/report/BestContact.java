package io.impuls.demo.report;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One of the contacts with the most points.
 *
 * @param name the person's smallest identifier
 * @param person the person's id
 * @param score points in the plan
 * @param band the band; null when in none
 * @param tags the strongest tags, such as {@code HEART 41}
 * @param reason why the score changed last
 * @param changedAt when what changed it happened
 */
public record BestContact(
    String name,
    UUID person,
    Points score,
    String band,
    List<String> tags,
    String reason,
    Instant changedAt) {

  private static final int SHOWN = 10;
  private static final int TAGS = 3;

  /** Gives the ten best of a plan; ties go to the latest activity, then to the smaller name. */
  static List<BestContact> of(People people, Standings standings, String plan) {
    return people.everybody().stream()
        .map(person -> standings.scores().getOrDefault(person, Map.of()).get(plan))
        .filter(Objects::nonNull)
        .map(last -> contact(people, standings, last))
        .sorted(
            Comparator.comparing(BestContact::score)
                .thenComparing(BestContact::changedAt)
                .reversed()
                .thenComparing(BestContact::name))
        .limit(SHOWN)
        .toList();
  }

  private static BestContact contact(People people, Standings standings, ScoreChange last) {
    return new BestContact(
        people.name(last.person()),
        last.person(),
        last.to(),
        last.bandTo(),
        standings.strongest(last.person(), TAGS).stream()
            .map(tag -> (tag.name() == null ? tag.tag() : tag.name()) + " " + tag.after())
            .toList(),
        reason(last),
        last.occurredAt());
  }

  private static String reason(ScoreChange last) {
    String rules =
        last.entries().stream()
            .map(entry -> "%s %s".formatted(signed(entry.points()), entry.rule()))
            .collect(Collectors.joining(", "));
    return "%s -> %s: %s".formatted(last.from(), last.to(), rules);
  }

  private static String signed(Points points) {
    return points.thousandths() < 0 ? points.toString() : "+" + points;
  }
}
