package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.topic.PersonKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Reads who is a member of what. Blocks; throws {@link
 * io.impuls.segmentation.domain.Tags.MovingException} while state moves between instances.
 */
public interface Memberships {

  /** Somebody in a segment, since when. */
  record Member(UUID person, Instant since) {}

  /** Gives all memberships of a person here by the segments' ids, also those that are over. */
  SortedMap<String, Membership> of(PersonKey person);

  /**
   * Gives members that this instance holds, in the order of their ids as unsigned bytes.
   *
   * @param after only those behind this one; null for the first
   */
  List<Member> members(UUID workspace, String segment, UUID after, int limit);

  /** Gives how many members this instance holds. */
  long count(UUID workspace, String segment);

  /** Gives the HTTP roots of the other instances that hold members. */
  Set<URI> others();
}
