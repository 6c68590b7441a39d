package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/**
 * Doubtful events, certain ones and signs of a human under a cap give what the definition gives,
 * whatever arrives first, and whatever turns out to be another person's.
 */
class SignsPropertiesTest {

  private static final String RULE = "plan/rule";
  private static final Instant START = Instant.parse("2026-03-28T18:00:00Z");

  private enum Kind {
    DOUBTFUL,
    CERTAIN,
    SIGN
  }

  /** Times are drawn in quarters of the time that a sign may take, so that ends are often met. */
  record Seed(int quarter, Kind kind, int value, int id) {
    List<Match> rows(int number) {
      Instant at = START.plus(Duration.ofHours(6L * quarter));
      Match match =
          new Match(
              RULE,
              1,
              value == 0 ? null : "mail-" + value,
              at,
              new UUID(((long) id) << 32, number),
              "any",
              at,
              new UUID(7, 7),
              kind == Kind.SIGN ? 0 : 1_000,
              kind == Kind.DOUBTFUL ? Suppression.PROVISIONAL : null);
      return switch (kind) {
        case DOUBTFUL -> List.of(match, Signs.pledge(match));
        case CERTAIN -> List.of(match);
        case SIGN -> List.of(Signs.sign(match));
      };
    }
  }

  @Provide
  Arbitrary<List<List<Match>>> logs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 14),
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers())
        .as(Seed::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .map(
            seeds -> {
              List<List<Match>> log = new ArrayList<>();
              for (int i = 0; i < seeds.size(); i++) {
                log.add(seeds.get(i).rows(i));
              }
              return log;
            });
  }

  @Property(tries = 3_000)
  void givesWhatTheDefinitionGives(
      @ForAll("logs") List<List<Match>> events,
      @ForAll @IntRange(min = 1, max = 2) int awards,
      @ForAll @IntRange(min = 1, max = 6) int quarters,
      @ForAll Random random) {
    Duration window = Duration.ofHours(6L * quarters);
    List<List<Match>> arrivals = new ArrayList<>(events);
    Collections.shuffle(arrivals, random);
    Ledger ledger = new Ledger(new TestCaps().cap(RULE, 1, awards, window));
    MemoryLog log = new MemoryLog();
    long sum = 0;
    List<Match> rows = new ArrayList<>(arrivals.stream().flatMap(List::stream).toList());
    Collections.shuffle(rows, random);
    for (Match row : rows) {
      sum += delta(ledger.insert(row, log));
    }
    int leaving = random.nextInt(arrivals.size());
    List<Entry> gone =
        arrivals.subList(0, leaving).stream().flatMap(List::stream).map(log::of).toList();
    sum += delta(ledger.remove(gone, log));

    List<Match> left =
        arrivals.subList(leaving, arrivals.size()).stream().flatMap(List::stream).toList();
    Map<String, String> expected = definition(left, awards, window);
    assertThat(log.verdicts()).isEqualTo(expected);
    assertThat(sum).isEqualTo(log.total());
    Statistics.label("awarded").collect(log.total() == 0 ? "nothing" : "something");
  }

  /** Recomputes all from the whole log: what is confirmed is judged as if it had been certain. */
  private static Map<String, String> definition(List<Match> rows, int awards, Duration window) {
    List<Instant> signs =
        rows.stream().filter(row -> row.part() == Part.SIGN).map(Match::occurredAt).toList();
    List<Match> judged =
        rows.stream()
            .filter(row -> row.part() == Part.AWARD)
            .map(row -> confirmed(row, signs) ? without(row) : row)
            .collect(Collectors.toList());
    return new TreeMap<>(
        new SlowEvaluator()
            .limit(
                RULE,
                1,
                new SlowEvaluator.Limit(awards, SlowEvaluator.Counts.AWARDS, window.toMillis()))
            .judge(judged));
  }

  private static boolean confirmed(Match click, List<Instant> signs) {
    return click.hold() == Suppression.PROVISIONAL
        && signs.stream()
            .anyMatch(
                at ->
                    at.isAfter(click.occurredAt())
                        && !at.isAfter(click.occurredAt().plusSeconds(86_400)));
  }

  private static Match without(Match click) {
    return new Match(
        click.lineage(),
        click.version(),
        click.capValue(),
        click.occurredAt(),
        click.eventId(),
        click.eventType(),
        click.receivedAt(),
        click.originalPerson(),
        click.potential(),
        null);
  }

  private static long delta(List<EntryChange> changes) {
    return changes.stream().mapToLong(EntryChange::delta).sum();
  }
}
