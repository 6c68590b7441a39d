package io.impuls.segmentation.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of the service; every one can come from the environment (IMPULS_INSTANCE_ID, ...). */
@ConfigMapping(prefix = "impuls")
public interface SegmentationConfig {

  /** Stable name of this instance: after a restart it gets its old work back at once. */
  @WithDefault("segmentation-1")
  String instanceId();

  /** Directory of the state stores; kept between runs, or the next start restores them. */
  @WithDefault("data/segmentation")
  Path stateDir();

  /** Warm copies of each store on other instances: 0 with one instance, 1 with more. */
  @WithDefault("0")
  int standbys();

  /** Where other instances reach this one's HTTP port. */
  @WithDefault("http://127.0.0.1:8083")
  URI advertisedUrl();

  /** The brokers. */
  Kafka kafka();

  /** What only segmentation has. */
  Segmentation segmentation();

  /** The brokers. */
  interface Kafka {
    /** {@code host:port} list. */
    @WithDefault("127.0.0.1:19092")
    String bootstrapServers();
  }

  /** What only segmentation has. */
  interface Segmentation {
    /** How late events may come and still count: the workspace's horizon. */
    @WithDefault("P30D")
    Duration latenessHorizon();

    /**
     * How far back a first version of a rule may take effect. The lateness horizon if not said;
     * more only where old recordings are replayed as received.
     */
    Optional<Duration> firstVersionBack();

    /**
     * Longest window of a cap, wait, decay and time to live. Single matches are kept for this plus
     * the lateness horizon, so that late events and merges can still change a verdict.
     */
    @WithDefault("P32D")
    Duration longestCap();

    /**
     * State epoch that tag changes name. Raise it by one when the state is rebuilt from the events:
     * versions start anew then, and readers take the higher epoch.
     */
    @WithDefault("1")
    int epoch();

    /** Stream threads; more help only with more cores. */
    @WithDefault("1")
    int threads();

    /** Length of a transaction: each hop adds up to this; a longer one is faster but late. */
    @WithDefault("PT0.1S")
    Duration commitInterval();

    /** How many may listen to the feed of an instance at a time. */
    @WithDefault("50")
    int feedListeners();

    /**
     * Events read in a second, at most, when a segment is applied to the history: more is done
     * sooner, and slows what happens meanwhile.
     */
    @WithDefault("2000")
    int historyPerSecond();

    /** How long to wait for another instance when its answer is needed for ours. */
    @WithDefault("PT3S")
    Duration peerTimeout();
  }

  /** Gives how far back a first version may take effect. */
  static Duration reach(SegmentationConfig config) {
    return config.segmentation().firstVersionBack().orElse(config.segmentation().latenessHorizon());
  }

  /** Gives how long single matches are kept. */
  static Duration retention(SegmentationConfig config) {
    return config.segmentation().latenessHorizon().plus(config.segmentation().longestCap());
  }
}
