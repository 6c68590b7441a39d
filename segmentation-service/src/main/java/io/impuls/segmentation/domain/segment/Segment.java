package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.plan.SegmentDefinition.State;
import java.util.Objects;

/**
 * One version of a segment, compiled.
 *
 * @param id the segment's id
 * @param version from 1
 * @param name shown name
 * @param state what the version is for
 * @param root the condition; {@link SegmentNode.Nobody} for a retired one
 */
public record Segment(String id, int version, String name, State state, SegmentNode root) {
  public Segment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(root, "root");
  }
}
