package io.impuls.tracking.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.tracking.resolver.domain.Binding;
import io.impuls.tracking.resolver.domain.DeviceMemory.AnonymousPast;
import io.impuls.tracking.resolver.domain.identity.Consents;
import io.impuls.tracking.resolver.domain.identity.Place;
import io.impuls.tracking.resolver.domain.identity.Said;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What is remembered of a device reads the same with and without the head that sums it up. */
class DeviceStateTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final UUID LOW = new UUID(0, 1);
  private static final UUID HIGH = new UUID(-1, 1);
  private static final Identifier ANN = new Identifier(Identifier.Kind.USER_ID, "ann");
  private static final Identifier BOB = new Identifier(Identifier.Kind.EMAIL, "bob:x@shop.example");

  private final DeviceKeys keys =
      new DeviceKeys(WORKSPACE, new Identifier(Identifier.Kind.VISITOR, "v"));
  private final KeyValueStore<byte[], byte[]> store = store();

  @Test
  void aNewDeviceHasNothingAndLeavesNothingUnlessSomethingIsKept() {
    DeviceState device = new DeviceState(keys, store);
    DeviceRows memory = new DeviceRows(device);

    assertThat(memory.anonymousPast()).isEmpty();
    assertThat(memory.consents()).isEqualTo(Consents.NONE);
    assertThat(memory.firstBinding()).isEmpty();
    assertThat(memory.bindingAt(START, HIGH)).isEmpty();
    assertThat(new VisitRows(device).latest()).isEmpty();
    device.apply();

    assertThat(store.approximateNumEntries()).isZero();
  }

  @Test
  void whatWasKeptIsReadBack() {
    AnonymousPast past = new AnonymousPast(START, START.plus(Duration.ofDays(1)));
    Said no = new Said(false, new Place(START, HIGH));
    Consents said = new Consents(no, null, new Said(true, new Place(START, LOW)));
    DeviceState device = new DeviceState(keys, store);
    DeviceRows kept = new DeviceRows(device);
    kept.keep(past);
    kept.keep(said);
    kept.bind(new Binding(START, LOW, ANN));
    kept.bind(new Binding(START.plusSeconds(60), HIGH, BOB));
    kept.bind(new Binding(START.plusSeconds(30), LOW, ANN));
    device.head().count();
    device.apply();

    DeviceState again = new DeviceState(keys, store);
    DeviceRows memory = new DeviceRows(again);

    assertThat(memory.anonymousPast()).contains(past);
    assertThat(memory.consents()).isEqualTo(said);
    assertThat(again.head().counted()).isTrue();
    assertBindings(memory);
  }

  @Test
  void rowsOfReleasesWithoutHeadsAreTakenUp() {
    Consents said = new Consents(new Said(true, new Place(START, HIGH)), null, null);
    store.put(
        keys.past(),
        ByteBuffer.allocate(17)
            .put((byte) 3)
            .putLong(START.toEpochMilli())
            .putLong(START.plusSeconds(5).toEpochMilli())
            .array());
    store.put(
        keys.said(),
        ByteBuffer.allocate(26)
            .put((byte) 1)
            .put((byte) 1)
            .putLong(START.toEpochMilli())
            .putLong(HIGH.getMostSignificantBits())
            .putLong(HIGH.getLeastSignificantBits())
            .array());
    store.put(keys.binding(START, LOW), text(ANN));
    store.put(keys.binding(START.plusSeconds(30), LOW), text(ANN));
    store.put(keys.binding(START.plusSeconds(60), HIGH), text(BOB));
    store.put(keys.flood(), new byte[12]);
    DeviceState device = new DeviceState(keys, store);

    for (int round = 0; round < 2; round++) {
      DeviceRows memory = new DeviceRows(device);
      assertThat(memory.anonymousPast()).contains(new AnonymousPast(START, START.plusSeconds(5)));
      assertThat(memory.consents()).isEqualTo(said);
      assertThat(device.head().counted()).isTrue();
      assertBindings(memory);
      device.apply();
      device = new DeviceState(keys, store);
    }
    assertThat(store.get(keys.past())).isNull();
    assertThat(store.get(keys.said())).isNull();
  }

  @Test
  void aDeviceOfTheFirstReleaseWasAnonymousAtAnyTime() {
    store.put(keys.past(), new byte[] {1});

    assertThat(new DeviceRows(new DeviceState(keys, store)).anonymousPast())
        .contains(new AnonymousPast(Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE)));
  }

  /** Ann at 0 s and 30 s, Bob at 60 s. */
  private static void assertBindings(DeviceRows memory) {
    assertThat(memory.firstBinding()).contains(new Binding(START, LOW, ANN));
    assertThat(memory.bindingAt(START.minusMillis(1), HIGH)).isEmpty();
    assertThat(memory.bindingAt(START.plusSeconds(59), HIGH))
        .contains(new Binding(START.plusSeconds(30), LOW, ANN));
    assertThat(memory.bindingAt(START.plusSeconds(60), LOW))
        .contains(new Binding(START.plusSeconds(30), LOW, ANN));
    assertThat(memory.bindingAt(START.plusSeconds(60), HIGH).orElseThrow().known()).isEqualTo(BOB);
    assertThat(memory.bindingAt(START.plusSeconds(99), LOW).orElseThrow().known()).isEqualTo(BOB);
    assertThat(memory.bindingAfter(START.plusSeconds(30), LOW).orElseThrow().known())
        .isEqualTo(BOB);
    assertThat(memory.bindingAfter(START.minusMillis(1), LOW).orElseThrow().known()).isEqualTo(ANN);
    assertThat(memory.bindingAfter(START.plusSeconds(60), HIGH)).isEmpty();
  }

  private static byte[] text(Identifier known) {
    return known.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static KeyValueStore<byte[], byte[]> store() {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    KeyValueStore<byte[], byte[]> made =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("rows"), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    made.init(context.getStateStoreContext(), made);
    return made;
  }
}
