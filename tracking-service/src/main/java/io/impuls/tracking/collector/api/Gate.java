package io.impuls.tracking.collector.api;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.ClientAddress;
import io.impuls.tracking.collector.domain.Networks;
import io.impuls.tracking.collector.domain.RateLimits;
import io.impuls.tracking.collector.domain.Verdict;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;

/**
 * Who a client is, and how much it may send.
 *
 * @param limits counts what clients and keys send
 * @param believed networks of the proxies whose word on a client's address is taken
 * @param longestBody how long one body may take: for those who send a byte now and then to keep
 *     their place, which no idle timeout ends
 */
public record Gate(RateLimits limits, Networks believed, Duration longestBody) {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** Gives the client's literal address; null where it is not known. */
  String address(HttpServerRequest request) {
    String peer = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    return ClientAddress.of(peer, request.headers().getAll(FORWARDED_FOR), believed);
  }

  /**
   * Counts the events of a request, all of which came with one key. Links in our own messages have
   * none: who follows one is not held up by all the others.
   */
  Duration events(List<Verdict> verdicts) {
    TrackingSource source = verdicts.isEmpty() ? null : verdicts.get(0).source();
    return source == null || source.kind() == Source.Kind.CAMPAIGN
        ? Duration.ZERO
        : limits.events(source, verdicts.size());
  }
}
