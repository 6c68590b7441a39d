package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.tracking.resolver.domain.Interests;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.ByteUtils;

/** Writes the values of a row one behind the other, without names; {@link PackedReader} reads. */
final class PackedWriter {

  /** What a large one of the rows that each event writes takes. */
  private static final int USUAL_BYTES = 512;

  /** Bytes of the longest number of variable length. */
  private static final int MOST_VARIABLE = 10;

  private ByteBuffer bytes = ByteBuffer.allocate(USUAL_BYTES);

  private PackedWriter() {}

  /** Gives the bytes of a row. */
  static byte[] row(byte format, Consumer<PackedWriter> content) {
    PackedWriter writer = new PackedWriter();
    writer.bytes.put(format);
    content.accept(writer);
    return Arrays.copyOf(writer.bytes.array(), writer.bytes.position());
  }

  void flag(boolean value) {
    room(1).put((byte) (value ? 1 : 0));
  }

  void number(long value) {
    ByteUtils.writeVarlong(value, room(MOST_VARIABLE));
  }

  /** Numbers of which all bits count: hashes. */
  void fixed(long value) {
    room(Long.BYTES).putLong(value);
  }

  void text(String value) {
    if (value == null) {
      number(-1);
      return;
    }
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    room(utf8.length).put(utf8);
  }

  void instant(Instant value) {
    number(value.getEpochSecond());
    number(value.getNano());
  }

  void id(UUID value) {
    fixed(value.getMostSignificantBits());
    fixed(value.getLeastSignificantBits());
  }

  void place(Place value) {
    instant(value.occurredAt());
    id(value.eventId());
  }

  void decimal(BigDecimal value) {
    byte[] digits = value.unscaledValue().toByteArray();
    number(value.scale());
    number(digits.length);
    room(digits.length).put(digits);
  }

  <T> void optional(T value, Consumer<T> item) {
    flag(value != null);
    if (value != null) {
      item.accept(value);
    }
  }

  <T> void all(Collection<T> values, Consumer<T> item) {
    number(values.size());
    for (T value : values) {
      item.accept(value);
    }
  }

  void source(Source value) {
    text(value.id());
    text(value.kind().name());
  }

  void origin(VisitSource value) {
    text(value.kind().name());
    text(value.name());
    text(value.campaign());
    text(value.phrase());
  }

  void interests(Interests value) {
    all(
        value.products().entrySet(),
        product -> {
          text(product.getKey());
          text(product.getValue());
        });
    all(value.categories(), this::text);
    flag(value.cut());
  }

  void product(Product value) {
    text(value.id());
    text(value.name());
    text(value.category());
    text(value.brand());
    optional(value.price(), this::decimal);
    optional(value.quantity(), this::decimal);
    text(value.url());
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int length = Math.max(2 * bytes.capacity(), bytes.position() + more);
      bytes = ByteBuffer.allocate(length).put(bytes.flip());
    }
    return bytes;
  }
}
