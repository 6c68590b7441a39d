package io.impuls.tracking.collector.webhook;

/** Whether a request is its provider's. */
public enum Authenticity {
  /** It is. */
  GENUINE,
  /** It is not, or nothing says so. */
  FORGED,
  /** It was, but too long ago: a recording could be played again. */
  STALE,
  /** What it takes to tell could not be had; the provider shall come again. */
  UNDECIDED
}
