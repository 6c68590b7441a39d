package io.impuls.tracking.collector.publish;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.handover.ImportedRow;
import io.impuls.tracking.handover.SourceFacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores verdicts in Kafka. The answer waits for all acknowledgements. Bytes in flight are counted
 * here, because the producer would block its caller when its buffer is full; when the brokers are
 * gone, everybody who waits is told at once.
 */
public final class KafkaIntakeLog implements IntakeLog, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaIntakeLog.class);

  /** What a record costs beyond key and value, in the producer's buffer. */
  private static final int RECORD_OVERHEAD = 256;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final long mostBytesInFlight;
  private final BrokerWatch watch;
  private final BooleanSupplier brokersThere;
  private final UnaryOperator<Event> receipt;
  private final AtomicLong bytesInFlight = new AtomicLong();
  private final Set<Submission> waiting = ConcurrentHashMap.newKeySet();
  private volatile SourceHeaders lately;

  /** What the records of a source say of it. */
  private record SourceHeaders(TrackingSource source, List<Header> headers) {}

  /** Makes the log on a producer of its own; nothing runs before {@link #start}. */
  public KafkaIntakeLog(ProducerSettings settings) {
    this(settings, UnaryOperator.identity());
  }

  /**
   * Makes the log on a producer of its own; nothing runs before {@link #start}.
   *
   * @param receipt what is stored of an event in its place; the time of the record stays that of
   *     the true receipt, by which the topic's retention goes
   */
  public KafkaIntakeLog(ProducerSettings settings, UnaryOperator<Event> receipt) {
    this.receipt = receipt;
    this.producer = new KafkaProducer<>(settings.properties());
    this.mostBytesInFlight = settings.mostBytesInFlight();
    this.watch =
        new BrokerWatch(
            settings.bootstrapServers(),
            producer,
            List.of(Topics.COLLECTED.name(), Topics.REJECTED_EVENTS.name()),
            this::brokersLost,
            this::brokersSilent);
    this.brokersThere = watch::available;
  }

  /** Makes the log on a given producer, told from outside about the brokers. */
  KafkaIntakeLog(
      Producer<byte[], byte[]> producer,
      long mostBytesInFlight,
      BooleanSupplier brokersThere,
      UnaryOperator<Event> receipt) {
    this.receipt = receipt;
    this.producer = producer;
    this.mostBytesInFlight = mostBytesInFlight;
    this.watch = null;
    this.brokersThere = brokersThere;
  }

  /** Begins to look for the brokers; returns at once. */
  public void start() {
    watch.start();
  }

  @Override
  public boolean available() {
    return brokersThere.getAsBoolean();
  }

  /** Tells everybody who waits to come again. */
  void brokersLost() {
    waiting.forEach(Submission::giveUp);
  }

  /** Tells who has waited for too long to come again; says whether there was anybody. */
  boolean brokersSilent() {
    long before = System.nanoTime() - BrokerWatch.SILENCE.toNanos();
    boolean any = false;
    for (Submission one : waiting) {
      if (one.begunAt - before < 0) {
        one.giveUp();
        any = true;
      }
    }
    return any;
  }

  /** Gives the bytes that wait for their acknowledgement. */
  public long bytesInFlight() {
    return bytesInFlight.get();
  }

  @Override
  public CompletionStage<Outcome> store(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return CompletableFuture.completedFuture(Outcome.STORED);
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(verdicts.size());
    long bytes = 0;
    for (Verdict verdict : verdicts) {
      ProducerRecord<byte[], byte[]> record = record(verdict);
      records.add(record);
      bytes += record.key().length + record.value().length + RECORD_OVERHEAD;
    }
    if (!available() || !reserve(bytes)) {
      return CompletableFuture.completedFuture(Outcome.UNAVAILABLE);
    }
    Submission submission = new Submission(records.size(), bytes);
    waiting.add(submission);
    if (!available()) {
      // the brokers were lost in between: whoever looked then did not see this one
      submission.giveUp();
    }
    records.forEach(record -> send(record, submission));
    return submission.outcome;
  }

  private void send(ProducerRecord<byte[], byte[]> record, Submission submission) {
    try {
      producer.send(record, submission);
    } catch (KafkaException | IllegalStateException e) {
      submission.acknowledged(e);
    }
  }

  private boolean reserve(long bytes) {
    if (bytesInFlight.addAndGet(bytes) <= mostBytesInFlight) {
      return true;
    }
    bytesInFlight.addAndGet(-bytes);
    return false;
  }

  /** The headers of the source that sent last: mostly it is the one that sends next. */
  private List<Header> headersOf(TrackingSource source) {
    SourceHeaders known = lately;
    if (known == null || known.source() != source) {
      known = new SourceHeaders(source, SourceFacts.of(source).headers());
      lately = known;
    }
    return known.headers();
  }

  private ProducerRecord<byte[], byte[]> record(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      Event event = accepted.event();
      Headers headers = new RecordHeaders();
      headersOf(accepted.source()).forEach(headers::add);
      ImportedRow.mark(event, headers);
      String key = event.workspace() + "|" + event.identity().intakeKey().orElseThrow();
      return record(Topics.COLLECTED, headers, key, event.receivedAt(), receipt.apply(event));
    }
    RejectedEvent event = ((Verdict.Rejected) verdict).event();
    return record(
        Topics.REJECTED_EVENTS,
        new RecordHeaders(),
        event.workspace().toString(),
        event.receivedAt(),
        event);
  }

  private static <V> ProducerRecord<byte[], byte[]> record(
      Topic<V> topic, Headers headers, String key, Instant receivedAt, V value) {
    byte[] bytes = topic.serde().serialize(topic.name(), headers, value);
    return new ProducerRecord<>(
        topic.name(),
        null,
        receivedAt.toEpochMilli(),
        key.getBytes(StandardCharsets.UTF_8),
        bytes,
        headers);
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    producer.close(CLOSE_TIMEOUT);
  }

  /** The records of one request on their way. */
  private final class Submission implements Callback {

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final AtomicLong open;
    private final long bytes;
    private final long begunAt = System.nanoTime();
    private volatile boolean failed;

    Submission(int records, long bytes) {
      this.open = new AtomicLong(records);
      this.bytes = bytes;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception error) {
      acknowledged(error);
    }

    void acknowledged(Exception error) {
      if (error != null) {
        failed = true;
        LOG.debug("a record was not stored", error);
      } else if (watch != null) {
        watch.heard();
      }
      if (open.decrementAndGet() == 0) {
        bytesInFlight.addAndGet(-bytes);
        waiting.remove(this);
        outcome.complete(failed ? Outcome.UNAVAILABLE : Outcome.STORED);
      }
    }

    /** Tells the sender to come again; the bytes stay counted until the producer lets go. */
    void giveUp() {
      outcome.complete(Outcome.UNAVAILABLE);
    }
  }
}
