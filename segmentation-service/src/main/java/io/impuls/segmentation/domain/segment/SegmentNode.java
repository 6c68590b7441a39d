package io.impuls.segmentation.domain.segment;

import io.impuls.rules.condition.Condition;
import io.impuls.rules.index.Branch;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A part of a segment's condition. */
public sealed interface SegmentNode {

  /** Gives the conditions that this one is made of; none for one that asks something itself. */
  default List<SegmentNode> parts() {
    return List.of();
  }

  /** Every part holds. */
  record All(List<SegmentNode> parts) implements SegmentNode {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one part holds. */
  record Any(List<SegmentNode> parts) implements SegmentNode {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** The part does not hold; what is unknown stays unknown. */
  record Not(SegmentNode part) implements SegmentNode {
    @Override
    public List<SegmentNode> parts() {
      return List.of(part);
    }
  }

  /**
   * Activities of one kind, which leave a row each in the ledger.
   *
   * @param anyOf the activities; one of them suffices
   * @param lineage where they are in the ledger
   */
  record Deed(List<Branch> anyOf, String lineage) {
    public Deed {
      anyOf = List.copyOf(anyOf);
    }
  }

  /**
   * The person did something so many times.
   *
   * @param deed what
   * @param within in {@code (t - within, t]}; null for ever
   * @param atLeast at least so often
   * @param atMost at most so often; empty for any number
   */
  record Did(Deed deed, Duration within, int atLeast, OptionalInt atMost) implements SegmentNode {}

  /**
   * The person did things in this order, all within {@code (t - within, t]}.
   *
   * @param steps at least two
   */
  record Sequence(List<Deed> steps, Duration within) implements SegmentNode {
    public Sequence {
      steps = List.copyOf(steps);
    }
  }

  /**
   * The person has a tag.
   *
   * @param key of the tag
   * @param atLeast least score, in thousandths, more than 0
   */
  record HasTag(String key, long atLeast) implements SegmentNode {}

  /** The score in a plan is in a range, in thousandths; 0 for who has none. */
  record Score(String plan, OptionalLong atLeast, OptionalLong atMost) implements SegmentNode {}

  /** The score in a plan is in a band. */
  record Band(String plan, String band) implements SegmentNode {}

  /** What is known of the contact; unknown is neither yes nor no (3.25). */
  record Contact(Condition condition) implements SegmentNode {}

  /** The person is a member of another segment. */
  record Member(String segment) implements SegmentNode {}

  /** Nobody is: a segment that was retired. */
  record Nobody() implements SegmentNode {}
}
