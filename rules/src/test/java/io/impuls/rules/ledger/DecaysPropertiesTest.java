package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Caps say what is awarded, and the table what is left of it at a time, whatever arrives first:
 * events, the time of a step, or the news that an event is another person's.
 */
class DecaysPropertiesTest {

  private static final String RULE = "plan/rule";
  private static final Instant START = Instant.parse("2026-03-28T18:00:00Z");
  private static final int WINDOW = 7;

  /** Few seconds, so that steps and events often meet. */
  record Seed(int second, int points, int id) {
    Match match(int number) {
      Instant at = START.plusSeconds(second);
      return new Match(
          RULE,
          1,
          null,
          at,
          new UUID(((long) id) << 32, number),
          "page.viewed",
          at,
          new UUID(7, 7),
          points * 7L,
          null);
    }
  }

  @Provide
  Arbitrary<List<Match>> logs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(1, 1, 3, -2),
            Arbitraries.integers())
        .as(Seed::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25)
        .map(
            seeds -> {
              List<Match> log = new ArrayList<>();
              for (int i = 0; i < seeds.size(); i++) {
                log.add(seeds.get(i).match(i));
              }
              return log;
            });
  }

  /** Seconds and percent. */
  @Provide
  Arbitrary<TreeMap<Integer, Integer>> tables() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 10),
            Arbitraries.integers().between(1, 10),
            Arbitraries.integers().between(40, 99),
            Arbitraries.integers().between(0, 39))
        .as((first, more, half, rest) -> new TreeMap<>(Map.of(first, half, first + more, rest)));
  }

  @Property(tries = 2_000)
  void whatIsLeftIsWhatTheTableSays(
      @ForAll("logs") List<Match> matches,
      @ForAll("tables") TreeMap<Integer, Integer> table,
      @ForAll Random random) {
    List<Match> arrivals = new ArrayList<>(matches);
    Collections.shuffle(arrivals, random);
    MemoryLog log = new MemoryLog();
    TestAlarms alarms = new TestAlarms();
    Ledger ledger =
        new Ledger(
            new TestCaps().cap(RULE, 1, 2, Duration.ofSeconds(WINDOW)),
            new TestTimeRules().decay(RULE, decay(table)),
            alarms);
    long sum = 0;
    Instant newest = START;
    for (Match match : arrivals) {
      sum += delta(ledger.insert(match, log));
      newest = match.occurredAt().isAfter(newest) ? match.occurredAt() : newest;
      if (random.nextBoolean()) {
        sum += delta(alarms.ring(newest, ledger, log));
      }
    }
    int leaving = random.nextInt(arrivals.size());
    sum += delta(ledger.remove(arrivals.subList(0, leaving).stream().map(log::of).toList(), log));
    int second = random.nextInt(70);
    Instant now = START.plusSeconds(Math.max(second, 40));
    sum += delta(alarms.ring(now, ledger, log));

    List<Match> staying = arrivals.subList(leaving, arrivals.size());
    assertThat(sum).isEqualTo(log.total()).isEqualTo(definition(staying, table, now));
  }

  private static Decay decay(TreeMap<Integer, Integer> table) {
    return new Decay(
        table.entrySet().stream()
            .map(row -> new Decay.Step(Duration.ofSeconds(row.getKey()), row.getValue()))
            .toList());
  }

  /** What each event was awarded, times what is left of it now. */
  private static long definition(
      List<Match> matches, TreeMap<Integer, Integer> table, Instant now) {
    Map<String, String> verdicts =
        new SlowEvaluator()
            .limit(
                RULE, 1, new SlowEvaluator.Limit(2, SlowEvaluator.Counts.AWARDS, WINDOW * 1_000L))
            .judge(matches);
    long sum = 0;
    for (Match match : matches) {
      long awarded = Long.parseLong(verdicts.get(SlowEvaluator.name(match)).split(" ")[0]);
      int age = (int) Duration.between(match.occurredAt(), now).toSeconds();
      Map.Entry<Integer, Integer> row = table.floorEntry(age);
      sum += row == null ? awarded : Math.round(Math.rint(awarded * row.getValue() / 100.0));
    }
    return sum;
  }

  private static long delta(List<EntryChange> changes) {
    return changes.stream().mapToLong(EntryChange::delta).sum();
  }
}
