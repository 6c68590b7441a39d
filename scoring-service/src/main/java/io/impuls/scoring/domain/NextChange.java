package io.impuls.scoring.domain;

import io.impuls.contracts.Points;
import io.impuls.rules.ledger.Basis;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Fade;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Wait;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What passing time alone will do to a score, if nothing else happens.
 *
 * @param at when
 * @param points points that it will move the score by
 * @param rule id of the rule; null where points that go all the time make another band of the score
 */
public record NextChange(Instant at, Points points, String rule) {

  /**
   * Gives the next one of a plan, and of its bands where points go all the time; empty when time
   * alone changes nothing, and for bands when points along a line are all gone before.
   *
   * @param shown where the person stands {@code now}
   * @param log the person's retained entries, oldest first
   */
  public static Optional<NextChange> of(
      PlanVersions plans, String plan, PlanScore shown, List<Entry> log, Instant now) {
    return Stream.concat(
            of(plans, plan, log, now).stream(),
            ofBands(plans, plan, shown, now)
                .filter(next -> linesGoOn(plans, plan, log, now, next.at()))
                .stream())
        .min(Comparator.comparing(NextChange::at));
  }

  /**
   * Whether no award that goes along a line is over between two instants: the sums know of that
   * only when it is a row of the ledger, and what they say of later is not true until then.
   */
  private static boolean linesGoOn(
      PlanVersions plans, String plan, List<Entry> log, Instant from, Instant until) {
    return log.stream()
        .filter(entry -> Lineage.parse(entry.match().lineage()).plan().equals(plan))
        .filter(entry -> !Basis.of(entry, plans).equals(Basis.ZERO))
        .map(Entry::match)
        .filter(match -> match.part() == Match.Part.AWARD && !match.subTotal())
        .flatMap(
            match ->
                plans
                    .decayOf(match.lineage(), match.version())
                    .filter(decay -> decay.fade() instanceof Fade.Linear)
                    .map(decay -> decay.due(match.occurredAt(), 1))
                    .stream())
        .noneMatch(end -> end.isAfter(from) && end.isBefore(until));
  }

  /** Where the search for the next band only rests, there is nothing to be told. */
  private static Optional<NextChange> ofBands(
      PlanVersions plans, String plan, PlanScore shown, Instant now) {
    Course course = shown.course();
    if (course == null || course.next() == null || !course.next().isAfter(now)) {
      return Optional.empty();
    }
    PlanScore next = new Scorekeeper(plans).next(plan, shown);
    return Objects.equals(next.band(), shown.band())
        ? Optional.empty()
        : Optional.of(
            new NextChange(course.next(), new Points(next.score() - shown.score()), null));
  }

  /**
   * Gives the next one of a plan; empty when time alone changes nothing.
   *
   * @param log the person's retained entries, oldest first
   */
  public static Optional<NextChange> of(
      PlanVersions plans, String plan, List<Entry> log, Instant now) {
    List<Entry> entries =
        log.stream()
            .filter(entry -> Lineage.parse(entry.match().lineage()).plan().equals(plan))
            .toList();
    List<Match> matches = entries.stream().map(Entry::match).filter(Match::waits).toList();
    return Stream.concat(
            matches.stream().filter(Match::starts).map(start -> of(plans, start, matches, now)),
            entries.stream()
                .filter(entry -> entry.match().part() == Match.Part.AWARD)
                .filter(entry -> entry.awarded() != 0 && !entry.match().subTotal())
                .map(award -> of(plans, award, now)))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(NextChange::at));
  }

  private static Optional<NextChange> of(PlanVersions plans, Entry award, Instant now) {
    Match match = award.match();
    Optional<Decay> decay =
        plans
            .decayOf(match.lineage(), match.version())
            .filter(one -> one.fade() == null && one.concerns(award.awarded()));
    return decay.stream()
        .flatMap(steps -> IntStream.rangeClosed(1, steps.steps().size()).boxed())
        .filter(step -> decay.get().due(match.occurredAt(), step).isAfter(now))
        .findFirst()
        .map(
            step ->
                new NextChange(
                    decay.get().due(match.occurredAt(), step),
                    new Points(decay.get().change(award.awarded(), step)),
                    Lineage.parse(match.lineage()).rule()));
  }

  private static Optional<NextChange> of(
      PlanVersions plans, Match start, List<Match> matches, Instant now) {
    Optional<Wait> wait = plans.waitOf(start.lineage(), start.version());
    boolean answered =
        matches.stream()
            .filter(Match::answers)
            .filter(other -> other.lineage().equals(start.lineage()))
            .filter(other -> Objects.equals(other.capValue(), start.capValue()))
            .anyMatch(other -> other.occurredAt().isAfter(start.occurredAt()));
    if (wait.isEmpty() || answered) {
      return Optional.empty();
    }
    for (int time = 1; time <= wait.get().times(); time++) {
      Instant due = wait.get().due(start.occurredAt(), time);
      if (due.isAfter(now) && plans.gives(start.lineage(), due)) {
        return Optional.of(
            new NextChange(
                due, new Points(start.potential()), Lineage.parse(start.lineage()).rule()));
      }
    }
    return Optional.empty();
  }
}
