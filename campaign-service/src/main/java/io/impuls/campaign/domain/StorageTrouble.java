package io.impuls.campaign.domain;

/** The database did not do what was asked. */
public final class StorageTrouble extends RuntimeException {

  private final boolean away;

  /** Wraps the cause; {@code away} when the database cannot be reached at all. */
  public StorageTrouble(boolean away, Throwable cause) {
    super(cause.getMessage(), cause);
    this.away = away;
  }

  /** Whether trying again soon may help. */
  public boolean away() {
    return away;
  }
}
