package io.impuls.tracking.collector.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Address;
import io.impuls.tracking.collector.domain.Networks;
import io.impuls.tracking.collector.domain.RateLimits;
import java.time.Duration;

/**
 * Token buckets, one for each key and each client of the last minutes. A bucket holds one second's
 * worth; what nobody used is not saved up for longer.
 */
public final class BucketLimits implements RateLimits {

  /** Clients remembered: some 300 bytes each. The one not seen for longest goes first. */
  static final int MOST_CLIENTS = 50_000;

  /** Keys remembered. */
  private static final int MOST_KEYS = 10_000;

  /** A bucket that nobody touched for this long is full again, as a new one is. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Settings settings;
  private final TimeMeter time;
  private final Cache<String, Client> clients;
  private final Cache<Key, Bucket> keys;

  /**
   * How much.
   *
   * @param requestsPerSecond requests a second of one client; 0 for any number
   * @param eventsPerSecond events a second of one key that names no limit of its own; 0 for any
   *     number
   * @param unlimited networks whose clients are not counted
   */
  public record Settings(int requestsPerSecond, int eventsPerSecond, Networks unlimited) {}

  /** A client's bucket; without one it is not counted. */
  private record Client(Bucket bucket) {}

  /** A key by its record and its rate: another rate is another bucket. */
  private record Key(String record, int rate) {}

  /** Counts by the machine's clock. */
  public BucketLimits(Settings settings) {
    this(settings, TimeMeter.SYSTEM_NANOTIME);
  }

  BucketLimits(Settings settings, TimeMeter time) {
    this.settings = settings;
    this.time = time;
    this.clients = Caffeine.newBuilder().maximumSize(MOST_CLIENTS).expireAfterAccess(KEPT).build();
    this.keys = Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(KEPT).build();
  }

  @Override
  public Duration request(String address) {
    if (address == null || settings.requestsPerSecond() == 0) {
      return Duration.ZERO;
    }
    // who has one IPv6 address has all of its /64
    String client = address.indexOf(':') < 0 ? address : Address.household(address);
    if (client == null) {
      return Duration.ZERO;
    }
    Bucket bucket = clients.get(client, name -> client(address)).bucket();
    return bucket == null ? Duration.ZERO : take(bucket, 1);
  }

  @Override
  public Duration events(TrackingSource source, int events) {
    int rate =
        source.eventsPerSecond() == null ? settings.eventsPerSecond() : source.eventsPerSecond();
    return rate <= 0
        ? Duration.ZERO
        : take(keys.get(new Key(source.key(), rate), key -> bucket(rate)), events);
  }

  private Client client(String address) {
    return new Client(
        settings.unlimited().contains(address) ? null : bucket(settings.requestsPerSecond()));
  }

  /** The first token is asked for, the rest is owed: or a batch could be too large for ever. */
  private static Duration take(Bucket bucket, int tokens) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      return Duration.ofNanos(probe.getNanosToWaitForRefill());
    }
    if (tokens > 1) {
      bucket.consumeIgnoringRateLimits(tokens - 1L);
    }
    return Duration.ZERO;
  }

  private Bucket bucket(int perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }
}
