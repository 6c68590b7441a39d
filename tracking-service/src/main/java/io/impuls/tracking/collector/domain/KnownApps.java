package io.impuls.tracking.collector.domain;

import io.impuls.contracts.source.TrackingSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: sources by the names of their apps and hosts, for protocols without a key. */
public interface KnownApps {

  /**
   * Gives the enabled source that names this app, else one that has one of these hosts; empty when
   * there is none, or when the sources of several workspaces claim them alike. Never blocks.
   *
   * @param appId the app's name by the client; null when it says none
   * @param hosts hosts that the event is connected with, the most telling first
   * @param now keys that have ended by then do not count
   */
  Optional<TrackingSource> byApp(String appId, List<String> hosts, Instant now);
}
