package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.tracking.resolver.domain.IdentifierMemory;
import io.impuls.tracking.resolver.domain.identity.Consents;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Whom identifiers name, in the store {@link ResolverStores#IDENTIFIERS}. A row is a format byte,
 * the person, marks, the number of changes, and what the person said; of a pair the place at which
 * it came together first.
 */
final class IdentifierRows implements IdentifierMemory {

  /** Rows of the first release: the person, and whether it is contested; pairs without a place. */
  private static final byte FIRST_FORMAT = 1;

  /** Pairs; and persons with what they said about profiling, in the marks. */
  private static final byte SECOND_FORMAT = 2;

  private static final byte FORMAT = 3;
  private static final int CONTESTED = 1;
  private static final int ACTIVE = 2;
  private static final int SAID = 4;
  private static final int ALLOWS = 8;

  private static final int ROW = 22;
  private static final int PLACE = Long.BYTES + 16;

  /** No identifier holds a control character, so no pair looks like one. */
  private static final char BETWEEN = '\u0000';

  private final KeyValueStore<byte[], byte[]> store;

  IdentifierRows(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  @Override
  public Optional<Named> find(UUID workspace, Identifier identifier) {
    byte[] row = store.get(key(workspace, identifier.toString()));
    if (row == null) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(row);
    byte format = bytes.get();
    UUID person = new UUID(bytes.getLong(), bytes.getLong());
    byte marks = bytes.get();
    return switch (format) {
      case FIRST_FORMAT -> Optional.of(new Named(person, marks != 0, false, 0, Consents.NONE));
      case SECOND_FORMAT, FORMAT ->
          Optional.of(
              new Named(
                  person,
                  (marks & CONTESTED) != 0,
                  (marks & ACTIVE) != 0,
                  bytes.getInt(),
                  format == FORMAT ? ConsentBytes.read(bytes) : said(marks, bytes)));
      default ->
          throw new IllegalStateException("the identifier's row was written by a later release");
    };
  }

  @Override
  public void keep(UUID workspace, Identifier identifier, Named named) {
    int marks = (named.contested() ? CONTESTED : 0) | (named.active() ? ACTIVE : 0);
    ByteBuffer row =
        ByteBuffer.allocate(ROW + ConsentBytes.size(named.consents()))
            .put(FORMAT)
            .putLong(named.person().getMostSignificantBits())
            .putLong(named.person().getLeastSignificantBits())
            .put((byte) marks)
            .putInt(named.changes());
    store.put(
        key(workspace, identifier.toString()), ConsentBytes.put(row, named.consents()).array());
  }

  @Override
  public boolean linkEarlier(UUID workspace, Identifier stronger, Identifier weaker, Place place) {
    byte[] key = key(workspace, stronger.toString() + BETWEEN + weaker);
    byte[] row = store.get(key);
    if (row != null
        && row[0] == SECOND_FORMAT
        && !place.isBefore(ConsentBytes.place(ByteBuffer.wrap(row).position(1)))) {
      return false;
    }
    store.put(key, put(ByteBuffer.allocate(1 + PLACE).put(SECOND_FORMAT), place).array());
    return true;
  }

  private static Consents said(byte marks, ByteBuffer bytes) {
    return (marks & SAID) == 0
        ? Consents.NONE
        : ConsentBytes.profiling((marks & ALLOWS) != 0, bytes);
  }

  private static ByteBuffer put(ByteBuffer bytes, Place place) {
    return bytes
        .putLong(place.occurredAt().toEpochMilli())
        .putLong(place.eventId().getMostSignificantBits())
        .putLong(place.eventId().getLeastSignificantBits());
  }

  private static byte[] key(UUID workspace, String identifier) {
    return (workspace + "|" + identifier).getBytes(StandardCharsets.UTF_8);
  }
}
