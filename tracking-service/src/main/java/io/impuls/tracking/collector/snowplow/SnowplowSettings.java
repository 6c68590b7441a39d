package io.impuls.tracking.collector.snowplow;

import io.impuls.tracking.collector.domain.RequestLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the protocol is spoken here.
 *
 * @param limits how large requests may be
 * @param heartbeat time that a page ping stands for
 * @param heartbeats the same, for sources by id whose trackers are set to another
 * @param maskForms whether addresses, phone numbers and passwords in forms are masked
 * @param cookieDomains domains on which the network cookie may be set, each without a dot in front
 * @param redirectHosts hosts that clicks may be sent on to; none switches redirects off
 */
public record SnowplowSettings(
    RequestLimits limits,
    Duration heartbeat,
    Map<String, Duration> heartbeats,
    boolean maskForms,
    List<String> cookieDomains,
    List<String> redirectHosts) {

  public SnowplowSettings {
    heartbeats = Map.copyOf(heartbeats);
    cookieDomains = List.copyOf(cookieDomains);
    redirectHosts = List.copyOf(redirectHosts);
  }

  /** Gives the seconds that a page ping of a source stands for. */
  long heartbeatSeconds(String source) {
    return heartbeats.getOrDefault(source, heartbeat).toSeconds();
  }
}
