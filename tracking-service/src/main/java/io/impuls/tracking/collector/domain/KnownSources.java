package io.impuls.tracking.collector.domain;

import io.impuls.contracts.source.TrackingSource;
import java.util.Optional;

/** Port: the sites, apps and backends that may send. */
public interface KnownSources {

  /** Gives the enabled source whose public or secret key this is; never blocks. */
  Optional<TrackingSource> byKey(String key);
}
