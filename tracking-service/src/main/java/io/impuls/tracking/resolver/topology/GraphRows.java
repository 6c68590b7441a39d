package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.tracking.resolver.domain.identity.Consents;
import io.impuls.tracking.resolver.domain.identity.Decision;
import io.impuls.tracking.resolver.domain.identity.Edge;
import io.impuls.tracking.resolver.domain.identity.GraphMemory;
import io.impuls.tracking.resolver.domain.identity.Node;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The graph of one workspace in the store {@link ResolverStores#GRAPH}. Every value begins with a
 * format byte; every key with 16 bytes of the workspace, the kind of row, and 16 bytes of a node.
 */
final class GraphRows implements GraphMemory {

  private static final byte FORMAT = 1;

  /**
   * Nodes with what their bearers said about each purpose; before, about profiling in the marks.
   */
  private static final byte NODE_FORMAT = 2;

  private static final byte NODE = 0;
  private static final byte EDGE = 1;
  private static final byte DECISION = 2;
  private static final byte ASKED = 3;
  private static final byte TOLD = 4;

  private static final UUID WHOLE = new UUID(0, 0);

  private static final int ID = 16;
  private static final int PLACE = Long.BYTES + ID;

  private static final int NAMED = 1;
  private static final int RECIPIENT = 2;
  private static final int CONTESTED = 4;
  private static final int SAID = 8;
  private static final int ALLOWS = 16;
  private static final int JOINED = 1;
  private static final int CEASES = 2;

  private final UUID workspace;
  private final KeyValueStore<byte[], byte[]> store;

  GraphRows(UUID workspace, KeyValueStore<byte[], byte[]> store) {
    this.workspace = workspace;
    this.store = store;
  }

  /** Gives when something was told last of the whole graph. */
  Optional<Instant> lastTold() {
    return Optional.ofNullable(store.get(key(TOLD, WHOLE)))
        .map(row -> Instant.ofEpochMilli(read(row).getLong()));
  }

  void keepTold(Instant at) {
    store.put(
        key(TOLD, WHOLE),
        ByteBuffer.allocate(1 + Long.BYTES).put(FORMAT).putLong(at.toEpochMilli()).array());
  }

  @Override
  public Optional<Node> node(UUID own) {
    byte[] row = store.get(key(NODE, own));
    if (row == null) {
      return Optional.empty();
    }
    ByteBuffer bytes = row[0] == NODE_FORMAT ? ByteBuffer.wrap(row).position(1) : read(row);
    int marks = bytes.get();
    Identifier.Kind kind = Identifier.Kind.values()[bytes.get()];
    UUID person = id(bytes);
    Consents said =
        row[0] == NODE_FORMAT
            ? ConsentBytes.read(bytes)
            : (marks & SAID) == 0
                ? Consents.NONE
                : ConsentBytes.profiling((marks & ALLOWS) != 0, bytes);
    Identifier name =
        (marks & NAMED) == 0
            ? null
            : new Identifier(
                kind, new String(row, bytes.position(), bytes.remaining(), StandardCharsets.UTF_8));
    return Optional.of(
        new Node(own, name, (marks & RECIPIENT) != 0, person, (marks & CONTESTED) != 0, said));
  }

  @Override
  public void keep(Node node) {
    byte[] name =
        node.name() == null ? new byte[0] : node.name().value().getBytes(StandardCharsets.UTF_8);
    int marks =
        (node.name() == null ? 0 : NAMED)
            | (node.recipient() ? RECIPIENT : 0)
            | (node.contested() ? CONTESTED : 0);
    int length = 3 + ID + ConsentBytes.size(node.consents()) + name.length;
    ByteBuffer row = ByteBuffer.allocate(length).put(NODE_FORMAT).put((byte) marks);
    row.put((byte) (node.name() == null ? 0 : node.name().kind().ordinal()));
    put(row, node.person());
    store.put(key(NODE, node.own()), ConsentBytes.put(row, node.consents()).put(name).array());
  }

  @Override
  public List<Edge> edges(UUID end) {
    return rows(EDGE, end, (other, bytes) -> Edge.between(end, other, place(bytes)));
  }

  @Override
  public void keep(UUID end, Edge edge) {
    ByteBuffer row = ByteBuffer.allocate(1 + PLACE).put(FORMAT);
    store.put(key(EDGE, end, edge.otherThan(end)), put(row, edge.place()).array());
  }

  @Override
  public void forget(UUID end, Edge edge) {
    store.delete(key(EDGE, end, edge.otherThan(end)));
  }

  @Override
  public List<Decision> decisions(UUID person) {
    return rows(
        DECISION,
        person,
        (other, bytes) -> {
          int marks = bytes.get();
          boolean ceases = (marks & CEASES) != 0;
          return new Decision(
              ceases ? person : other,
              ceases ? other : person,
              (marks & JOINED) != 0,
              place(bytes));
        });
  }

  @Override
  public void keep(Decision decision) {
    keep(decision.from(), decision);
    keep(decision.into(), decision);
  }

  @Override
  public boolean askOnce(UUID one, UUID other) {
    return store.putIfAbsent(key(ASKED, one, other), new byte[] {FORMAT}) == null;
  }

  private void keep(UUID person, Decision decision) {
    int marks = (decision.joined() ? JOINED : 0) | (decision.from().equals(person) ? CEASES : 0);
    ByteBuffer row = ByteBuffer.allocate(2 + PLACE).put(FORMAT).put((byte) marks);
    store.put(
        key(DECISION, person, decision.otherThan(person)), put(row, decision.place()).array());
  }

  private <T> List<T> rows(byte kind, UUID end, BiFunction<UUID, ByteBuffer, T> reader) {
    List<T> found = new ArrayList<>();
    UUID first = new UUID(0, 0);
    UUID last = new UUID(-1, -1);
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(key(kind, end, first), key(kind, end, last))) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        UUID other = id(ByteBuffer.wrap(row.key).position(ID + 1 + ID));
        found.add(reader.apply(other, read(row.value)));
      }
    }
    return found;
  }

  private byte[] key(byte kind, UUID own) {
    return put(put(ByteBuffer.allocate(ID + 1 + ID), workspace).put(kind), own).array();
  }

  private byte[] key(byte kind, UUID own, UUID other) {
    ByteBuffer key = put(ByteBuffer.allocate(ID + 1 + 2 * ID), workspace).put(kind);
    return put(put(key, own), other).array();
  }

  private static ByteBuffer read(byte[] row) {
    ByteBuffer bytes = ByteBuffer.wrap(row);
    if (bytes.get() != FORMAT) {
      throw new IllegalStateException("a row of the graph was written by a later release");
    }
    return bytes;
  }

  private static ByteBuffer put(ByteBuffer bytes, UUID id) {
    return bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static ByteBuffer put(ByteBuffer bytes, Place place) {
    return put(bytes.putLong(place.occurredAt().toEpochMilli()), place.eventId());
  }

  private static UUID id(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static Place place(ByteBuffer bytes) {
    return new Place(Instant.ofEpochMilli(bytes.getLong()), id(bytes));
  }
}
