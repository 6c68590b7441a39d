package io.impuls.bench.bare;

import io.impuls.bench.load.CollectedEvents;
import io.impuls.contracts.topic.Topics;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * An exactly-once topology with the resolver's hops and bytes, and nothing else: at each hop one
 * get and one put of 200 bytes; what names a person goes through the second hop. Arguments:
 * bootstrap servers, state directory, port, bytes by which a record grows on its way.
 */
public final class BareResolver {

  /** Name of the consumer group. */
  public static final String APPLICATION_ID = "bench-bare-resolver";

  /** Where it writes. */
  public static final String OUTPUT = "bench.events";

  private static final String DEVICES = "bare-devices";
  private static final String IDENTIFIERS = "bare-identifiers";

  private BareResolver() {}

  /** Runs until it is stopped; answers 200 on its port while it processes records. */
  public static void main(String[] args) throws IOException {
    BareRuntime.run(
        APPLICATION_ID,
        args,
        topology(Integer.parseInt(args[3])),
        List.of(Topics.COLLECTED.name(), OUTPUT),
        "tracking");
  }

  private static Topology topology(int growth) {
    StreamsBuilder builder = new StreamsBuilder();
    for (String store : List.of(DEVICES, IDENTIFIERS)) {
      builder.addStateStore(
          Stores.keyValueStoreBuilder(
              Stores.persistentKeyValueStore(store), Serdes.String(), Serdes.ByteArray()));
    }
    KStream<String, byte[]> first =
        builder.stream(
                Topics.COLLECTED.name(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("collected"))
            .process(() -> GetPut.growing(DEVICES, growth), Named.as("by-device"), DEVICES);
    var branches =
        first
            .split(Named.as("kind-"))
            .branch(
                (key, value) -> key.contains(CollectedEvents.CUSTOMER),
                org.apache.kafka.streams.kstream.Branched.as("named"))
            .defaultBranch(org.apache.kafka.streams.kstream.Branched.as("anonymous"));
    branches
        .get("kind-anonymous")
        .to(OUTPUT, Produced.with(Serdes.String(), Serdes.ByteArray()).withName("anonymous-out"));
    branches
        .get("kind-named")
        .repartition(
            Repartitioned.<String, byte[]>as("named")
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.ByteArray())
                .withNumberOfPartitions(Topics.PARTITIONS))
        .process(() -> GetPut.growing(IDENTIFIERS, 0), Named.as("by-identifier"), IDENTIFIERS)
        .to(OUTPUT, Produced.with(Serdes.String(), Serdes.ByteArray()).withName("named-out"));
    return builder.build();
  }
}
