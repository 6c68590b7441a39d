package io.impuls.tracking.collector.sources;

import static io.impuls.tracking.collector.TestSources.MADE;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.SourceSettings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SourceTableTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final SourceSettings SHOP =
      new SourceSettings(
          "shop",
          Source.Kind.BACKEND,
          null,
          null,
          List.of("order.placed"),
          null,
          7,
          null,
          null,
          null);

  private final TrackingSource old = SHOP.withKey(WORKSPACE, "key-old", "sk_old", MADE);
  private final TrackingSource young = SHOP.withKey(WORKSPACE, "key-young", "sk_young", MADE);

  @Test
  void bothKeysOfARotationOpenTheSourceUntilTheOldOneEnds() {
    TrackingSource ending = SourceSettings.ending(old, NOON, MADE);
    SourceTable table =
        SourceTable.EMPTY.with(old.key(), old).with(young.key(), young).with(ending.key(), ending);

    assertThat(table.byKey("sk_old", NOON.minusMillis(1))).contains(ending);
    assertThat(table.byKey("sk_young", NOON.minusMillis(1))).contains(young);
    assertThat(table.byKey("sk_old", NOON)).isEmpty();
    assertThat(table.byKey("sk_young", NOON)).contains(young);
    assertThat(ending.id()).isEqualTo(young.id());
    assertThat(SourceSettings.of(ending)).isEqualTo(SHOP);
  }

  @Test
  void anEndIsNeverPutOff() {
    TrackingSource ending = SourceSettings.ending(old, NOON, MADE);

    assertThat(SourceSettings.ending(ending, NOON.plusSeconds(60), MADE).expiresAt())
        .isEqualTo(NOON);
    assertThat(SourceSettings.ending(ending, NOON.minusSeconds(60), MADE).expiresAt())
        .isEqualTo(NOON.minusSeconds(60));
  }

  @Test
  void otherSettingsHoldForAKeyThatStaysWhatItIs() {
    TrackingSource ending = SourceSettings.ending(old, NOON, MADE);
    SourceSettings.Change later = new SourceSettings.Change("jan", NOON.minusSeconds(60));
    SourceSettings other =
        new SourceSettings(
            "shop",
            Source.Kind.BACKEND,
            null,
            List.of("shop.example"),
            null,
            null,
            9,
            null,
            null,
            null);

    TrackingSource changed = other.on(ending, later);

    assertThat(SourceSettings.of(changed)).isEqualTo(other);
    assertThat(changed.keyId()).isEqualTo("key-old");
    assertThat(changed.secretHash()).isEqualTo(old.secretHash());
    assertThat(changed.expiresAt()).isEqualTo(NOON);
    assertThat(changed.changedBy()).isEqualTo("jan");
    assertThat(changed.changedAt()).isEqualTo(NOON.minusSeconds(60));
    assertThat(ending.changedBy()).isEqualTo("marta");
  }

  @Test
  void aRemovedKeyOpensNothing() {
    SourceTable table = SourceTable.EMPTY.with(old.key(), old).with(old.key(), null);

    assertThat(table.byKey("sk_old", NOON)).isEmpty();
    assertThat(table.all()).isEmpty();
  }

  @Test
  void theSecretItselfIsNotKept() {
    assertThat(old.writeKey()).isNull();
    assertThat(old.toString()).doesNotContain("sk_old");
    assertThat(old.secretHash()).matches("[0-9a-f]{64}");
    assertThat(SourceTable.EMPTY.with(old.key(), old).byKey(old.secretHash(), NOON)).isEmpty();
    assertThat(SourceTable.EMPTY.with(old.key(), old).byKey(null, NOON)).isEmpty();
  }
}
