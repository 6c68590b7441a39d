package io.impuls.contact.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the projection follows the topics. */
@ConfigMapping(prefix = "impuls.contact.projection")
public interface ProjectionConfig {

  /** Consumer group. Default {@code contact}; another name reads everything anew. */
  @WithDefault("contact")
  String group();

  /** Most records a turn; one transaction writes them. Default 500. */
  @WithDefault("500")
  int maxPollRecords();

  /** First wait after a failure; it doubles up to {@link #longestBackoff}. Default 200 ms. */
  @WithDefault("200ms")
  Duration firstBackoff();

  /** Longest wait between two tries, also for the databases at start. Default 5 s. */
  @WithDefault("5s")
  Duration longestBackoff();

  /** Longest a batch's transaction may take. Default 20 s. */
  @WithDefault("20s")
  Duration transactionBound();
}
