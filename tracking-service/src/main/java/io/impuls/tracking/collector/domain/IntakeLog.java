package io.impuls.tracking.collector.domain;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Port: where verdicts become records that outlive us. */
public interface IntakeLog {

  /** How an attempt to store the records of one request ended. */
  enum Outcome {
    /** Every record is acknowledged by all in-sync replicas. */
    STORED,
    /** At least one is not, or not yet: the sender must come again; its ids make that harmless. */
    UNAVAILABLE
  }

  /**
   * Stores one record for each verdict. Never blocks: without room or without Kafka it is over at
   * once. The stage never fails and may complete on another thread.
   */
  CompletionStage<Outcome> store(List<Verdict> verdicts);

  /** Whether an attempt could succeed now. */
  boolean available();
}
