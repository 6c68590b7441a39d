package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.tracking.handover.SourceFacts;
import io.impuls.tracking.resolver.domain.Binding;
import io.impuls.tracking.resolver.domain.DeviceMemory;
import io.impuls.tracking.resolver.domain.identity.Consents;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The memory of one device in the store {@link ResolverStores#DEVICES}. The rows of bindings are
 * only looked at where the head does not say enough: for what happened before the last of them.
 */
final class DeviceRows implements DeviceMemory {

  /** Before the name in a binding that a cookie told; no kind of identifier begins with it. */
  private static final String TOLD = "~";

  private static final UUID FIRST = new UUID(0, 0);
  private static final UUID LAST = new UUID(-1, -1);

  private final DeviceState device;
  private final DeviceKeys keys;
  private final Staged store;

  DeviceRows(DeviceState device) {
    this.device = device;
    this.keys = device.keys();
    this.store = device.rows();
  }

  @Override
  public Optional<Binding> bindingAt(Instant occurredAt, UUID eventId) {
    Binding last = device.head().lastBinding();
    if (last == null || !new Place(occurredAt, eventId).isBefore(place(last))) {
      return Optional.ofNullable(last);
    }
    try (KeyValueIterator<byte[], byte[]> rows =
        store.reverseRange(keys.firstBinding(), keys.binding(occurredAt, eventId))) {
      return rows.hasNext() ? Optional.of(binding(rows.next())) : Optional.empty();
    }
  }

  @Override
  public Optional<Binding> bindingAfter(Instant occurredAt, UUID eventId) {
    Binding last = device.head().lastBinding();
    if (last == null || !new Place(occurredAt, eventId).isBefore(place(last))) {
      return Optional.empty();
    }
    byte[] place = keys.binding(occurredAt, eventId);
    try (KeyValueIterator<byte[], byte[]> rows = store.range(place, keys.endOfBindings())) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        if (!Arrays.equals(row.key, place)) {
          return Optional.of(binding(row));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Binding> firstBinding() {
    return device.head().lastBinding() == null
        ? Optional.empty()
        : oldestBindings(1).stream().findFirst();
  }

  @Override
  public void bind(Binding binding) {
    fold(binding.occurredAt().minus(SourceFacts.LONGEST_HORIZON));
    store.put(keys.binding(binding.occurredAt(), binding.eventId()), bytes(binding));
    device.head().bound(binding);
  }

  @Override
  public List<Binding> bindings() {
    return device.head().lastBinding() == null
        ? List.of()
        : oldestBindings(Integer.MAX_VALUE).stream().filter(b -> !b.told()).toList();
  }

  @Override
  public void forgetTold() {
    List<Binding> own = bindings();
    oldestBindings(Integer.MAX_VALUE).stream()
        .filter(Binding::told)
        .forEach(b -> store.delete(keys.binding(b.occurredAt(), b.eventId())));
    device.head().boundBy(own);
  }

  @Override
  public List<Identifier> clients() {
    return identifiers(keys.client(FIRST), keys.client(LAST));
  }

  @Override
  public void addClient(Identifier client) {
    store.put(keys.client(nameOf(client)), bytes(client));
  }

  @Override
  public List<Identifier> browsers() {
    return identifiers(keys.browser(FIRST), keys.browser(LAST));
  }

  @Override
  public void addBrowser(Identifier browser) {
    store.put(keys.browser(nameOf(browser)), bytes(browser));
  }

  @Override
  public Optional<Instant> lastOutsideVisits() {
    return Optional.ofNullable(store.get(keys.outsideVisits()))
        .map(row -> Instant.ofEpochMilli(ByteBuffer.wrap(row).getLong()));
  }

  @Override
  public void keepOutsideVisits(Instant at) {
    store.put(
        keys.outsideVisits(), ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli()).array());
  }

  @Override
  public Consents consents() {
    return device.head().consents();
  }

  @Override
  public void keep(Consents consents) {
    device.head().keep(consents);
  }

  @Override
  public Optional<AnonymousPast> anonymousPast() {
    return Optional.ofNullable(device.head().past());
  }

  @Override
  public void keep(AnonymousPast past) {
    device.head().keep(past);
  }

  /**
   * Drops a binding older than {@code horizon} that says the same as the one before it: nothing can
   * come between them any more. One a turn keeps pace with one added a turn. Should it be the last,
   * the head still says what the one before it does.
   */
  private void fold(Instant horizon) {
    Instant first = device.head().firstBound();
    if (first == null || !first.isBefore(horizon)) {
      return;
    }
    List<Binding> oldest = oldestBindings(2);
    if (oldest.size() == 2
        && oldest.get(1).occurredAt().isBefore(horizon)
        && oldest.get(0).known().equals(oldest.get(1).known())) {
      store.delete(keys.binding(oldest.get(1).occurredAt(), oldest.get(1).eventId()));
    }
  }

  private List<Binding> oldestBindings(int most) {
    List<Binding> found = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(keys.firstBinding(), keys.endOfBindings())) {
      while (rows.hasNext() && found.size() < most) {
        found.add(binding(rows.next()));
      }
    }
    return found;
  }

  static Binding binding(KeyValue<byte[], byte[]> row) {
    return binding(DeviceKeys.time(row.key), DeviceKeys.id(row.key), row.value);
  }

  /** Gives the binding whose row, or head, names somebody so. */
  static Binding binding(Instant occurredAt, UUID eventId, byte[] named) {
    String text = new String(named, StandardCharsets.UTF_8);
    boolean told = text.startsWith(TOLD);
    return new Binding(
        occurredAt, eventId, identifier(told ? text.substring(TOLD.length()) : text), told);
  }

  private List<Identifier> identifiers(byte[] from, byte[] to) {
    List<Identifier> found = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> rows = store.range(from, to)) {
      while (rows.hasNext()) {
        found.add(identifier(new String(rows.next().value, StandardCharsets.UTF_8)));
      }
    }
    return found;
  }

  private static UUID nameOf(Identifier identifier) {
    return UUID.nameUUIDFromBytes(bytes(identifier));
  }

  static Place place(Binding binding) {
    return new Place(binding.occurredAt(), binding.eventId());
  }

  /** Gives the form in which rows name who showed themself. */
  static byte[] bytes(Binding binding) {
    return ((binding.told() ? TOLD : "") + binding.known()).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Identifier identifier) {
    return identifier.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Identifier identifier(String named) {
    int colon = named.indexOf(':');
    return new Identifier(
        Identifier.Kind.valueOf(named.substring(0, colon)), named.substring(colon + 1));
  }
}
