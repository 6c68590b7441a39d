package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * SHA-256 of what a client said, in one canonical form: the order of fields and the way a number is
 * written do not matter, and neither do {@code sentAt}, the write key and anything the server added
 * (decision 2). A retry therefore has the same hash, another event does not.
 */
final class PayloadHash {

  /** Bytes that most events take; a larger one grows it. */
  private static final int USUAL_BYTES = 1 << 10;

  /** Bytes that a thread keeps for its next event. */
  private static final int MOST_KEPT = 64 << 10;

  private static final ThreadLocal<PayloadHash> OF_THREAD =
      ThreadLocal.withInitial(PayloadHash::new);

  private final MessageDigest digest;

  /** What is hashed, collected: one digest of many bytes takes less than many of one. */
  private byte[] bytes = new byte[USUAL_BYTES];

  private int length;

  private PayloadHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static PayloadHash begun() {
    PayloadHash hash = OF_THREAD.get();
    hash.length = 0;
    return hash;
  }

  /** Gives the hash of an event, in hex. */
  static String of(Draft draft) {
    PayloadHash hash = begun();
    hash.add(draft.id());
    hash.content(draft);
    return hash.hex();
  }

  /**
   * Gives an id for an event that came without one (semantics 3.2): source, identity, time of
   * occurrence and content, in hex.
   */
  static String idOf(Draft draft, String source, String device, long occurredMillis) {
    PayloadHash hash = begun();
    hash.add(source);
    hash.add(device);
    hash.add(BigDecimal.valueOf(occurredMillis));
    hash.content(draft);
    return hash.hex();
  }

  private void content(Draft draft) {
    add(draft.type());
    add(draft.clock().timestamp() == null ? null : draft.clock().timestamp().toString());
    add(draft.anonymousId());
    add(draft.userId());
    add(draft.email());
    add(draft.phone());
    ifSent(draft.recipient());
    add(draft.traits());
    add(draft.consent());
    page(draft.page());
    order(draft.order());
    draft.products().forEach(this::product);
    add(draft.properties());
    add(draft.context());
  }

  private void page(Page page) {
    if (page == null) {
      add(null);
      return;
    }
    add(page.url());
    add(page.path());
    add(page.title());
    add(page.referrer());
    ifSent(page.viewId());
    ifSent(page.activeSeconds());
  }

  private void order(Order order) {
    if (order == null) {
      add(null);
      return;
    }
    add(order.id());
    add(order.value());
    add(order.currency());
  }

  private void product(Product product) {
    add(product.id());
    add(product.name());
    add(product.category());
    add(product.brand());
    add(product.price());
    add(product.quantity());
    add(product.url());
  }

  /** The same text for every way to write a number: {@code 1}, {@code 1.0} and {@code 1e0}. */
  private static String canonical(Number number) {
    if (number instanceof Long && number.longValue() % 10 != 0) {
      return number.toString();
    }
    return new BigDecimal(number.toString()).stripTrailingZeros().toString();
  }

  /** Parts that came later into the protocol: events without them keep the hash they had. */
  private void ifSent(Object value) {
    if (value != null) {
      add(value);
    }
  }

  /**
   * Each value starts with its sort and, for texts and containers, its size: no two run together.
   */
  private void add(Object value) {
    if (value == null) {
      write((byte) 'n');
    } else if (value instanceof Boolean truth) {
      write((byte) (truth ? 't' : 'f'));
    } else if (value instanceof Map<?, ?> map) {
      size('m', map.size());
      Object[] names = map.keySet().toArray();
      Arrays.sort(names);
      for (Object name : names) {
        add(name);
        add(map.get(name));
      }
    } else if (value instanceof List<?> list) {
      size('l', list.size());
      list.forEach(this::add);
    } else if (value instanceof Number number) {
      text('#', canonical(number));
    } else {
      text('s', value.toString());
    }
  }

  private void text(char sort, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    size(sort, encoded.length);
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  private void size(char sort, int size) {
    room(1 + Integer.BYTES);
    bytes[length++] = (byte) sort;
    bytes[length++] = (byte) (size >>> 24);
    bytes[length++] = (byte) (size >>> 16);
    bytes[length++] = (byte) (size >>> 8);
    bytes[length++] = (byte) size;
  }

  private void write(byte one) {
    room(1);
    bytes[length++] = one;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  private String hex() {
    digest.update(bytes, 0, length);
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[USUAL_BYTES];
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
