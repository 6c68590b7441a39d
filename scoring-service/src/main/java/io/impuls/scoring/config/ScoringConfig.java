package io.impuls.scoring.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the service; every one can come from the environment (IMPULS_INSTANCE_ID, ...). */
@ConfigMapping(prefix = "impuls")
public interface ScoringConfig {

  /** Stable name of this instance: after a restart it gets its old work back at once. */
  @WithDefault("scoring-1")
  String instanceId();

  /** Directory of the state stores; kept between runs, or the next start restores them. */
  @WithDefault("data/scoring")
  Path stateDir();

  /** Warm copies of each store on other instances: 0 with one instance, 1 with more. */
  @WithDefault("0")
  int standbys();

  /** Where other instances reach this one's HTTP port. */
  @WithDefault("http://127.0.0.1:8082")
  URI advertisedUrl();

  /** The brokers. */
  Kafka kafka();

  /** What only scoring has. */
  Scoring scoring();

  /** The brokers. */
  interface Kafka {
    /** {@code host:port} list. */
    @WithDefault("127.0.0.1:19092")
    String bootstrapServers();
  }

  /** What only scoring has. */
  interface Scoring {
    /** How late events may come and still count: the workspace's horizon. */
    @WithDefault("P30D")
    Duration latenessHorizon();

    /**
     * How far back a first version of a plan may take effect. The lateness horizon if not said;
     * more only where old recordings are replayed as received.
     */
    Optional<Duration> firstVersionBack();

    /**
     * Longest window of a cap, longest wait and longest decay. Single matches are kept for this
     * plus the lateness horizon, so that late events and merges can still change a verdict.
     */
    @WithDefault("P32D")
    Duration longestCap();

    /**
     * State epoch that score changes name. Raise it by one when the state is rebuilt from the
     * events: versions start anew then, and readers take the higher epoch.
     */
    @WithDefault("1")
    int epoch();

    /** Stream threads; more help only with more cores. */
    @WithDefault("1")
    int threads();

    /** Length of a transaction: each hop adds up to this; a longer one is faster but late. */
    @WithDefault("PT0.1S")
    Duration commitInterval();

    /** How many may listen to each feed of an instance at a time. */
    @WithDefault("50")
    int feedListeners();

    /** Rehearsals of plans on what people did. */
    Rehearsals rehearsals();

    /** How long to wait for another instance when its answer is needed for ours. */
    @WithDefault("PT3S")
    Duration peerTimeout();
  }

  /** Rehearsals of plans on what people did. */
  interface Rehearsals {
    /** How many may run at a time on an instance; each takes a thread and about 60 MB. */
    @WithDefault("1")
    int atOnce();

    /** How many records each reads, or judges, in a second: what is left is for real events. */
    @WithDefault("20000")
    int recordsPerSecond();
  }

  /** Gives how far back a first version may take effect. */
  static Duration reach(ScoringConfig config) {
    return config.scoring().firstVersionBack().orElse(config.scoring().latenessHorizon());
  }

  /** Gives how long single matches are kept. */
  static Duration retention(ScoringConfig config) {
    return config.scoring().latenessHorizon().plus(config.scoring().longestCap());
  }
}
