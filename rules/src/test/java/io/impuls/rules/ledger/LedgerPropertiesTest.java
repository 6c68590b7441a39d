package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.score.Suppression;
import java.time.Duration;
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

/** The engine and the definition agree on every log, in whatever order it arrives. */
class LedgerPropertiesTest {

  private static final int VERSIONS = 3;
  private static final Instant START = Instant.parse("2026-03-28T10:00:00Z");

  /** A limit of 0 stands for no cap in this version. */
  record Cap(int limit, int windowMinutes) {}

  /** Time in minutes, so that windows are often met exactly; ids of both signs. */
  record Seed(int minute, int extraMillis, int lineage, int value, int points, int hold, int id) {
    Match match(int number) {
      Instant at = START.plusSeconds(minute * 60L).plusMillis(extraMillis);
      // The version in force follows from the time, as with effectiveFrom.
      int version = Math.min(VERSIONS, 1 + minute / 200);
      Suppression reason = hold == 0 ? Suppression.QUIET : hold == 1 ? Suppression.ROBOT : null;
      return new Match(
          "plan/rule-" + lineage,
          version,
          value == 0 ? null : "/page-" + value,
          at,
          new UUID(((long) id) << 32, number),
          "page.viewed",
          at.plusSeconds(5),
          new UUID(7, 7),
          points * 500L,
          reason);
    }
  }

  @Provide
  Arbitrary<List<Match>> logs() {
    Arbitrary<Seed> seed =
        Combinators.combine(
                Arbitraries.integers().between(0, 600),
                Arbitraries.of(0, 0, 0, 1, 999),
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(0, 1),
                Arbitraries.of(2, 2, 2, 7, 0, -3),
                Arbitraries.integers().between(0, 11),
                Arbitraries.integers())
            .as(Seed::new);
    return seed.list()
        .ofMinSize(1)
        .ofMaxSize(60)
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
  Arbitrary<List<Cap>> caps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3), Arbitraries.of(1, 10, 60, 61, 240, 600))
        .as(Cap::new)
        .list()
        .ofSize(2 * VERSIONS);
  }

  @Property(tries = 2_000)
  void awardsWhatTheDefinitionAwardsWhateverTheOrderOfArrival(
      @ForAll("logs") List<Match> matches, @ForAll("caps") List<Cap> caps, @ForAll Random random) {
    List<Match> arrivals = new ArrayList<>(matches);
    arrivals.addAll(matches.subList(0, matches.size() / 3));
    Collections.shuffle(arrivals, random);
    MemoryLog log = new MemoryLog();

    long sum = insertAll(arrivals, log, new Ledger(engineCaps(caps)));

    assertThat(log.verdicts()).isEqualTo(definition(caps).judge(matches));
    assertThat(sum).isEqualTo(log.total());
    Statistics.label("capped")
        .collect(log.verdicts().values().stream().anyMatch(verdict -> verdict.endsWith("CAP")));
  }

  @Property(tries = 1_000)
  void mergesTwoPersonsIntoWhatTheDefinitionGivesForTheUnion(
      @ForAll("logs") List<Match> matches, @ForAll("caps") List<Cap> caps, @ForAll Random random) {
    Ledger ledger = new Ledger(engineCaps(caps));
    MemoryLog into = new MemoryLog();
    MemoryLog from = new MemoryLog();
    List<Match> shuffled = new ArrayList<>(matches);
    Collections.shuffle(shuffled, random);
    // Some events were seen under both identifiers: they count once after the merge.
    int half = shuffled.size() / 2;
    insertAll(shuffled.subList(0, half), into, ledger);
    insertAll(shuffled.subList(half - half / 3, shuffled.size()), from, ledger);

    List<Match> moved = new ArrayList<>(from.matches());
    Collections.shuffle(moved, random);
    insertAll(moved, into, ledger);

    assertThat(into.verdicts()).isEqualTo(definition(caps).judge(matches));
  }

  /**
   * Inserts as the services do, each event of a rule once, and checks that every change starts from
   * what was stored.
   */
  private static long insertAll(List<Match> arrivals, MemoryLog log, Ledger ledger) {
    long sum = 0;
    for (Match match : arrivals) {
      if (log.has(match)) {
        continue;
      }
      List<Entry> stored = log.matches().stream().map(log::of).toList();
      List<EntryChange> changes = ledger.insert(match, log);
      assertThat(changes.get(0).isNew()).isTrue();
      assertThat(changes.get(0).after().match()).isEqualTo(match);
      for (EntryChange change : changes.subList(1, changes.size())) {
        assertThat(stored).contains(change.before());
        assertThat(change.after()).isNotEqualTo(change.before());
      }
      sum += changes.stream().mapToLong(EntryChange::delta).sum();
    }
    return sum;
  }

  private static TestCaps engineCaps(List<Cap> caps) {
    TestCaps found = new TestCaps();
    for (int i = 0; i < caps.size(); i++) {
      Cap cap = caps.get(i);
      if (cap.limit > 0) {
        found.cap(
            "plan/rule-" + i / VERSIONS,
            1 + i % VERSIONS,
            cap.limit,
            Duration.ofMinutes(cap.windowMinutes));
      }
    }
    return found;
  }

  private static SlowEvaluator definition(List<Cap> caps) {
    SlowEvaluator found = new SlowEvaluator();
    for (int i = 0; i < caps.size(); i++) {
      Cap cap = caps.get(i);
      if (cap.limit > 0) {
        found.limit(
            "plan/rule-" + i / VERSIONS, 1 + i % VERSIONS, cap.limit, cap.windowMinutes * 60_000L);
      }
    }
    return found;
  }
}
