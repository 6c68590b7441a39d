package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.tracking.resolver.domain.IdentifierMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Whom identifiers name, in the store {@link ResolverStores#IDENTIFIERS}. A row is a format byte,
 * the person, and whether it is contested.
 */
final class IdentifierRows implements IdentifierMemory {

  private static final byte FORMAT = 1;
  private static final byte[] LINKED = {FORMAT};

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
    if (bytes.get() != FORMAT) {
      throw new IllegalStateException("the identifier's row was written by a later release");
    }
    return Optional.of(new Named(new UUID(bytes.getLong(), bytes.getLong()), bytes.get() != 0));
  }

  @Override
  public void keep(UUID workspace, Identifier identifier, Named named) {
    store.put(
        key(workspace, identifier.toString()),
        ByteBuffer.allocate(18)
            .put(FORMAT)
            .putLong(named.person().getMostSignificantBits())
            .putLong(named.person().getLeastSignificantBits())
            .put((byte) (named.contested() ? 1 : 0))
            .array());
  }

  @Override
  public boolean linkOnce(UUID workspace, Identifier stronger, Identifier weaker) {
    return store.putIfAbsent(key(workspace, stronger.toString() + BETWEEN + weaker), LINKED)
        == null;
  }

  private static byte[] key(UUID workspace, String identifier) {
    return (workspace + "|" + identifier).getBytes(StandardCharsets.UTF_8);
  }
}
