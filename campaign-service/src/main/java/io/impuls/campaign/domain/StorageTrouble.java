package io.impuls.campaign.domain;

/** The database did not do what was asked. */
public final class StorageTrouble extends RuntimeException {

  private final boolean away;
  private final boolean refused;

  /** Wraps the cause; {@code away} when the database cannot be reached at all. */
  public StorageTrouble(boolean away, Throwable cause) {
    this(away, false, cause);
  }

  /** Wraps the cause; {@code refused} when the database cannot keep the data, now or later. */
  public StorageTrouble(boolean away, boolean refused, Throwable cause) {
    super(cause.getMessage(), cause);
    this.away = away;
    this.refused = refused;
  }

  /** Whether trying again soon may help. */
  public boolean away() {
    return away;
  }

  /** Whether trying again never helps. */
  public boolean refused() {
    return refused;
  }
}
