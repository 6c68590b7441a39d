package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.tracking.resolver.domain.Interests;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.ByteUtils;

/** Reads the values of a row in the order in which {@link PackedWriter} wrote them. */
final class PackedReader {

  private final ByteBuffer bytes;

  /**
   * Begins behind the format.
   *
   * @throws IllegalStateException when the row has another format
   */
  PackedReader(byte[] row, byte format) {
    bytes = ByteBuffer.wrap(row);
    if (bytes.get() != format) {
      throw new IllegalStateException("the row was written by a later release");
    }
  }

  boolean flag() {
    return bytes.get() != 0;
  }

  long number() {
    return ByteUtils.readVarlong(bytes);
  }

  int count() {
    return Math.toIntExact(number());
  }

  long fixed() {
    return bytes.getLong();
  }

  String text() {
    int length = count();
    if (length < 0) {
      return null;
    }
    String text = new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
    bytes.position(bytes.position() + length);
    return text;
  }

  Instant instant() {
    return Instant.ofEpochSecond(number(), number());
  }

  UUID id() {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  Place place() {
    return new Place(instant(), id());
  }

  BigDecimal decimal() {
    int scale = count();
    byte[] digits = new byte[count()];
    bytes.get(digits);
    return new BigDecimal(new BigInteger(digits), scale);
  }

  <T> T optional(Supplier<T> item) {
    return flag() ? item.get() : null;
  }

  <T> List<T> all(Supplier<T> item) {
    int count = count();
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(item.get());
    }
    return values;
  }

  Source source() {
    return new Source(text(), Source.Kind.valueOf(text()));
  }

  VisitSource origin() {
    return new VisitSource(VisitSource.Kind.valueOf(text()), text(), text(), text());
  }

  Interests interests() {
    int count = count();
    Map<String, String> products = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      products.put(text(), text());
    }
    return new Interests(products, new LinkedHashSet<>(all(this::text)), flag());
  }

  Product product() {
    return new Product(
        text(), text(), text(), text(), optional(this::decimal), optional(this::decimal), text());
  }
}
