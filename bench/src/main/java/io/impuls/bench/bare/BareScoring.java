package io.impuls.bench.bare;

import io.impuls.contracts.topic.Topics;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * An exactly-once topology that does for each event of a person what any scoring must, and nothing
 * else: one get and one put of 200 bytes, and one record of 150 bytes out. Arguments: bootstrap
 * servers, state directory, port.
 */
public final class BareScoring {

  /** Name of the consumer group. */
  public static final String APPLICATION_ID = "bench-bare-scoring";

  /** Where it writes. */
  public static final String OUTPUT = "bench.scores";

  private static final int OUTPUT_BYTES = 150;
  private static final String PERSONS = "bare-persons";

  private BareScoring() {}

  /** Runs until it is stopped; answers 200 on its port while it processes records. */
  public static void main(String[] args) throws IOException {
    BareRuntime.run(
        APPLICATION_ID, args, topology(), List.of(Topics.EVENTS.name(), OUTPUT), "scoring");
  }

  private static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(PERSONS), Serdes.String(), Serdes.ByteArray()));
    builder.stream(
            Topics.EVENTS.name(),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("events"))
        .process(() -> GetPut.cutting(PERSONS, OUTPUT_BYTES), Named.as("by-person"), PERSONS)
        .to(OUTPUT, Produced.with(Serdes.String(), Serdes.ByteArray()).withName("out"));
    return builder.build();
  }
}
