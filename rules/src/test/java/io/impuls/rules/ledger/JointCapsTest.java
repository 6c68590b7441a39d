package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.time.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Caps that rules fill together. */
class JointCapsTest {

  private static final Instant NOON = Instant.parse("2026-03-28T11:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  private final MemoryLog log = new MemoryLog();

  private static SharedCap points(String name, long most, Duration window) {
    return new SharedCap(
        name,
        new Cap(new Cap.Limit.Sum(most * 1000, Cap.Overflow.CLIP), new Window.Sliding(window)),
        Suppression.GROUP_CAP);
  }

  private static SharedCap awards(String name, int most, Suppression reason) {
    return new SharedCap(name, Cap.sliding(most, DAY), reason);
  }

  private static Match match(String rule, Instant at, int id, long points) {
    return match(rule, 1, at, id, points);
  }

  private static Match match(String rule, int version, Instant at, int id, long points) {
    UUID event = new UUID(0, id);
    UUID person = new UUID(7, 7);
    return new Match(
        rule, version, null, at, event, "page.viewed", at, person, points * 1000, null);
  }

  private String verdict(Match match) {
    Entry entry = log.of(match);
    return entry.awarded() / 1000 + " " + entry.reason();
  }

  @Test
  void clipsWhatTwoRulesGiveTogetherAndFreesExactlyADayLater() {
    SharedCap fifty = points("g", 50, DAY);
    Ledger ledger = new Ledger(new TestCaps().share("a", 1, fifty).share("b", 1, fifty));
    Match first = match("a", NOON, 1, 30);
    Match second = match("b", NOON.plusSeconds(60), 2, 30);
    Match before = match("a", NOON.plus(DAY).minusMillis(1), 3, 30);
    Match after = match("b", NOON.plus(DAY), 4, 30);

    for (Match match : List.of(after, second, before, first)) {
      ledger.insert(match, log);
    }

    // 30, then 20 of 30, then nothing until the first has left: 50 - 20 = 30 fit again
    assertThat(verdict(first)).isEqualTo("30 null");
    assertThat(verdict(second)).isEqualTo("20 GROUP_CAP");
    assertThat(verdict(before)).isEqualTo("0 GROUP_CAP");
    assertThat(verdict(after)).isEqualTo("30 null");
  }

  /**
   * Version 1 has no cap, version 2 from noon on has 50 points in a day: 30 of 10:00 count, so 20
   * of 30 are left at 13:00, and nothing at 14:00. So they do for another rule of the group.
   */
  @Test
  void countsWhatVersionsWithoutTheCapGave() {
    for (String later : List.of("a", "b")) {
      MemoryLog person = new MemoryLog();
      Ledger ledger =
          new Ledger(
              new TestCaps()
                  .belongs("a", 1, "g", "other")
                  .share("a", 2, points("g", 50, DAY))
                  .share("b", 2, points("g", 50, DAY)));
      Match before = match("a", 1, NOON.minusSeconds(7_200), 1, 30);
      Match clipped = match(later, 2, NOON.plusSeconds(3_600), 2, 30);
      Match nothing = match(later, 2, NOON.plusSeconds(7_200), 3, 30);

      for (Match match : List.of(nothing, before, clipped)) {
        ledger.insert(match, person);
      }

      assertThat(List.of(before, clipped, nothing))
          .extracting(match -> person.of(match).awarded())
          .containsExactly(30_000L, 20_000L, 0L);
      assertThat(person.of(nothing).reason()).isEqualTo(Suppression.GROUP_CAP);
    }
  }

  /** a and b fill one cap, b and c another, and d none: in whatever order they are told. */
  @Test
  void joinsRulesAcrossCaps() {
    List<JointCaps.Share> shares =
        new ArrayList<>(
            List.of(
                new JointCaps.Share("a", 1, List.of(points("g", 5, DAY))),
                new JointCaps.Share("c", 1, List.of(points("h", 5, DAY.multipliedBy(2)))),
                new JointCaps.Share("b", 1, List.of(points("g", 5, DAY))),
                new JointCaps.Share("b", 2, List.of(), java.util.Set.of("h", "x")),
                new JointCaps.Share("d", 1, List.of(), java.util.Set.of("x"))));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shares, new Random(seed));
      JointCaps caps = new JointCaps(shares);

      assertThat(caps.joined("a")).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(caps.joined("c")).isEqualTo(caps.joined("b")).isEqualTo(caps.joined("a"));
      assertThat(caps.joined("d")).isEmpty();
      assertThat(caps.longestWindow("a")).isEqualTo(DAY);
      assertThat(caps.longestWindow("b")).isEqualTo(DAY.multipliedBy(2));
      assertThat(caps.longestWindow("d")).isZero();
    }
  }

  @Test
  void freesAtLocalMidnightOfTheShortDay() {
    SharedCap one =
        new SharedCap(
            "g",
            new Cap(
                new Cap.Limit.Awards(1),
                new Window.Calendar(Window.Unit.DAY, ZoneId.of("Europe/Warsaw"))),
            Suppression.GROUP_CAP);
    Ledger ledger = new Ledger(new TestCaps().share("a", 1, one).share("b", 1, one));
    // 29 March lasts from 23:00Z to 22:00Z
    Match first = match("a", Instant.parse("2026-03-28T23:00:00Z"), 1, 5);
    Match last = match("b", Instant.parse("2026-03-29T21:59:59.999Z"), 2, 5);
    Match next = match("b", Instant.parse("2026-03-29T22:00:00Z"), 3, 5);

    List.of(last, next, first).forEach(match -> ledger.insert(match, log));

    assertThat(verdict(first)).isEqualTo("5 null");
    assertThat(verdict(last)).isEqualTo("0 GROUP_CAP");
    assertThat(verdict(next)).isEqualTo("5 null");
  }

  @Test
  void aLateEventOfOneRuleVoidsAnAwardOfAnotherWhichFreesAThird() {
    SharedCap one = awards("g", 1, Suppression.GROUP_CAP);
    Ledger ledger =
        new Ledger(new TestCaps().share("a", 1, one).share("b", 1, one).share("c", 1, one));
    Match voided = match("b", NOON.plus(Duration.ofHours(20)), 2, 10);
    Match freed = match("c", NOON.plus(Duration.ofHours(30)), 3, 10);
    ledger.insert(voided, log);
    ledger.insert(freed, log);
    assertThat(verdict(freed)).isEqualTo("0 GROUP_CAP");

    Match late = match("a", NOON, 1, 10);
    ledger.insert(late, log);

    assertThat(verdict(late)).isEqualTo("10 null");
    assertThat(verdict(voided)).isEqualTo("0 GROUP_CAP");
    assertThat(verdict(freed)).isEqualTo("10 null");
  }

  @Test
  void namesTheFirstThatBinds() {
    SharedCap group = awards("g", 2, Suppression.GROUP_CAP);
    SharedCap plan = awards("p", 3, Suppression.PLAN_CAP);
    Ledger ledger =
        new Ledger(
            new TestCaps()
                .cap("a", 1, 1, DAY)
                .share("a", 1, group, plan)
                .share("b", 1, group, plan)
                .share("c", 1, plan));
    List<Match> matches = new ArrayList<>();
    for (String rule : List.of("a", "a", "b", "b", "c", "c", "a")) {
      int id = matches.size();
      matches.add(match(rule, NOON.plusSeconds(id), id, 10));
    }
    matches.forEach(match -> ledger.insert(match, log));

    assertThat(matches.stream().map(this::verdict))
        .containsExactly(
            "10 null", "0 CAP", "10 null", "0 GROUP_CAP", "10 null", "0 PLAN_CAP", "0 CAP");
  }

  /** Small worlds in any order, twice, taken out again: as the definition read aloud has it. */
  @Test
  void judgesAsTheDefinitionDoesInAnyOrder() {
    Cap own = Cap.sliding(2, Duration.ofMinutes(45));
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      SharedCap group =
          new SharedCap(
              "g",
              new Cap(
                  new Cap.Limit.Sum(
                      1_000L * (1 + random.nextInt(6)), Cap.Overflow.values()[random.nextInt(2)]),
                  new Window.Sliding(Duration.ofMinutes(1 + random.nextInt(120)))),
              Suppression.GROUP_CAP);
      SharedCap plan =
          new SharedCap(
              "p",
              Cap.sliding(1 + random.nextInt(4), Duration.ofMinutes(1 + random.nextInt(90))),
              Suppression.PLAN_CAP);
      Map<String, List<SharedCap>> shared =
          Map.of("a", List.of(group, plan), "b", List.of(group, plan), "c", List.of(plan));
      TestCaps caps = new TestCaps().cap("a", 1, own);
      shared.forEach((rule, all) -> caps.share(rule, 1, all.toArray(SharedCap[]::new)));
      List<Match> matches = new ArrayList<>();
      // some events match two rules, or all three
      for (int id = 0; matches.size() < 24; id++) {
        Instant at = NOON.plusSeconds(60L * random.nextInt(240));
        List<String> rules = new ArrayList<>(List.of("a", "b", "c"));
        Collections.shuffle(rules, random);
        for (String rule : rules.subList(0, Math.min(1 + random.nextInt(3), 24 - matches.size()))) {
          matches.add(match(rule, at, id, random.nextInt(5) - 1));
        }
      }
      MemoryLog person = new MemoryLog();
      Ledger ledger = new Ledger(caps);
      long sum = 0;
      List<Match> arrivals = new ArrayList<>(matches);
      Collections.shuffle(arrivals, random);
      for (Match match : arrivals) {
        sum += delta(ledger.insert(match, person));
      }
      assertThat(person.verdicts()).as("seed %s", seed).isEqualTo(slow(matches, own, shared));
      List<Match> leaving = arrivals.subList(0, random.nextInt(24));
      List<Match> staying = arrivals.subList(leaving.size(), arrivals.size());
      sum += delta(ledger.remove(leaving.stream().map(person::of).toList(), person));
      assertThat(person.verdicts()).as("seed %s", seed).isEqualTo(slow(staying, own, shared));
      assertThat(sum).isEqualTo(person.total());
      for (Match match : leaving) {
        ledger.insert(match, person);
      }
      assertThat(person.verdicts()).as("seed %s", seed).isEqualTo(slow(matches, own, shared));
    }
  }

  private static long delta(List<EntryChange> changes) {
    return changes.stream().mapToLong(EntryChange::delta).sum();
  }

  private record Given(Match match, long points) {}

  private static Map<String, String> slow(
      List<Match> matches, Cap own, Map<String, List<SharedCap>> shared) {
    List<Match> sorted = new ArrayList<>(matches);
    // ids are small and above 0, so their order as numbers is that of their bytes; rules that match
    // one event are asked by name (ADR 21)
    sorted.sort(
        Comparator.comparing(Match::occurredAt)
            .thenComparing(match -> match.eventId().getLeastSignificantBits())
            .thenComparing(Match::lineage));
    List<Given> given = new ArrayList<>();
    Map<String, String> verdicts = new TreeMap<>();
    for (Match match : sorted) {
      long points = match.potential();
      String reason = "null";
      if (points > 0 && match.lineage().equals("a")) {
        points =
            room(
                match,
                points,
                own,
                given.stream().filter(g -> g.match().lineage().equals("a")).toList());
        reason = points < match.potential() ? "CAP" : reason;
      }
      for (SharedCap cap : shared.get(match.lineage())) {
        if (points > 0) {
          long left =
              room(
                  match,
                  points,
                  cap.cap(),
                  given.stream()
                      .filter(g -> !cap.name().equals("g") || !g.match().lineage().equals("c"))
                      .toList());
          reason = left < points && reason.equals("null") ? cap.reason().name() : reason;
          points = left;
        }
      }
      if (points > 0) {
        given.add(new Given(match, points));
      }
      verdicts.put(SlowEvaluator.name(match), points + " " + reason);
    }
    return verdicts;
  }

  private static long room(Match match, long wanted, Cap cap, List<Given> counted) {
    long millis = ((Window.Sliding) cap.window()).length().toMillis();
    List<Given> inside =
        counted.stream()
            .filter(
                g ->
                    match.occurredAt().toEpochMilli() - g.match().occurredAt().toEpochMilli()
                        < millis)
            .toList();
    if (cap.limit() instanceof Cap.Limit.Awards awards) {
      return inside.size() < awards.most() ? wanted : 0;
    }
    Cap.Limit.Sum sum = (Cap.Limit.Sum) cap.limit();
    long left = sum.most() - inside.stream().mapToLong(Given::points).sum();
    boolean whole = sum.overflow() == Cap.Overflow.ALL_OR_NOTHING;
    return whole ? (wanted <= left ? wanted : 0) : Math.min(wanted, left);
  }
}
