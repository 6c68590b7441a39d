package io.impuls.bench.scorer;

import io.impuls.bench.load.BenchPlan;
import io.impuls.bench.load.ResolvedEvents;
import io.impuls.contracts.event.Event;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.PlanCompiler;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to find what an event means under a plan of which two rules match. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScorerBenchmark {

  /** A power of two. */
  private static final int EVENTS = 1 << 12;

  private static final Duration LONGEST_WINDOW = Duration.ofDays(32);

  /** Rules of the plan. */
  @Param({"10", "100", "10000"})
  public int rules;

  private final List<Event> events = new ArrayList<>();
  private Scorer scorer;
  private int next;

  /** Compiles the plan and draws the events. */
  @Setup
  public void prepare() {
    scorer =
        new Scorer(
            new PlanVersions(
                List.of(
                    new PlanCompiler(LONGEST_WINDOW)
                        .compile("bench", 1, Instant.EPOCH, BenchPlan.of(rules))
                        .orElseThrow())));
    ResolvedEvents drawn = new ResolvedEvents("none");
    Instant at = Instant.parse("2026-11-27T00:00:00Z");
    for (int i = 0; i < EVENTS; i++) {
      events.add(drawn.event(i, at.plusSeconds(i)));
    }
  }

  /** Gives the matches of one event after the other. */
  @Benchmark
  public List<Match> matches() {
    return scorer.matches(events.get(next++ & EVENTS - 1));
  }
}
