package io.impuls.tracking.collector.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.Networks;
import io.impuls.tracking.collector.domain.SourceSettings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BucketLimitsTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");

  private long nanos = 1;
  private final BucketLimits limits =
      new BucketLimits(
          new BucketLimits.Settings(2, 100, Networks.of(List.of("127.0.0.0/8"))),
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return nanos;
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });

  @Test
  void aClientMaySendASecondsWorthAtOnceAndThenWaits() {
    assertThat(limits.request("192.0.2.1")).isZero();
    assertThat(limits.request("192.0.2.1")).isZero();
    // one token comes every half second
    assertThat(limits.request("192.0.2.1")).isEqualTo(Duration.ofMillis(500));
    assertThat(limits.request("192.0.2.2")).isZero();

    nanos += Duration.ofMillis(500).toNanos();

    assertThat(limits.request("192.0.2.1")).isZero();
    assertThat(limits.request("192.0.2.1")).isPositive();
  }

  @Test
  void theAddressesOfOneHouseholdAreOneClient() {
    limits.request("2001:db8::1");
    limits.request("2001:db8::2");

    assertThat(limits.request("2001:db8::3")).isPositive();
    assertThat(limits.request("2001:db8:0:1::1")).isZero();
  }

  @Test
  void someAreNotCounted() {
    for (int i = 0; i < 10; i++) {
      assertThat(limits.request("127.0.0.1")).isZero();
      assertThat(limits.request(null)).isZero();
    }
  }

  @Test
  void aBatchBeyondTheLimitPassesOnceAndIsPaidOffAfterwards() {
    TrackingSource shop = source("a", 10);

    assertThat(limits.events(shop, 500)).isZero();
    // 490 owed at 10 a second, and one more to be had
    assertThat(limits.events(shop, 1)).isEqualTo(Duration.ofMillis(49_100));
    nanos += Duration.ofSeconds(49).toNanos();
    assertThat(limits.events(shop, 1)).isPositive();
    nanos += Duration.ofMillis(100).toNanos();
    assertThat(limits.events(shop, 1)).isZero();
  }

  @Test
  void everyKeyHasALimitOfItsOwn() {
    TrackingSource slow = source("a", 1);
    TrackingSource usual = source("b", null);

    assertThat(limits.events(slow, 1)).isZero();
    assertThat(limits.events(slow, 1)).isPositive();
    for (int i = 0; i < 100; i++) {
      assertThat(limits.events(usual, 1)).isZero();
    }
    assertThat(limits.events(usual, 1)).isPositive();
    // a limit that was raised holds at once
    assertThat(limits.events(source("a", 5), 1)).isZero();
  }

  private static TrackingSource source(String key, Integer perSecond) {
    return new SourceSettings(
            "shop", Source.Kind.BACKEND, null, null, null, null, perSecond, null, null, null)
        .withKey(WORKSPACE, key, "sk_" + key, TestSources.MADE);
  }
}
