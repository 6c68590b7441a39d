package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Scorekeeper;
import io.impuls.testkit.Events;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Property: whatever the order of arrival, with duplicates, merges, and matches that leave the
 * ledger in between, the score at any instant is what a plain sum over the whole log says, worked
 * out anew to sixty digits, and the band is where that sum led.
 */
class ScoringFadingPropertiesTest {

  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID BERT = new UUID(0, 2);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS = 40;
  private static final int DAYS = 25;
  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal LN_2 =
      new BigDecimal("0.693147180559945309417232121458176568075500134360255254120680009493393622");
  private static final BigDecimal HOT = BigDecimal.valueOf(40_000);
  private static final BigDecimal COLD = BigDecimal.valueOf(25_000);

  /** Only what gives points, so that between two events the score only falls. */
  private static final String RISING =
      """
      {"name": "Rising",
       "rules": [{"id": "view", "anyOf": [{"event": "page.viewed"}], "points": 7.003,
                  "decay": {"linear": "P9D"}},
                 {"id": "order", "anyOf": [{"event": "order.placed"}], "points": 20.001,
                  "decay": {"halfLife": "P3D"}}],
       "bands": [{"name": "HOT", "enter": 40, "leave": 25}]}
      """;

  private static final String BOTH =
      """
      {"name": "Both",
       "rules": [{"id": "view", "anyOf": [{"event": "page.viewed"}], "points": -7.003,
                  "decay": {"linear": "P9D"}},
                 {"id": "order", "anyOf": [{"event": "order.placed"}], "points": 20.001,
                  "decay": {"halfLife": "P3D"}},
                 {"id": "cancel", "anyOf": [{"event": "order.cancelled"}], "points": -9,
                  "decay": {"halfLife": "P2DT1H"}}],
       "bands": [{"name": "HOT", "enter": 20, "leave": 10}]}
      """;

  @TempDir Path state;

  private record Kind(String event, long points, Duration line, Duration half) {}

  private static final Kind ORDER = new Kind("order.placed", 20_001, null, Duration.ofDays(3));
  private static final Duration LINE = Duration.ofDays(9);
  private static final List<Kind> OF_RISING =
      List.of(new Kind("page.viewed", 7_003, LINE, null), ORDER);
  private static final List<Kind> OF_BOTH =
      List.of(
          new Kind("page.viewed", -7_003, LINE, null),
          ORDER,
          new Kind("order.cancelled", -9_000, null, Duration.ofHours(49)));

  private final PlanVersions plans =
      new PlanVersions(
          List.of(
              TestPlans.plan("rising", 1, START, RISING), TestPlans.plan("both", 1, START, BOTH)));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void theScoreIsWhatTheWholeLogSays(long seed) {
    Random random = new Random(seed);
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      Instant at = START.plusMillis((long) (random.nextDouble() * DAYS * 86_400_000L));
      UUID person = random.nextBoolean() ? ANNA : BERT;
      log.add(event(random, "e" + i).id("e" + i).at(at).person(person).build());
    }
    Instant end = START.plus(Duration.ofDays(DAYS));
    List<Event> arrivals = new ArrayList<>(log);
    arrivals.addAll(log.subList(0, EVENTS / 5));
    arrivals.addAll(ScoringDriver.merged(BERT, ANNA, end.toString()));
    for (int run = 0; run < 2; run++) {
      Collections.shuffle(arrivals, random);
      check(log, arrivals, end, random, state.resolve("run" + run));
    }
  }

  private void check(
      List<Event> log, List<Event> arrivals, Instant end, Random random, Path directory) {
    try (ScoringDriver scoring = ScoringDriver.inMemory(plans, directory)) {
      for (Event event : arrivals) {
        scoring.send(event);
        if (random.nextInt(5) == 0) {
          scoring.advance(Duration.ofSeconds(1));
        }
      }
      scoring.send(Events.of("search.performed").at(end).person(new UUID(0, 99)));
      scoring.letWaitsEnd(Duration.ofSeconds(1));
      Scorekeeper keeper = new Scorekeeper(plans);
      PersonScores person =
          new PersonScores(ANNA, 1, null, scoring.head(ANNA).state(), scoring.log(ANNA));
      for (int i = 0; i < 20; i++) {
        Instant at = START.plusMillis((long) (random.nextDouble() * DAYS * 86_400_000L));
        PersonScores then = person.at(at, plans).orElseThrow();
        assertThat(then.card().of("rising").score()).isEqualTo(rounded(OF_RISING, log, at));
        assertThat(then.card().of("both").score()).isEqualTo(rounded(OF_BOTH, log, at));
        assertThat(then.card().of("rising").band()).as("at %s", at).isEqualTo(band(log, at));
      }
      PlanScore now = keeper.shown("rising", scoring.score(ANNA, "rising"), end);
      assertThat(now.score()).isEqualTo(rounded(OF_RISING, log, end));
      assertThat(now.band()).isEqualTo(band(log, end));
      PlanScore both = keeper.shown("both", scoring.score(ANNA, "both"), end);
      assertThat(both.score()).isEqualTo(rounded(OF_BOTH, log, end));
      assertThat(both.band())
          .isEqualTo(person.at(end, plans).orElseThrow().card().of("both").band());
    }
  }

  private static Events event(Random random, String id) {
    return switch (random.nextInt(3)) {
      case 0 -> Events.pageViewed("https://s.test/" + id);
      case 1 -> Events.orderPlaced(id, "20", "GBP");
      default -> Events.of("order.cancelled");
    };
  }

  /** Between two events the score falls, so it is in the band at the end of that time or not. */
  private static String band(List<Event> log, Instant at) {
    String band = null;
    List<Instant> times =
        log.stream().map(Event::occurredAt).filter(t -> !t.isAfter(at)).sorted().toList();
    for (Instant time : times) {
      if (sum(OF_RISING, before(log, time), time.minusMillis(1)).compareTo(COLD) < 0) {
        band = null;
      }
      if (sum(OF_RISING, log, time).compareTo(HOT) >= 0) {
        band = "HOT";
      }
    }
    return sum(OF_RISING, log, at).compareTo(COLD) < 0 ? null : band;
  }

  private static List<Event> before(List<Event> log, Instant time) {
    return log.stream().filter(event -> event.occurredAt().isBefore(time)).toList();
  }

  private static long rounded(List<Kind> kinds, List<Event> log, Instant at) {
    return sum(kinds, log, at).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  private static BigDecimal sum(List<Kind> kinds, List<Event> log, Instant at) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Event event : log) {
      for (Kind kind : kinds) {
        if (kind.event().equals(event.type()) && !event.occurredAt().isAfter(at)) {
          sum = sum.add(worth(kind, Duration.between(event.occurredAt(), at)));
        }
      }
    }
    return sum;
  }

  private static BigDecimal worth(Kind kind, Duration age) {
    BigDecimal points = BigDecimal.valueOf(kind.points());
    BigDecimal millis = BigDecimal.valueOf(age.toMillis());
    if (kind.half() == null) {
      BigDecimal all = BigDecimal.valueOf(kind.line().toMillis());
      BigDecimal left = all.subtract(millis).max(BigDecimal.ZERO);
      return points.multiply(left).divide(all, DIGITS);
    }
    BigDecimal halves = millis.divide(BigDecimal.valueOf(kind.half().toMillis()), DIGITS);
    return points.multiply(exp(halves.multiply(LN_2).negate()), DIGITS);
  }

  /** The series of the exponential function: sums of {@code x^n / n!}, of a small x, squared. */
  private static BigDecimal exp(BigDecimal x) {
    BigDecimal small = x.divide(BigDecimal.valueOf(1_024), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n < 40; n++) {
      term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
      sum = sum.add(term);
    }
    for (int i = 0; i < 10; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }
}
