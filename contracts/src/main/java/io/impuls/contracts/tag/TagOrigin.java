package io.impuls.contracts.tag;

/** What brought a change of a tag about (SG-21). */
public enum TagOrigin {
  /** A tag rule, by what the person did, or by time that passed. */
  RULE,
  /** A row of a segmentation matrix. */
  MATRIX,
  /** A user, for one person. */
  MANUAL,
  /** A user, for a list of persons at once. */
  BULK
}
