package io.impuls.systemtests.plain;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The shop's half: orders, cancellations and what was in them. */
final class PlainShop {

  private static final BigDecimal LARGE = new BigDecimal("200");
  private static final int LARGE_ORDER = 50;
  private static final int ORDER = 20;
  private static final int CANCELLATION = -30;
  private static final List<String> WORDS =
      List.of(
          "T-LIGHT",
          "CHRISTMAS",
          "LANTERN",
          "RETROSPOT",
          "JUMBO BAG",
          "HEART",
          "VINTAGE",
          "CAKE",
          "FELTCRAFT",
          "BABUSHKA");

  private PlainShop() {}

  /** Adds the scores and tags of the invoices dated before a day, such as {@code 2010-12-03}. */
  static void add(Expected expected, String beforeDay) {
    Map<String, List<Map<String, String>>> invoices =
        PlainCsv.rows("online-retail-2010-12.csv.gz").stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.get("InvoiceNo"), LinkedHashMap::new, Collectors.toList()));
    invoices.forEach(
        (number, lines) -> {
          if (lines.get(0).get("InvoiceDate").compareTo(beforeDay) < 0) {
            invoice(expected, number, lines);
          }
        });
  }

  private static void invoice(Expected expected, String number, List<Map<String, String>> lines) {
    String customer = lines.get(0).get("CustomerID").replace(".0", "");
    String person =
        customer.isEmpty()
            ? "ANONYMOUS_ID:order-" + number
            : "EMAIL:customer-" + customer + "@example.test";
    if (number.startsWith("C")) {
      expected.points(person, CANCELLATION);
      return;
    }
    BigDecimal value = BigDecimal.ZERO;
    for (Map<String, String> line : lines) {
      value =
          value.add(
              new BigDecimal(line.get("Quantity")).multiply(new BigDecimal(line.get("UnitPrice"))));
    }
    expected.points(person, value.compareTo(LARGE) >= 0 ? LARGE_ORDER : ORDER);
    for (String word : WORDS) {
      int count = 0;
      for (Map<String, String> line : lines) {
        if (line.get("Description").contains(word)) {
          count++;
        }
      }
      if (count > 0) {
        expected.tag(person, word, count);
      }
    }
  }
}
