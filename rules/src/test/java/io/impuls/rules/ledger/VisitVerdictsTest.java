package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** SC-07: only the home page 5, judged at the end of the visit. */
class VisitVerdictsTest {

  private static final String RULE = "b2b/only-home";
  private static final Instant NOON = Instant.parse("2026-03-28T12:00:00Z");

  private final MemoryLog log = new MemoryLog();
  private final Ledger ledger = new Ledger(new TestCaps());
  private int events;

  @Test
  void givesItsPointsOnceAtTheEndOfTheVisit() {
    take(row(Part.ONLY, "v1", 0, 5_000));
    take(row(Part.ONLY, "v1", 60, 5_000));
    assertThat(log.total()).as("not before its end").isZero();

    List<EntryChange> changes = take(row(Part.OVER, "v1", 1_860, 1));

    assertThat(changes)
        .filteredOn(change -> change.match().gives())
        .extracting(EntryChange::delta, change -> change.match().occurredAt())
        .containsExactly(tuple(5_000L, NOON.plusSeconds(1_860)));
    assertThat(log.total()).isEqualTo(5_000);
  }

  @Test
  void givesNothingWhereSomethingElseCounted() {
    take(row(Part.ONLY, "v1", 0, 5_000));
    take(row(Part.OTHER, "v1", 60, 0));
    take(row(Part.ONLY, "v2", 7_200, 5_000));

    take(row(Part.OVER, "v1", 1_860, 1));
    take(row(Part.OVER, "v2", 9_000, 1));

    assertThat(log.total()).as("of the second visit").isEqualTo(5_000);
  }

  @Test
  void whatComesLateTakesThePointsBack() {
    take(row(Part.ONLY, "v1", 0, 5_000));
    take(row(Part.OVER, "v1", 1_860, 1));

    List<EntryChange> changes = take(row(Part.OTHER, "v1", 60, 0));

    assertThat(changes)
        .filteredOn(change -> change.match().gives())
        .extracting(EntryChange::delta, change -> change.after().reason())
        .containsExactly(tuple(-5_000L, Suppression.ANSWERED));
    assertThat(log.total()).isZero();
  }

  @Test
  void aCorrectedEndMovesThePointsAndARetractedVisitGivesNone() {
    take(row(Part.ONLY, "v1", 0, 5_000));
    take(row(Part.OVER, "v1", 1_860, 1));

    List<EntryChange> changes = take(row(Part.OVER, "v1", 2_000, 2));
    assertThat(changes)
        .filteredOn(change -> change.match().gives())
        .extracting(EntryChange::delta, change -> change.match().occurredAt())
        .containsExactlyInAnyOrder(
            tuple(5_000L, NOON.plusSeconds(2_000)), tuple(-5_000L, NOON.plusSeconds(1_860)));
    take(row(Part.OVER, "v1", 1_860, -3));

    assertThat(log.total()).isZero();
  }

  @Test
  void givesThemAgainWhenTheOtherTurnsOutToBeAnothers() {
    Match other = row(Part.OTHER, "v1", 60, 0);
    take(row(Part.ONLY, "v1", 0, 5_000));
    take(row(Part.OVER, "v1", 1_860, 1));
    take(other);

    ledger.remove(List.of(log.of(other)), log);

    assertThat(log.total()).isEqualTo(5_000);
  }

  /**
   * The view may be too old to be kept when the visit is corrected, or its person becomes another.
   */
  @Test
  void whatWasGivenStandsWhereTheViewIsTooOldToBeKept() {
    Match view = row(Part.ONLY, "v1", 0, 5_000);
    take(view);
    take(row(Part.OVER, "v1", 1_860, 1));
    Entry given = given();
    assertThat(ledger.following(List.of(log.of(view), given)))
        .as("it goes where the view goes")
        .containsExactly(given.match().eventId());
    log.remove(view);

    take(row(Part.OVER, "v1", 2_000, 2));

    assertThat(log.total()).isEqualTo(5_000);
    assertThat(ledger.following(List.of(given))).as("it goes by itself").isEmpty();
  }

  @Test
  void theViewsOfAnotherPersonTakeTheirPointsAlong() {
    Match view = row(Part.ONLY, "v1", 0, 5_000);
    take(view);
    take(row(Part.OVER, "v1", 1_860, 1));

    List<EntryChange> changes = ledger.remove(List.of(log.of(view)), log);

    assertThat(changes).allMatch(EntryChange::isGone);
    assertThat(log.total()).isZero();
  }

  @Test
  void aViewThatQuietHoursDeferBeyondTheEndCountsThen() {
    take(row(Part.OVER, "v1", 1_860, 1));
    take(row(Part.ONLY, "v1", 25_000, 5_000));

    assertThat(given().match().occurredAt()).isEqualTo(NOON.plusSeconds(25_000));
  }

  private Entry given() {
    return log.matches().stream()
        .filter(match -> match.part() == Part.ELAPSED)
        .map(log::of)
        .findFirst()
        .orElseThrow();
  }

  @Provide
  Arbitrary<List<Match>> logs() {
    return Combinators.combine(
            Arbitraries.of(Part.ONLY, Part.OTHER, Part.OVER),
            Arbitraries.of("v1", "v2"),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers())
        .as(
            (part, visit, second, id) ->
                match(
                    part,
                    visit,
                    second,
                    part == Part.OVER ? (second + 1) * (id % 5 == 0 ? -1 : 1) : 5_000 + second,
                    id))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .uniqueElements(Match::eventId);
  }

  /** Ends of a visit with the same revision would be the same event: here the time is both. */
  @Property(tries = 3_000)
  void givesWhatTheDefinitionGives(@ForAll("logs") List<Match> drawn, @ForAll Random random) {
    List<Match> arrivals = new ArrayList<>(drawn);
    arrivals.removeIf(
        match ->
            match.part() == Part.OVER
                && drawn.stream()
                    .anyMatch(
                        other ->
                            other != match
                                && other.part() == Part.OVER
                                && other.capValue().equals(match.capValue())
                                && Math.abs(other.potential()) == Math.abs(match.potential())));
    Collections.shuffle(arrivals, random);
    MemoryLog rows = new MemoryLog();
    long sum = 0;
    for (Match match : arrivals) {
      sum += delta(ledger.insert(match, rows));
    }
    int leaving = arrivals.isEmpty() ? 0 : random.nextInt(arrivals.size());
    sum += delta(ledger.remove(arrivals.subList(0, leaving).stream().map(rows::of).toList(), rows));

    List<Match> left = arrivals.subList(leaving, arrivals.size());
    long expected = definition(left, "v1") + definition(left, "v2");
    assertThat(rows.total()).isEqualTo(expected).isEqualTo(sum);
    Statistics.label("given").collect(expected == 0 ? "nothing" : "something");
  }

  /** By the words: the first view's points, if nothing else counted and the visit is over. */
  private static long definition(List<Match> all, String visit) {
    List<Match> rows = all.stream().filter(row -> row.capValue().equals(visit)).toList();
    boolean alone = rows.stream().noneMatch(row -> row.part() == Part.OTHER);
    long end = 0;
    for (Match row : rows) {
      if (row.part() == Part.OVER && Math.abs(row.potential()) > Math.abs(end)) {
        end = row.potential();
      }
    }
    return alone && end > 0
        ? rows.stream()
            .filter(row -> row.part() == Part.ONLY)
            .min(Match.ORDER)
            .map(Match::potential)
            .orElse(0L)
        : 0;
  }

  private static long delta(List<EntryChange> changes) {
    return changes.stream().mapToLong(EntryChange::delta).sum();
  }

  private List<EntryChange> take(Match match) {
    return ledger.insert(match, log);
  }

  private Match row(Part part, String visit, int second, long potential) {
    return match(part, visit, second, potential, ++events);
  }

  private static Match match(Part part, String visit, int second, long potential, int id) {
    Instant at = NOON.plusSeconds(second);
    return new Match(
            RULE,
            1,
            visit,
            at,
            new UUID(1, id),
            part == Part.OVER ? "session.ended" : "page.viewed",
            at,
            new UUID(9, 9),
            potential,
            null)
        .as(part);
  }
}
