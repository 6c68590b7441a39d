package io.impuls.segmentation.domain;

import java.util.Comparator;

/**
 * A tag that a person has.
 *
 * @param tag which
 * @param score how strongly
 */
public record HeldTag(Tag tag, TagScore score) {

  /** Strongest first; tags of equal score in the order of their keys (SG-15). */
  public static final Comparator<HeldTag> STRONGEST_FIRST =
      Comparator.comparingLong((HeldTag held) -> held.score().thousandths())
          .reversed()
          .thenComparing(held -> held.tag().key());
}
