package io.impuls.bench;

import io.impuls.bench.result.Machine;
import io.impuls.bench.result.Results;
import io.impuls.bench.stack.BenchStack;
import io.impuls.embedded.Directories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Runs one bench: arguments are the checkout and the bench's name. Exit code 1: a target is missed.
 */
public final class BenchMain {

  private static final List<String> BENCHES =
      List.of("collector", "resolver", "scorer", "scoring", "matrix");

  private BenchMain() {}

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    if (args.length != 2 || !BENCHES.contains(args[1])) {
      System.err.println("bench: say which: " + String.join(", ", BENCHES));
      System.exit(2);
    }
    System.exit(run(Path.of(args[0]), args[1]) ? 0 : 1);
  }

  private static boolean run(Path root, String bench) throws Exception {
    Path directory = Files.createTempDirectory("impuls-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(directory)));
    Results results = new Results(bench);
    switch (bench) {
      case "collector" -> {
        try (BenchStack stack = BenchStack.start(root, directory)) {
          new CollectorBench(stack).run(results);
        }
      }
      case "resolver" -> {
        try (BenchStack stack = BenchStack.start(root, directory.resolve("throughput"))) {
          new ResolverBench(stack).run(results);
        }
        // times of now, beside the backlog of the first part, would end all its visits at once
        try (BenchStack stack = BenchStack.start(root, directory.resolve("flood"))) {
          new FloodBench(stack).run(results);
        }
      }
      case "scorer" -> new ScorerBench().run(results);
      case "scoring" ->
          new ScoringBench(part -> BenchStack.start(root, directory.resolve(part))).run(results);
      case "matrix" -> new MatrixBench().run(results);
      default -> throw new IllegalArgumentException(bench);
    }
    System.out.println(results.text());
    Path file =
        results.record(root.resolve("bench").resolve("results"), Machine.of(root), Instant.now());
    System.out.println("recorded in " + root.relativize(file));
    return results.reached();
  }

  /** Nothing may write into it any more while it goes: an interrupted bench has processes left. */
  private static void discard(Path directory) {
    List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(process -> process.onExit().join());
    Directories.discard(directory);
  }
}
