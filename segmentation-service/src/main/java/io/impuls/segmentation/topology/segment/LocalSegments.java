package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.segmentation.domain.Tags.MovingException;
import io.impuls.segmentation.domain.segment.Membership;
import io.impuls.segmentation.domain.segment.Memberships;
import io.impuls.streams.OwnerLookup;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the stores of the topology that runs in this process. */
public final class LocalSegments implements Memberships {

  private final OwnerLookup stores;

  /** Makes the reader. */
  public LocalSegments(OwnerLookup stores) {
    this.stores = stores;
  }

  @Override
  public SortedMap<String, Membership> of(PersonKey person) {
    return read(SegmentRows.MEMBERSHIPS, store -> SegmentRows.all(store, person));
  }

  @Override
  public List<Member> members(UUID workspace, String segment, UUID after, int limit) {
    try {
      List<ReadOnlyKeyValueStore<byte[], byte[]>> parts =
          stores
              .<byte[]>localParts(SegmentRows.MEMBERS)
              .orElseThrow(() -> new MovingException(null));
      return SegmentRows.members(parts, workspace, segment, after, limit).stream()
          .map(row -> new Member(row.person(), row.since()))
          .toList();
    } catch (InvalidStateStoreException e) {
      throw new MovingException(e);
    }
  }

  /** Each partition that is here has a number of its own. */
  @Override
  public long count(UUID workspace, String segment) {
    byte[] key = SegmentRows.number(workspace, segment);
    return read(
        SegmentRows.MEMBERS,
        store -> {
          long sum = 0;
          try (KeyValueIterator<byte[], byte[]> rows = store.range(key, key)) {
            while (rows.hasNext()) {
              sum += SegmentRows.read(rows.next().value);
            }
          }
          return sum;
        });
  }

  @Override
  public Set<URI> others() {
    return stores.others(SegmentRows.MEMBERS);
  }

  private <V> V read(String store, Function<ReadOnlyKeyValueStore<byte[], byte[]>, V> reader) {
    try {
      return reader.apply(stores.<byte[]>local(store).orElseThrow(() -> new MovingException(null)));
    } catch (InvalidStateStoreException e) {
      throw new MovingException(e);
    }
  }
}
