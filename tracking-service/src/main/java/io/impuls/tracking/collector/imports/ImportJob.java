package io.impuls.tracking.collector.imports;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.RateLimits;
import io.impuls.tracking.collector.domain.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * Stores the rows of one request, on a thread that may wait. A few pieces are under way at a time;
 * while Kafka or the key's rate asks for patience nothing more is read, and the sender feels it.
 */
public final class ImportJob {

  private static final int ROWS_OF_A_PIECE = 250;

  /** Bytes of a piece, so that four of them take no more than a batch of events does. */
  private static final int BYTES_OF_A_PIECE = 512 << 10;

  private static final int PIECES_UNDER_WAY = 4;

  /** How long a piece is tried: a full buffer passes within it, an outage does not. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ImportRun run;
  private final IntakeLog log;
  private final RateLimits limits;
  private final InstantSource clock;
  private final Duration patience;
  private final Deque<Piece> underWay = new ArrayDeque<>();
  private ImportReceipt receipt;
  private boolean stopped;

  /** How a request ended: everything up to the receipt's next row is in Kafka. */
  public sealed interface End {

    /** Gives what was stored. */
    ImportReceipt receipt();

    /** The last row was read. */
    record Done(ImportReceipt receipt) implements End {}

    /** Kafka is away: go on with the next row later. */
    record Later(ImportReceipt receipt) implements End {}

    /** What followed the receipt's rows could not be read: it is cut short, or not gzip. */
    record Broken(ImportReceipt receipt) implements End {}
  }

  private record Piece(
      List<Verdict> verdicts, long nextRow, CompletionStage<IntakeLog.Outcome> on) {}

  /** Makes the job of a request whose first line is {@code firstRow}. */
  public ImportJob(
      ImportRun run, long firstRow, IntakeLog log, RateLimits limits, InstantSource clock) {
    this(run, firstRow, log, limits, clock, PATIENCE);
  }

  ImportJob(
      ImportRun run,
      long firstRow,
      IntakeLog log,
      RateLimits limits,
      InstantSource clock,
      Duration patience) {
    this.patience = patience;
    this.run = run;
    this.log = log;
    this.limits = limits;
    this.clock = clock;
    this.receipt = ImportReceipt.from(run.id(), firstRow);
  }

  /** Reads to the end, or as far as it goes. */
  public End store(InputStream in) throws InterruptedException {
    LineReader lines = new LineReader(in, run.limits().eventBytes());
    boolean broken = false;
    try {
      List<Verdict> verdicts = new ArrayList<>(ROWS_OF_A_PIECE);
      long row = receipt.nextRow();
      int bytes = 0;
      for (byte[] line = lines.next(); line != null && !stopped; line = lines.next()) {
        if (!isBlank(line)) {
          verdicts.add(run.judge(row, line, clock.instant()));
          bytes += line.length;
        }
        row++;
        if (verdicts.size() == ROWS_OF_A_PIECE || bytes >= BYTES_OF_A_PIECE) {
          send(verdicts, row);
          verdicts = new ArrayList<>(ROWS_OF_A_PIECE);
          bytes = 0;
        }
      }
      send(verdicts, row);
    } catch (IOException e) {
      broken = true;
    }
    while (!underWay.isEmpty()) {
      settleOldest();
    }
    if (stopped) {
      return new End.Later(receipt);
    }
    return broken ? new End.Broken(receipt) : new End.Done(receipt);
  }

  private void send(List<Verdict> verdicts, long nextRow) throws InterruptedException {
    if (stopped) {
      return;
    }
    if (!verdicts.isEmpty()) {
      obeyTheRate(verdicts.size());
    }
    underWay.add(new Piece(verdicts, nextRow, log.store(verdicts)));
    if (underWay.size() >= PIECES_UNDER_WAY) {
      settleOldest();
    }
  }

  private void obeyTheRate(int events) throws InterruptedException {
    Duration wait = limits.events(run.source(), events);
    while (!wait.isZero()) {
      Thread.sleep(Math.max(1, wait.toMillis()));
      wait = limits.events(run.source(), events);
    }
  }

  /** A piece counts only when all before it do: the next row is the first that may be missing. */
  private void settleOldest() throws InterruptedException {
    Piece piece = underWay.remove();
    if (stopped || !stored(piece)) {
      stopped = true;
      return;
    }
    List<RejectedEvent> refused =
        piece.verdicts().stream()
            .filter(Verdict.Rejected.class::isInstance)
            .map(verdict -> ((Verdict.Rejected) verdict).event())
            .toList();
    receipt = receipt.plus(piece.verdicts().size() - refused.size(), refused, piece.nextRow());
  }

  private boolean stored(Piece piece) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    CompletionStage<IntakeLog.Outcome> attempt = piece.on();
    while (outcome(attempt) != IntakeLog.Outcome.STORED) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(PAUSE.toMillis());
      attempt = log.store(piece.verdicts());
    }
    return true;
  }

  private static IntakeLog.Outcome outcome(CompletionStage<IntakeLog.Outcome> stage)
      throws InterruptedException {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      return IntakeLog.Outcome.UNAVAILABLE;
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
