package io.impuls.tracking.handover;

import io.impuls.contracts.source.TrackingSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * What held for a source when the event was received, as headers of the record. Were the resolver
 * to look it up, a replay could come to another result than the first run.
 *
 * @param latenessHorizon how late events may arrive and still count
 * @param hosts hosts that count as the site's own
 */
public record SourceFacts(Duration latenessHorizon, List<String> hosts) {

  /** Horizon of a source that does not name one (semantics 3.1). */
  public static final Duration DEFAULT_HORIZON = Duration.ofHours(48);

  /** No source may name a longer one (semantics 3.1): it bounds the stores. */
  public static final Duration LONGEST_HORIZON = Duration.ofDays(30);

  /** Facts of records that carry none. */
  public static final SourceFacts DEFAULT = new SourceFacts(DEFAULT_HORIZON, List.of());

  private static final String HORIZON = "impuls_lateness";
  private static final String HOSTS = "impuls_hosts";

  public SourceFacts {
    Objects.requireNonNull(latenessHorizon, "latenessHorizon");
    latenessHorizon =
        latenessHorizon.compareTo(LONGEST_HORIZON) > 0 ? LONGEST_HORIZON : latenessHorizon;
    hosts = List.copyOf(hosts);
  }

  /** Gives the facts of a source. */
  public static SourceFacts of(TrackingSource source) {
    return new SourceFacts(
        Objects.requireNonNullElse(source.latenessHorizon(), DEFAULT_HORIZON), source.hosts());
  }

  /** Reads the facts of a record; what is absent or unreadable has its default. */
  public static SourceFacts readFrom(Headers headers) {
    String horizon = text(headers.lastHeader(HORIZON));
    String hosts = text(headers.lastHeader(HOSTS));
    if (horizon == null) {
      return DEFAULT;
    }
    try {
      return new SourceFacts(
          Duration.parse(horizon), hosts == null ? List.of() : List.of(hosts.split(",")));
    } catch (DateTimeParseException e) {
      return DEFAULT;
    }
  }

  /** Adds the facts to a record that has none. */
  public void writeTo(Headers headers) {
    headers().forEach(headers::add);
  }

  /** Gives the facts as headers, which any number of records may share. */
  public List<Header> headers() {
    Header horizon = header(HORIZON, latenessHorizon.toString());
    return hosts.isEmpty()
        ? List.of(horizon)
        : List.of(horizon, header(HOSTS, String.join(",", hosts)));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Header header) {
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
