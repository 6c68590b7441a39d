package io.impuls.demo.recording;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.topic.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A file in the form of the REES46 multi-category store: views, carts and purchases of a web shop.
 *
 * <p>Its rows have no id. The client id is a hash of the whole row, so rows that are equal in every
 * column are one event: the first occurrence counts and each further one is a duplicate, however
 * far apart in the file they stand.
 */
public final class MultiStore {

  /** Name of the format. */
  public static final String NAME = "rees46";

  private static final ZoneId ZONE = ZoneOffset.UTC;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");
  private static final char SEPARATOR = '\u001f';
  private static final int ID_DIGITS = 32;

  private MultiStore() {}

  /** Reads a file. */
  public static Recording read(Path file) {
    List<RecordedEvent> events = new ArrayList<>();
    CsvFile.file(file, row -> events.add(event(row)));
    if (events.isEmpty()) {
      throw new RefusedException(file + " has no rows");
    }
    return new Recording(NAME, ZONE, events);
  }

  private static RecordedEvent event(NamedCsvRecord row) {
    ObjectNode body = Json.mapper().createObjectNode();
    String kind = row.getField("event_type");
    body.put(
        "type",
        switch (kind) {
          case "view" -> EventTypes.PRODUCT_VIEWED;
          case "cart" -> EventTypes.CART_ADDED;
          case "purchase" -> EventTypes.ORDER_PLACED;
          default ->
              throw new RefusedException(
                  "unknown event_type \"" + kind + "\" in line " + row.getStartingLineNumber());
        });
    body.put("userId", row.getField("user_id"));
    BigDecimal price = new BigDecimal(row.getField("price"));
    String id = clientId(row);
    ObjectNode product =
        kind.equals("view") ? body.putObject("product") : body.putArray("products").addObject();
    product.put("id", row.getField("product_id"));
    putIfSaid(product, "category", row.getField("category_code"));
    putIfSaid(product, "brand", row.getField("brand"));
    product.put("price", price);
    if (!kind.equals("view")) {
      product.put("quantity", 1);
    }
    if (kind.equals("purchase")) {
      ObjectNode order = body.putObject("order");
      order.put("id", id);
      order.put("value", price);
      order.put("currency", "USD");
    }
    ObjectNode properties = body.putObject("properties");
    properties.put("userSession", row.getField("user_session"));
    properties.put("categoryId", row.getField("category_id"));
    return new RecordedEvent(
        id, LocalDateTime.parse(row.getField("event_time"), TIME), Sender.BACKEND, body);
  }

  private static void putIfSaid(ObjectNode product, String field, String value) {
    if (!value.isEmpty()) {
      product.put(field, value);
    }
  }

  private static String clientId(NamedCsvRecord row) {
    String whole = String.join(String.valueOf(SEPARATOR), row.getFields());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return NAME + "-" + HexFormat.of().formatHex(hash).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
