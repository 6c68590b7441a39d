package io.impuls.tracking.collector.rejected;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionRepair;
import io.impuls.contracts.event.RejectionRepair.Form;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A refused event with its place on the topic, and how far its repair has come.
 *
 * @param place where it lies
 * @param event what was refused
 * @param repair what is known of its repair; null when nobody has touched it
 */
public record Rejection(Place place, RejectedEvent event, RejectionRepair repair) {

  /**
   * A place on {@code tracking.rejected-events}; as text, the id by which operators name it.
   *
   * @param partition the partition
   * @param offset the offset
   */
  public record Place(int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4})-([0-9]{1,18})");

    /** Reads a place; empty when it is none. */
    public static Optional<Place> of(String text) {
      Matcher parts = TEXT.matcher(text);
      return parts.matches()
          ? Optional.of(new Place(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return partition + "-" + offset;
    }
  }

  /** How far a repair has come. */
  public enum State {
    /** As it was refused. */
    NEW,
    /** A repaired event is kept for it. */
    REPAIRED,
    /** It became an event; nothing more can be done with it. */
    REPLAYED
  }

  /** Gives how far its repair has come. */
  public State state() {
    if (repair == null) {
      return State.NEW;
    }
    return repair.eventId() != null ? State.REPLAYED : State.REPAIRED;
  }

  /** Gives what a replay would send: the repaired event, else what was refused. */
  public String payload() {
    return repaired() ? repair.payload() : event.payload();
  }

  /** Gives how the payload is written: as its sender did, unless it was repaired otherwise. */
  public Form form() {
    return repaired() ? repair.form() : Form.SENT;
  }

  /** Whether a repaired event is kept for it. */
  public boolean repaired() {
    return repair != null && repair.payload() != null;
  }
}
