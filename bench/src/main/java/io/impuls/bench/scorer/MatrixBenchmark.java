package io.impuls.bench.scorer;

import io.impuls.bench.load.ResolvedEvents;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.MatrixDefinition.Mark;
import io.impuls.contracts.plan.MatrixDefinition.Row;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.matrix.Matrices;
import io.impuls.segmentation.domain.matrix.MatrixCompiler;
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

/** What it costs to find which tags an event gets by a matrix of which two rows match. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class MatrixBenchmark {

  /** A power of two. */
  private static final int EVENTS = 1 << 12;

  /** Rows of the matrix. */
  @Param({"10", "10000"})
  public int rows;

  private final List<Event> events = new ArrayList<>();
  private Matrices matrices;
  private int next;

  /** Compiles the matrix and draws the events. */
  @Setup
  public void prepare() {
    MatrixDefinition written = new MatrixDefinition("Bench", rows(), null, null, null, null);
    matrices =
        new Matrices(
            List.of(
                new Matrices.InForce(
                    new MatrixCompiler(Duration.ofDays(32))
                        .compile("bench", 1, written)
                        .orElseThrow(),
                    Instant.MIN,
                    Instant.MAX)));
    ResolvedEvents drawn = new ResolvedEvents("none");
    Instant at = Instant.parse("2026-11-27T00:00:00Z");
    for (int i = 0; i < EVENTS; i++) {
      events.add(drawn.event(i, at.plusSeconds(i)));
    }
  }

  /** The first two match every event. Of the others some begin like its path, and none matches. */
  private List<Row> rows() {
    List<Row> all = new ArrayList<>();
    all.add(row("/category/shoes/**", "Shoes"));
    all.add(row("/category/{tag}/*", "{tag}"));
    for (int i = all.size(); i < rows; i++) {
      all.add(
          switch (i % 4) {
            case 0 -> row("/category/shoes/other-" + i, "Other " + i);
            case 1 -> row("/category/*/nr-" + i, "Number " + i);
            case 2 -> row("re:/category/[a-z]+/old-" + i + "-\\d+", "Old " + i);
            default -> row("/never/" + i + "/**", "Never " + i);
          });
    }
    return all;
  }

  private static Row row(String pattern, String tag) {
    return new Row(Subject.PATH, pattern, List.of(), null, List.of(new Mark(tag, null)));
  }

  /** Gives the matches of one event after the other. */
  @Benchmark
  public List<Match> matches() {
    return matrices.matches(events.get(next++ & EVENTS - 1));
  }
}
