package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.ledger.Match.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * What the definition of absence says (3.7) is what comes out, whatever arrives first: starts,
 * answers, the end of a wait, or the news that a match is another person's.
 */
class AbsencesPropertiesTest {

  private static final String RULE = "plan/rule";
  private static final Instant START = Instant.parse("2026-03-28T18:00:00Z");
  private static final Instant LONG_AFTER = START.plus(Duration.ofDays(1));

  /** Waits of two versions, in seconds. */
  record Drawn(int within, int times, int laterWithin, int laterTimes) {
    int withinOf(Match start) {
      return start.version() == 1 ? within : laterWithin;
    }

    int timesOf(Match start) {
      return start.version() == 1 ? times : laterTimes;
    }

    TimeRules engine() {
      return new TestTimeRules()
          .rule(RULE, 1, Duration.ofSeconds(within), times)
          .rule(RULE, 2, Duration.ofSeconds(laterWithin), laterTimes);
    }
  }

  /** Few seconds, so that ends of waits are often met exactly. */
  record Seed(int second, Part part, int value, int id) {
    Match match(int number) {
      Instant at = START.plusSeconds(second);
      return new Match(
              RULE,
              second < 20 ? 1 : 2,
              value == 0 ? null : "mail-" + value,
              at,
              new UUID(((long) id) << 32, number),
              "any",
              at,
              new UUID(7, 7),
              part == Part.ANSWER ? 0 : -1_000,
              null)
          .as(part);
    }
  }

  @Provide
  Arbitrary<List<Match>> logs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(Part.START, Part.ANSWER, Part.RESTART),
            Arbitraries.integers().between(0, 1),
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

  @Provide
  Arbitrary<Drawn> waits() {
    Arbitrary<Integer> within = Arbitraries.integers().between(1, 15);
    Arbitrary<Integer> times = Arbitraries.integers().between(1, 3);
    return Combinators.combine(within, times, within, times).as(Drawn::new);
  }

  @Property(tries = 3_000)
  void givesWhatTheDefinitionGives(
      @ForAll("logs") List<Match> matches, @ForAll("waits") Drawn waits, @ForAll Random random) {
    List<Match> arrivals = new ArrayList<>(matches);
    Collections.shuffle(arrivals, random);
    int leaving = random.nextInt(arrivals.size());
    MemoryLog log = new MemoryLog();
    TestAlarms alarms = new TestAlarms();
    Ledger ledger = new Ledger(new TestCaps(), waits.engine(), alarms);
    long sum = 0;
    Instant newest = START;
    for (Match match : arrivals) {
      sum += delta(ledger.insert(match, log));
      newest = match.occurredAt().isAfter(newest) ? match.occurredAt() : newest;
      if (random.nextBoolean()) {
        sum += delta(alarms.ring(newest, ledger, log));
      }
    }
    if (random.nextBoolean()) {
      sum += delta(alarms.ring(LONG_AFTER, ledger, log));
    }
    List<Match> gone = arrivals.subList(0, leaving);
    sum += delta(ledger.remove(gone.stream().map(log::of).toList(), log));
    sum += delta(alarms.ring(LONG_AFTER, ledger, log));

    TreeSet<String> expected = definition(arrivals.subList(leaving, arrivals.size()), waits);
    List<String> given =
        log.matches().stream()
            .filter(match -> match.part() == Part.ELAPSED)
            .map(match -> match.occurredAt() + " " + match.capValue())
            .sorted()
            .toList();
    assertThat(given).isEqualTo(List.copyOf(expected).stream().map(this::shown).sorted().toList());
    assertThat(sum).isEqualTo(given.size() * -1_000L).isEqualTo(log.total());
    Statistics.label("given").collect(given.isEmpty() ? "nothing" : "something");
  }

  /** Recomputes all from the whole log, by the words of the definition. */
  private static TreeSet<String> definition(List<Match> matches, Drawn waits) {
    TreeSet<String> given = new TreeSet<>();
    for (Match start : matches) {
      if (start.part() == Part.ANSWER) {
        continue;
      }
      for (int k = 1; k <= waits.timesOf(start); k++) {
        Instant end = start.occurredAt().plusSeconds((long) k * waits.withinOf(start));
        boolean expectedCame =
            matches.stream()
                .filter(other -> other.part() != Part.START)
                .filter(other -> Objects.equals(other.capValue(), start.capValue()))
                .map(Match::occurredAt)
                .anyMatch(at -> at.isAfter(start.occurredAt()) && !at.isAfter(end));
        if (!expectedCame) {
          given.add(end + " " + start.capValue() + " " + start.eventId() + " " + k);
        }
      }
    }
    return given;
  }

  private String shown(String expected) {
    String[] words = expected.split(" ");
    return words[0] + " " + words[1];
  }

  private static long delta(List<EntryChange> changes) {
    return changes.stream().mapToLong(EntryChange::delta).sum();
  }
}
