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
 * @param purpose what a machine asked for it for, as {@link
 *     io.impuls.contracts.event.ServerFacts#purpose}; null for an ordinary request
 * @param returning whether the client sent its cookie, which it has only if it agreed once
 * @param gpc whether the browser sent {@code Sec-GPC: 1}
 * @param dnt whether it sent {@code DNT: 1}, and the source minds it
 */
public record Arrival(
    TrackingSource source,
    Instant receivedAt,
    String visitorId,
    String userAgent,
    String address,
    String language,
    String route,
    String purpose,
    boolean returning,
    boolean gpc,
    boolean dnt) {

  /** Makes what is known of an ordinary request, without a cookie and signals. */
  public Arrival(
      TrackingSource source,
      Instant receivedAt,
      String visitorId,
      String userAgent,
      String address,
      String language,
      String route) {
    this(
        source,
        receivedAt,
        visitorId,
        userAgent,
        address,
        language,
        route,
        null,
        false,
        false,
        false);
  }

  public Arrival {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(route, "route");
  }

  /** Gives the same without a visitor. */
  public Arrival withoutVisitor() {
    return new Arrival(
        source,
        receivedAt,
        null,
        userAgent,
        address,
        language,
        route,
        purpose,
        returning,
        gpc,
        dnt);
  }
}
