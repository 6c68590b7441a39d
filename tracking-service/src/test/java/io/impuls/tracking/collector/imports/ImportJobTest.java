package io.impuls.tracking.collector.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RateLimits;
import io.impuls.tracking.collector.domain.SourceSettings;
import io.impuls.tracking.collector.domain.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportJobTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final TrackingSource SHOP =
      new SourceSettings(
              "shop", Source.Kind.BACKEND, null, null, null, null, null, null, null, null)
          .withKey(WORKSPACE, "key", "sk_shop", TestSources.MADE);

  private final FakeLog log = new FakeLog();

  @Test
  void aRowIsHistoryNamedByItsRunAndNumber() throws Exception {
    ImportJob.End end =
        store(
            7,
            """
            {"id":"mine","type":"order.placed","timestamp":"2011-05-01T10:00:00Z",\
            "sentAt":"2026-11-22T09:00:00Z","userId":"17850","order":{"id":"1","value":5}}
            """);

    assertThat(end).isInstanceOf(ImportJob.End.Done.class);
    assertThat(end.receipt()).isEqualTo(new ImportReceipt("run-1", 1, 0, 8, List.of()));
    Event event = log.events().get(0);
    assertThat(event.eventId()).isEqualTo(Ids.event(WORKSPACE, "shop", "import/run-1/7"));
    assertThat(event.flags()).containsExactly(EventFlag.BACKFILL);
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2011-05-01T10:00:00Z"));
    assertThat(event.receivedAt()).isEqualTo(NOW);
    assertThat(event.context()).containsEntry("importedId", "mine");
  }

  @Test
  void refusedRowsKeepTheirNumbersAndTheOthersGoOn() throws Exception {
    ImportJob.End end =
        store(1, row(1) + "\n\n{broken\n{\"type\":\"custom.a\",\"userId\":\"u\"}\n" + row(5));

    assertThat(end.receipt().accepted()).isEqualTo(2);
    assertThat(end.receipt().nextRow()).isEqualTo(6);
    assertThat(end.receipt().errors())
        .extracting(ImportReceipt.RowError::row, ImportReceipt.RowError::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, RejectionReason.MALFORMED),
            org.assertj.core.groups.Tuple.tuple(4L, RejectionReason.MISSING_FIELD));
    assertThat(log.stored)
        .filteredOn(Verdict.Rejected.class::isInstance)
        .extracting(v -> ((Verdict.Rejected) v).event().payload())
        .containsExactly("{broken", "{\"type\":\"custom.a\",\"userId\":\"u\"}");
  }

  @Test
  void ofARowWhoseVisitorDidNotAgreeNothingIsKept() throws Exception {
    ImportJob.End end = store(1, row(1).replace("}", ",\"consent\":{\"tracking\":false}}"));

    assertThat(end.receipt().accepted()).isZero();
    assertThat(log.stored).hasSize(1);
    assertThat(((Verdict.Rejected) log.stored.get(0)).event())
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo(RejectionReason.NO_CONSENT);
              assertThat(refused.payload()).isNull();
              assertThat(refused.clientId()).isNull();
            });
  }

  @Test
  void theSameRowsAgainAreTheSameRecords() throws Exception {
    String rows = row(1) + "\n{broken\n" + row(3);
    store(1, rows);
    List<Object> first = log.ids();
    log.stored.clear();

    store(1, rows);

    assertThat(log.ids()).isEqualTo(first).hasSize(3);
  }

  @Test
  void whenKafkaGoesAwayTheReceiptSaysWhereToGoOn() throws Exception {
    log.failFromCall = 3;

    ImportJob.End end = store(1, rows(2_000));

    // two pieces of 250 rows are there; the third never is
    assertThat(end).isInstanceOf(ImportJob.End.Later.class);
    assertThat(end.receipt().accepted()).isEqualTo(500);
    assertThat(end.receipt().nextRow()).isEqualTo(501);
  }

  @Test
  void aMomentWithoutRoomIsWaitedFor() throws Exception {
    log.failFromCall = 2;
    log.recoverAtCall = 8;

    ImportJob.End end = store(1, rows(1_000));

    assertThat(end).isInstanceOf(ImportJob.End.Done.class);
    assertThat(end.receipt().accepted()).isEqualTo(1_000);
    assertThat(log.events()).extracting(Event::clientId).doesNotHaveDuplicates().hasSize(1_000);
  }

  @Test
  void aBodyThatIsCutShortCountsUpToTheLastWholePiece() throws Exception {
    InputStream cut =
        new SequenceInputStream(
            bytes(rows(600)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the sender hung up");
              }
            });

    ImportJob.End end = job(1).store(cut);

    assertThat(end).isInstanceOf(ImportJob.End.Broken.class);
    assertThat(end.receipt().nextRow()).isEqualTo(501);
  }

  @Test
  void aRowThatIsTooLargeIsRefusedAndPassedOver() throws Exception {
    ImportJob.End end = store(1, "{\"a\":\"" + "x".repeat(300_000) + "\"}\n" + row(2));

    assertThat(end.receipt().accepted()).isOne();
    assertThat(end.receipt().errors())
        .extracting(ImportReceipt.RowError::reason)
        .containsExactly(RejectionReason.TOO_LARGE);
  }

  private ImportJob.End store(long from, String rows) throws InterruptedException {
    return job(from).store(bytes(rows));
  }

  private ImportJob job(long from) {
    return new ImportJob(
        new ImportRun(SHOP, "run-1", Limits.ofEventBytes(256 << 10)),
        from,
        log,
        RateLimits.NONE,
        () -> NOW,
        Duration.ofSeconds(1));
  }

  private static String rows(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(ImportJobTest::row)
        .collect(Collectors.joining("\n"));
  }

  private static String row(int n) {
    return "{\"type\":\"custom.a\",\"userId\":\"u%d\",\"timestamp\":\"2020-01-01T00:00:00Z\"}"
        .formatted(n);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps what it is given, except while told to fail. */
  private static final class FakeLog implements IntakeLog {
    private final List<Verdict> stored = new ArrayList<>();
    private int calls;
    private int failFromCall = Integer.MAX_VALUE;
    private int recoverAtCall = Integer.MAX_VALUE;

    @Override
    public CompletionStage<Outcome> store(List<Verdict> verdicts) {
      calls++;
      if (calls >= failFromCall && calls < recoverAtCall) {
        return CompletableFuture.completedFuture(Outcome.UNAVAILABLE);
      }
      stored.addAll(verdicts);
      return CompletableFuture.completedFuture(Outcome.STORED);
    }

    @Override
    public boolean available() {
      return true;
    }

    private List<Event> events() {
      return stored.stream()
          .filter(Verdict.Accepted.class::isInstance)
          .map(v -> ((Verdict.Accepted) v).event())
          .toList();
    }

    private List<Object> ids() {
      return stored.stream()
          .<Object>map(
              v ->
                  v instanceof Verdict.Accepted a
                      ? a.event().eventId()
                      : ((Verdict.Rejected) v).event().rejectionId())
          .toList();
    }
  }
}
