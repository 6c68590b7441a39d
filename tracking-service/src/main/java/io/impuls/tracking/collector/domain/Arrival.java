package io.impuls.tracking.collector.domain;

import io.impuls.contracts.source.TrackingSource;
import java.time.Instant;
import java.util.Objects;

/**
 * What the server knows of a request.
 *
 * @param source whose key it came with
 * @param receivedAt when
 * @param visitorId value of the first-party cookie; null for server keys
 * @param userAgent the header; null when there is none
 * @param address the connection's address, untruncated; never leaves this record
 * @param language first language of {@code Accept-Language}; null when there is none
 * @param route the path it came by
 */
public record Arrival(
    TrackingSource source,
    Instant receivedAt,
    String visitorId,
    String userAgent,
    String address,
    String language,
    String route) {
  public Arrival {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(route, "route");
  }
}
