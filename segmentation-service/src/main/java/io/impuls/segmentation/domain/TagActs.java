package io.impuls.segmentation.domain;

import io.impuls.contracts.tag.TagAct;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes what users do to tags by hand, and knows what they did. Blocks. */
public interface TagActs {

  /**
   * Records acts; they count a moment after.
   *
   * @return whether all are certain to be: otherwise tell the same acts again, with the same ids
   */
  boolean take(Collection<TagAct> acts);

  /**
   * Gives the acts of an operation, oldest first, undoings included; empty when they cannot be read
   * just now.
   *
   * @param since not those before
   */
  Optional<List<TagAct>> of(UUID workspace, String operation, Instant since);
}
