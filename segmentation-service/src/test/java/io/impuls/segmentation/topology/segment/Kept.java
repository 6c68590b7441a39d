package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.segmentation.domain.segment.Membership;
import java.util.SortedMap;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What the rows of segments hold, for tests elsewhere. */
public final class Kept {

  private Kept() {}

  /** Gives all memberships of a person. */
  public static SortedMap<String, Membership> of(
      ReadOnlyKeyValueStore<byte[], byte[]> store, PersonKey person) {
    return SegmentRows.all(store, person);
  }
}
