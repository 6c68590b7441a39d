package io.impuls.contracts.score;

/** Why a match was given less than it could have been; the first that binds is named (3.4). */
public enum Suppression {
  /** A machine did it (3.28). */
  ROBOT,
  /** It happened in quiet hours (3.5). */
  QUIET,
  /** The rule's cap was full (3.3). */
  CAP
}
