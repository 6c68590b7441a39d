package io.impuls.demo.recording;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.topic.Json;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Orders of a UK gift shop in the form of the Online Retail data set, as the shop's backend: two
 * weeks of December 2010 are in the demo.
 */
public final class OrderBook {

  /** Name of the recording. */
  public static final String NAME = "orders";

  private static final ZoneId ZONE = ZoneId.of("Europe/London");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String CANCELLED = "C";

  private OrderBook() {}

  /** Reads the recording: customers introduced before their first order, then every invoice. */
  public static Recording read() {
    Map<String, List<NamedCsvRecord>> invoices = new LinkedHashMap<>();
    CsvFile.resource("online-retail-2010-12.csv.gz", line -> add(line, invoices));
    return recording(invoices);
  }

  /** Reads a file in the same form. */
  public static Recording read(Path file) {
    Map<String, List<NamedCsvRecord>> invoices = new LinkedHashMap<>();
    CsvFile.file(file, line -> add(line, invoices));
    if (invoices.isEmpty()) {
      throw new RefusedException(file + " has no rows");
    }
    return recording(invoices);
  }

  private static void add(NamedCsvRecord line, Map<String, List<NamedCsvRecord>> invoices) {
    invoices.computeIfAbsent(line.getField("InvoiceNo"), number -> new ArrayList<>()).add(line);
  }

  private static Recording recording(Map<String, List<NamedCsvRecord>> invoices) {
    List<RecordedEvent> events = new ArrayList<>();
    Set<String> introduced = new HashSet<>();
    invoices.forEach(
        (number, lines) -> {
          LocalDateTime at = LocalDateTime.parse(lines.get(0).getField("InvoiceDate"), TIME);
          String customer = customer(lines.get(0));
          if (!customer.isEmpty() && introduced.add(customer)) {
            events.add(introduction(customer, at));
          }
          events.add(invoice(number, customer, at, lines));
        });
    return new Recording(NAME, ZONE, events);
  }

  /** The file writes customer numbers as decimals, such as {@code 17850.0}. */
  private static String customer(NamedCsvRecord line) {
    String number = line.getField("CustomerID");
    int dot = number.indexOf('.');
    return dot < 0 ? number : number.substring(0, dot);
  }

  private static RecordedEvent introduction(String customer, LocalDateTime at) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("type", EventTypes.PERSON_IDENTIFIED);
    body.put("userId", customer);
    body.put("email", "customer-" + customer + "@example.test");
    body.putObject("consent").put("marketing_email", true);
    return new RecordedEvent("customer-" + customer, at, Sender.BACKEND, body);
  }

  private static RecordedEvent invoice(
      String number, String customer, LocalDateTime at, List<NamedCsvRecord> lines) {
    ObjectNode body = Json.mapper().createObjectNode();
    boolean cancelled = number.startsWith(CANCELLED);
    body.put("type", cancelled ? EventTypes.ORDER_CANCELLED : EventTypes.ORDER_PLACED);
    if (customer.isEmpty()) {
      body.put("anonymousId", "order-" + number);
    } else {
      body.put("userId", customer);
    }
    ObjectNode order = body.putObject("order");
    ArrayNode products = body.putArray("products");
    BigDecimal value = BigDecimal.ZERO;
    for (NamedCsvRecord line : lines) {
      BigDecimal quantity = new BigDecimal(line.getField("Quantity"));
      BigDecimal price = new BigDecimal(line.getField("UnitPrice"));
      value = value.add(quantity.multiply(price));
      ObjectNode product = products.addObject();
      product.put("id", line.getField("StockCode"));
      if (!line.getField("Description").isEmpty()) {
        product.put("name", line.getField("Description"));
      }
      product.put("price", price);
      product.put("quantity", quantity);
    }
    order.put("id", number);
    order.put("value", value);
    order.put("currency", "GBP");
    return new RecordedEvent("invoice-" + number, at, Sender.BACKEND, body);
  }
}
