package io.impuls.tracking.resolver.topology;

import io.impuls.tracking.resolver.domain.Binding;
import io.impuls.tracking.resolver.domain.DeviceMemory.AnonymousPast;
import io.impuls.tracking.resolver.domain.identity.Consents;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The one row of a device that every event of it reads, so that mostly nothing else has to be
 * looked for: what is small, and which rows there are besides. A row is a format byte, marks, and
 * what they announce; the name of the last binding takes the rest.
 */
final class DeviceHead {

  private static final byte FORMAT = 1;

  private static final int PAST = 1;
  private static final int SAID = 2;
  private static final int BOUND = 4;
  private static final int VISITED = 8;
  private static final int COUNTED = 16;

  private static final int PLACE = Long.BYTES + 16;

  /** Without what was said and who was named last. */
  private static final int MOST_BYTES = 2 + 2 * Long.BYTES + PLACE + Long.BYTES + PLACE;

  private AnonymousPast past;
  private Consents consents = Consents.NONE;
  private Instant firstBound;
  private Binding lastBinding;
  private Place lastVisit;
  private boolean counted;
  private boolean changed;

  /** Makes the head of a device that nothing is known of. */
  DeviceHead() {}

  /** Reads a row. */
  DeviceHead(byte[] row) {
    ByteBuffer bytes = ByteBuffer.wrap(row);
    if (bytes.get() != FORMAT) {
      throw new IllegalStateException("the device's head was written by a later release");
    }
    byte marks = bytes.get();
    if ((marks & PAST) != 0) {
      past = new AnonymousPast(time(bytes), time(bytes));
    }
    if ((marks & SAID) != 0) {
      consents = ConsentBytes.read(bytes);
    }
    if ((marks & VISITED) != 0) {
      lastVisit = place(bytes);
    }
    counted = (marks & COUNTED) != 0;
    if ((marks & BOUND) != 0) {
      firstBound = time(bytes);
      Place place = place(bytes);
      byte[] known = new byte[bytes.remaining()];
      bytes.get(known);
      lastBinding = DeviceRows.binding(place.occurredAt(), place.eventId(), known);
    }
  }

  byte[] row() {
    byte[] known = lastBinding == null ? new byte[0] : DeviceRows.bytes(lastBinding);
    ByteBuffer row =
        ByteBuffer.allocate(MOST_BYTES + ConsentBytes.size(consents) + known.length)
            .put(FORMAT)
            .put(
                (byte)
                    ((past == null ? 0 : PAST)
                        | (consents.equals(Consents.NONE) ? 0 : SAID)
                        | (lastBinding == null ? 0 : BOUND)
                        | (lastVisit == null ? 0 : VISITED)
                        | (counted ? COUNTED : 0)));
    if (past != null) {
      row.putLong(past.from().toEpochMilli()).putLong(past.until().toEpochMilli());
    }
    if (!consents.equals(Consents.NONE)) {
      ConsentBytes.put(row, consents);
    }
    if (lastVisit != null) {
      put(row, lastVisit);
    }
    if (lastBinding != null) {
      put(
          row.putLong(firstBound.toEpochMilli()),
          new Place(lastBinding.occurredAt(), lastBinding.eventId()));
      row.put(known);
    }
    return Arrays.copyOf(row.array(), row.position());
  }

  /** Whether it differs from the row that it was read from. */
  boolean changed() {
    return changed;
  }

  /** Null when nobody did anything on it without a name. */
  AnonymousPast past() {
    return past;
  }

  void keep(AnonymousPast newPast) {
    past = newPast;
    changed = true;
  }

  Consents consents() {
    return consents;
  }

  void keep(Consents newConsents) {
    consents = newConsents;
    changed = true;
  }

  /** The binding behind which there is none; null when there is none at all. */
  Binding lastBinding() {
    return lastBinding;
  }

  /** A time that no binding is before; null when there is none. */
  Instant firstBound() {
    return firstBound;
  }

  /** Takes in that there are these bindings and no others, in their order. */
  void boundBy(List<Binding> bindings) {
    lastBinding = null;
    firstBound = null;
    changed = true;
    bindings.forEach(this::bound);
  }

  /** Takes in that there is a binding. */
  void bound(Binding binding) {
    if (lastBinding == null || DeviceRows.place(lastBinding).isBefore(DeviceRows.place(binding))) {
      lastBinding = binding;
      changed = true;
    }
    if (firstBound == null || binding.occurredAt().isBefore(firstBound)) {
      firstBound = binding.occurredAt();
      changed = true;
    }
  }

  /** Beginning and session of the visit that begins last; null when there is none. */
  Place lastVisit() {
    return lastVisit;
  }

  void visited(Place visit) {
    if (visit == null ? lastVisit != null : !visit.equals(lastVisit)) {
      lastVisit = visit;
      changed = true;
    }
  }

  /** Whether events of the device came near the limit of a minute. */
  boolean counted() {
    return counted;
  }

  void count() {
    changed |= !counted;
    counted = true;
  }

  private static Instant time(ByteBuffer bytes) {
    return Instant.ofEpochMilli(bytes.getLong());
  }

  private static Place place(ByteBuffer bytes) {
    return ConsentBytes.place(bytes);
  }

  private static void put(ByteBuffer bytes, Place place) {
    bytes
        .putLong(place.occurredAt().toEpochMilli())
        .putLong(place.eventId().getMostSignificantBits())
        .putLong(place.eventId().getLeastSignificantBits());
  }
}
