package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.SlowEvaluator.Counts;
import io.impuls.rules.time.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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

  /** So that the ten hours of a log lie around midnight in Warsaw, and over the missing hour. */
  private static final Instant START = Instant.parse("2026-03-28T18:00:00Z");

  /**
   * A limit of 0 stands for no cap in this version, a window of 0 minutes for the day in Warsaw,
   * one of -1 for a lifetime. A limit of points is so many times 1.5, so that it is seldom met
   * exactly.
   */
  record Drawn(int limit, Counts counts, int windowMinutes) {

    Cap cap() {
      Window window =
          switch (windowMinutes) {
            case -1 -> new Window.Lifetime();
            case 0 -> new Window.Calendar(Window.Unit.DAY, ZoneId.of("Europe/Warsaw"));
            default -> new Window.Sliding(Duration.ofMinutes(windowMinutes));
          };
      Cap.Limit most =
          switch (counts) {
            case AWARDS -> new Cap.Limit.Awards(limit);
            case POINTS_CLIPPED -> new Cap.Limit.Sum(limit * 1_500L, Cap.Overflow.CLIP);
            case POINTS_WHOLE -> new Cap.Limit.Sum(limit * 1_500L, Cap.Overflow.ALL_OR_NOTHING);
          };
      return new Cap(most, window);
    }

    SlowEvaluator.Limit definition() {
      long most = counts == Counts.AWARDS ? limit : limit * 1_500L;
      return new SlowEvaluator.Limit(most, counts, windowMinutes * 60_000L);
    }
  }

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
  Arbitrary<List<Drawn>> caps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.of(Counts.class),
            Arbitraries.of(1, 10, 60, 61, 240, 600, 0, -1))
        .as(Drawn::new)
        .list()
        .ofSize(2 * VERSIONS);
  }

  @Property(tries = 2_000)
  void awardsWhatTheDefinitionAwardsWhateverTheOrderOfArrival(
      @ForAll("logs") List<Match> matches,
      @ForAll("caps") List<Drawn> caps,
      @ForAll Random random) {
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
      @ForAll("logs") List<Match> matches,
      @ForAll("caps") List<Drawn> caps,
      @ForAll Random random) {
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

  @Property(tries = 1_000)
  void partsAPersonIntoWhatTheDefinitionGivesForEachPart(
      @ForAll("logs") List<Match> matches,
      @ForAll("caps") List<Drawn> caps,
      @ForAll Random random) {
    Ledger ledger = new Ledger(engineCaps(caps));
    MemoryLog log = new MemoryLog();
    List<Match> shuffled = new ArrayList<>(matches);
    Collections.shuffle(shuffled, random);
    long sum = insertAll(shuffled, log, ledger);
    List<Match> leaving = shuffled.subList(0, random.nextInt(shuffled.size() + 1));

    List<EntryChange> changes = ledger.remove(leaving.stream().map(log::of).toList(), log);

    List<Match> staying = shuffled.subList(leaving.size(), shuffled.size());
    assertThat(log.verdicts()).isEqualTo(definition(caps).judge(staying));
    assertThat(sum + changes.stream().mapToLong(EntryChange::delta).sum()).isEqualTo(log.total());
    assertThat(changes.stream().filter(EntryChange::isGone).map(EntryChange::match))
        .containsExactlyElementsOf(leaving);

    insertAll(leaving, log, ledger);

    assertThat(log.verdicts()).isEqualTo(definition(caps).judge(matches));
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

  private static TestCaps engineCaps(List<Drawn> caps) {
    TestCaps found = new TestCaps();
    each(caps, (lineage, version, drawn) -> found.cap(lineage, version, drawn.cap()));
    return found;
  }

  private static SlowEvaluator definition(List<Drawn> caps) {
    SlowEvaluator found = new SlowEvaluator();
    each(caps, (lineage, version, drawn) -> found.limit(lineage, version, drawn.definition()));
    return found;
  }

  private interface CapOfVersion {
    void accept(String lineage, int version, Drawn drawn);
  }

  private static void each(List<Drawn> caps, CapOfVersion visitor) {
    for (int i = 0; i < caps.size(); i++) {
      if (caps.get(i).limit > 0) {
        visitor.accept("plan/rule-" + i / VERSIONS, 1 + i % VERSIONS, caps.get(i));
      }
    }
  }
}
