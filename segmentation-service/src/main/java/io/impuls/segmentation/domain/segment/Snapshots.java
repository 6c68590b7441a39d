package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.tag.SegmentSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Keeps lists of members that never change. Blocks. */
public interface Snapshots {

  /** Most members in one part. */
  int PART = 1_000;

  /**
   * Writes the parts of a list.
   *
   * @return under which name it can be read; empty when not all parts are certain to be kept: then
   *     take another
   */
  Optional<String> keep(List<SegmentSnapshot> parts);

  /**
   * Hands over the parts of a list in their order, until the visitor answers false.
   *
   * @param name as {@link #keep} gave it
   * @return whether the list is there; false for a name of nothing, or of another workspace
   * @throws UnreadableException when it cannot be read just now
   */
  boolean read(UUID workspace, String name, Predicate<SegmentSnapshot> visitor);

  /** It cannot be read just now: ask again. */
  final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableException(Throwable cause) {
      super("the snapshots cannot be read just now", cause);
    }
  }
}
