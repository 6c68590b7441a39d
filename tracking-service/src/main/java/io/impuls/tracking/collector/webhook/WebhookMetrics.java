package io.impuls.tracking.collector.webhook;

/** Port: what is counted of webhooks beside their events. */
public interface WebhookMetrics {

  /** A request was not taken. */
  void refused(String provider, Authenticity why);
}
