package io.impuls.tracking.collector.webhook;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Port: Amazon's notification service, as far as it is called by us. */
public interface SnsSite {

  /**
   * Gets what is at an address that was found to be the service's own. Never blocks; the stage
   * fails when there is no good answer of a modest size within a few seconds.
   */
  CompletionStage<byte[]> get(URI address);
}
