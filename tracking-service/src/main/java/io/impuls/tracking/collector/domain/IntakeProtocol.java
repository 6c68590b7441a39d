package io.impuls.tracking.collector.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Port: one way in. It turns a request into verdicts and says how its clients are answered; the
 * edge around it reads, bounds, unpacks, stores and writes.
 */
public interface IntakeProtocol {

  /** What to do with a request. */
  sealed interface Judgement {

    /** Nothing to store. */
    record AnswerNow(Reply reply) implements Judgement {}

    /**
     * To be stored in Kafka, then answered; without Kafka the answer is {@link
     * IntakeProtocol#later()}.
     *
     * @param verdicts one for each event of the request; none is a reply at once
     * @param whenStored the answer once every record is acknowledged
     * @param unstored what to do when they are not; empty for {@link IntakeProtocol#later()}
     */
    record Store(List<Verdict> verdicts, Reply whenStored, Optional<Unstored> unstored)
        implements Judgement {
      public Store {
        verdicts = List.copyOf(verdicts);
      }

      /**
       * Makes a judgement whose sender keeps its events and comes again when they are not stored.
       */
      public Store(List<Verdict> verdicts, Reply whenStored) {
        this(verdicts, whenStored, Optional.empty());
      }
    }

    /**
     * Known only when something outside has answered, within a bound of the protocol's own. A
     * failed stage is answered like an outage.
     */
    record Pending(CompletionStage<Judgement> judgement) implements Judgement {}

    /**
     * For whoever cannot come again, such as a person on the way to a page: answered in any case,
     * and what is not stored by then may be lost, and is counted.
     *
     * @param reply the answer without Kafka
     * @param patience how long it is waited for
     */
    record Unstored(Reply reply, Duration patience) {}
  }

  /** Judges a request. Never blocks on anything but the processor, and may run on any thread. */
  Judgement judge(IntakeRequest request);

  /**
   * Whether requests are turned away unseen while Kafka is known to be away. Only what answers its
   * requests in some other way then says no.
   */
  default boolean needsKafka() {
    return true;
  }

  /** Gives the answer while events cannot be stored: the client must keep and send them again. */
  Reply later();

  /** Gives the answer to who has sent too much: come again after {@code wait}. */
  default Reply tooMany(Duration wait) {
    return Reply.empty(429).with("Retry-After", Reply.seconds(wait));
  }

  /** Gives the answer to a body of more than {@code most} bytes, packed or unpacked. */
  Reply tooLarge(int most);

  /** Gives the answer to a body that is packed, but not so that it can be unpacked. */
  Reply notUnpackable();
}
