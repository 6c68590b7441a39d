package io.impuls.tracking.collector.domain;

import java.util.List;

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
     */
    record Store(List<Verdict> verdicts, Reply whenStored) implements Judgement {
      public Store {
        verdicts = List.copyOf(verdicts);
      }
    }
  }

  /** Judges a request. Never blocks on anything but the processor, and may run on any thread. */
  Judgement judge(IntakeRequest request);

  /** Gives the answer while events cannot be stored: the client must keep and send them again. */
  Reply later();

  /** Gives the answer to a body of more than {@code most} bytes, packed or unpacked. */
  Reply tooLarge(int most);

  /** Gives the answer to a body that is packed, but not so that it can be unpacked. */
  Reply notUnpackable();
}
