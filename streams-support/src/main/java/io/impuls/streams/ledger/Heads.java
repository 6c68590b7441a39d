package io.impuls.streams.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The head records of the persons of one task.
 *
 * @param <S> the service's part
 */
final class Heads<S> {

  private final StagedStore store;
  private final LedgerOwner<S> owner;

  Heads(StagedStore store, LedgerOwner<S> owner) {
    this.store = store;
    this.owner = owner;
  }

  /** Gives a person's head; a first one when nothing is known of them. */
  Head<S> get(byte[] person) {
    byte[] stored = store.get(person);
    return stored == null ? new Head<>(0, null, owner.initial()) : Head.read(stored, owner);
  }

  void put(byte[] person, Head<S> head) {
    store.put(person, head.write(owner));
  }

  /** Gives what travels beside a person's log; null for nothing. */
  byte[] remains(Head<S> head) {
    S remains = owner.remains(head.state());
    if (remains.equals(owner.initial())) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      owner.write(remains, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #remains(Head)} gave. */
  S remains(byte[] travelled) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(travelled))) {
      return owner.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("what travels beside a log is cut short", e);
    }
  }
}
