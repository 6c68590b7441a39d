package io.impuls.bench;

import io.impuls.bench.bare.BareScoring;
import io.impuls.bench.load.BenchPlan;
import io.impuls.bench.load.ResolvedEvents;
import io.impuls.bench.result.Results;
import io.impuls.bench.result.Target;
import io.impuls.bench.stack.BenchStack;
import io.impuls.bench.stack.Measured;
import io.impuls.bench.stack.OutputWatch;
import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Scoring against a bare exactly-once topology on the same events and in turns, of which the median
 * counts; against itself with a thousand times the rules, of which as many match; and what a
 * million persons cost in memory and at a start. Two rules match each event, one of them with a cap
 * that mostly binds.
 */
final class ScoringBench {

  private static final int EVENTS = 300_000;
  private static final int FEW_PERSONS = 10_000;
  private static final int MANY_PERSONS = 1_000_000;
  private static final int TURNS = 3;
  private static final double MEBIBYTES_OF_A_GIBIBYTE = 1_024;

  private final Function<String, BenchStack> stacks;

  /** Measures on a broker of its own for each plan. */
  ScoringBench(Function<String, BenchStack> stacks) {
    this.stacks = stacks;
  }

  void run(Results results) {
    List<Turn> turns = againstTheBareOne(results);
    double ten = alone("ten-rules", 10, results);
    double thousands = alone("many-rules", 10_000, results);
    results.target(Target.atLeast("scoring/bare records a second", median(turns), 0.6));
    results.target(Target.atMost("scoring cost per event, 10,000/10 rules", thousands / ten, 1.5));
    manyPersons(results);
  }

  private static double median(List<Turn> turns) {
    return Turn.median(turns, Turn::ratio);
  }

  private List<Turn> againstTheBareOne(Results results) {
    List<Turn> turns = new ArrayList<>();
    try (BenchStack stack = stacks.apply("hundred-rules")) {
      stack.publish(BenchPlan.of(100));
      ResolvedEvents events = new ResolvedEvents(stack.kafka());
      for (int i = 0; i < TURNS; i++) {
        events.drawn(EVENTS, FEW_PERSONS);
        Throughput ours = scoring(stack, EVENTS);
        results.figure("scoring, 100 rules                %s", ours);
        Throughput bare =
            Throughput.measure(stack.kafka(), stack::bareScoring, BareScoring.OUTPUT, EVENTS);
        results.figure("bare topology                     %s", bare);
        turns.add(new Turn(ours, bare));
      }
    }
    return turns;
  }

  /** Gives the processor time of an event. */
  private double alone(String name, int rules, Results results) {
    try (BenchStack stack = stacks.apply(name)) {
      stack.publish(BenchPlan.of(rules));
      new ResolvedEvents(stack.kafka()).drawn(EVENTS, FEW_PERSONS);
      Throughput ours = scoring(stack, EVENTS);
      results.figure("scoring, %,6d rules             %s", rules, ours);
      return ours.cpuMicrosPerEvent();
    }
  }

  private void manyPersons(Results results) {
    try (BenchStack stack = stacks.apply("many-persons")) {
      stack.publish(BenchPlan.of(100));
      new ResolvedEvents(stack.kafka()).everybodyOnce(MANY_PERSONS);
      double resident;
      try (OutputWatch watch = new OutputWatch(stack.kafka(), Topics.SCORE_CHANGES.name());
          Measured side = stack.scoring()) {
        Throughput ours = Throughput.measure(watch, side, MANY_PERSONS);
        resident = side.residentMegabytes();
        results.figure("scoring, 1,000,000 new persons    %s  %,.0f MiB", ours, resident);
      }
      double again = start(stack);
      stack.forgetScoring();
      double restored = start(stack);
      results.figure(
          "start with the state at hand      %,6.1f s, restored from the broker %,6.1f s",
          again, restored);
      results.target(
          Target.atMost(
              "memory at 1,000,000 persons, GiB", resident / MEBIBYTES_OF_A_GIBIBYTE, 1.0));
      results.target(Target.atMost("start at 1,000,000 persons, seconds", again, 15.0));
    }
  }

  /** Gives the seconds until it is ready. */
  private static double start(BenchStack stack) {
    long begin = System.nanoTime();
    try (Measured side = stack.scoring()) {
      side.requireRunning();
      return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3;
    }
  }

  private static Throughput scoring(BenchStack stack, int events) {
    return Throughput.measure(stack.kafka(), stack::scoring, Topics.SCORE_CHANGES.name(), events);
  }
}
