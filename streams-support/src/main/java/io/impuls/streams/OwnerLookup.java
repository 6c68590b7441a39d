package io.impuls.streams;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Finds which instance holds a key's state, and opens local stores for reading. Stores block: never
 * call from an event loop.
 */
public final class OwnerLookup {

  /** Where a key's state is. */
  public sealed interface Owner {
    /** On this instance. */
    record Local() implements Owner {}

    /** On another; {@code url} is its HTTP root. */
    record Remote(URI url) implements Owner {}

    /** Nobody knows just now (starting or rebalancing): answer 503 with Retry-After. */
    record Unknown() implements Owner {}
  }

  private final StreamsRuntime runtime;
  private final HostInfo self;
  private final String scheme;

  /** Makes the lookup of this instance's runtime. */
  public OwnerLookup(StreamsRuntime runtime, StreamsSettings settings) {
    this.runtime = runtime;
    URI url = settings.advertisedUrl();
    this.self = new HostInfo(url.getHost(), url.getPort());
    this.scheme = url.getScheme();
  }

  /** Gives the owner of {@code key} (the text of the record key) in {@code store}. */
  public Owner owner(String store, String key) {
    Optional<KafkaStreams> streams = running();
    if (streams.isEmpty()) {
      return new Owner.Unknown();
    }
    KeyQueryMetadata found = streams.get().queryMetadataForKey(store, key, new StringSerializer());
    if (found == null
        || KeyQueryMetadata.NOT_AVAILABLE.equals(found)
        || "unavailable".equals(found.activeHost().host())) {
      return new Owner.Unknown();
    }
    return found.activeHost().equals(self)
        ? new Owner.Local()
        : new Owner.Remote(url(found.activeHost()));
  }

  /** Gives the HTTP roots of the other instances that hold partitions of {@code store}. */
  public Set<URI> others(String store) {
    Set<URI> found = new LinkedHashSet<>();
    running()
        .map(streams -> streams.streamsMetadataForStore(store))
        .ifPresent(all -> addOthers(all, found));
    return found;
  }

  /**
   * Opens the local partitions of a store; empty while it cannot be read (starting, rebalancing).
   *
   * @param <V> what the store holds
   */
  public <V> Optional<ReadOnlyKeyValueStore<byte[], V>> local(String store) {
    try {
      return running()
          .map(
              streams ->
                  streams.store(
                      StoreQueryParameters.fromNameAndType(
                          store, QueryableStoreTypes.<byte[], V>keyValueStore())));
    } catch (InvalidStateStoreException e) {
      return Optional.empty();
    }
  }

  /**
   * Opens the local partitions of a store, each by itself, so that what is read of each is in the
   * order of its keys; empty while they cannot be read. Of a topology in which every task has the
   * store.
   *
   * @param <V> what the store holds
   */
  public <V> Optional<List<ReadOnlyKeyValueStore<byte[], V>>> localParts(String store) {
    try {
      return running().map(streams -> parts(streams, store));
    } catch (InvalidStateStoreException e) {
      return Optional.empty();
    }
  }

  private static <V> List<ReadOnlyKeyValueStore<byte[], V>> parts(
      KafkaStreams streams, String store) {
    Set<Integer> partitions = new TreeSet<>();
    for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
      thread.activeTasks().forEach(task -> partitions.add(task.taskId().partition()));
    }
    List<ReadOnlyKeyValueStore<byte[], V>> parts = new ArrayList<>(partitions.size());
    for (int partition : partitions) {
      parts.add(
          streams.store(
              StoreQueryParameters.fromNameAndType(
                      store, QueryableStoreTypes.<byte[], V>keyValueStore())
                  .withPartition(partition)));
    }
    return parts;
  }

  private Optional<KafkaStreams> running() {
    return runtime.streams().filter(s -> s.state() == KafkaStreams.State.RUNNING);
  }

  private void addOthers(Collection<StreamsMetadata> all, Set<URI> found) {
    for (StreamsMetadata one : all) {
      if (!one.hostInfo().equals(self) && !one.hostInfo().equals(HostInfo.unavailable())) {
        found.add(url(one.hostInfo()));
      }
    }
  }

  private URI url(HostInfo host) {
    return URI.create(scheme + "://" + host.host() + ":" + host.port());
  }
}
