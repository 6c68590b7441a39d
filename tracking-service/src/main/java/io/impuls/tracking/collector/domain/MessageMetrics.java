package io.impuls.tracking.collector.domain;

/** Port: what is counted of links in messages beside their events. */
public interface MessageMetrics {

  /** A link was used of a message to somebody who does not want to be followed (3.25). */
  void unnamed(String eventType);

  /** A token came that nobody sealed, or whose key was taken out. */
  void unknownToken();
}
