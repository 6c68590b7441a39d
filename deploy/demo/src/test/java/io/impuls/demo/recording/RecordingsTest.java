package io.impuls.demo.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The facts about the two recordings that every report relies on. */
class RecordingsTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");

  @Test
  void theOrderBookHoldsTwoWeeksOfTheShop() {
    List<RecordedEvent> events = OrderBook.read().events();

    assertThat(events.stream().filter(e -> !type(e).equals("person.identified"))).hasSize(1_458);
    assertThat(events.stream().filter(e -> type(e).equals("order.cancelled"))).hasSize(215);
    assertThat(events.stream().filter(e -> type(e).equals("person.identified"))).hasSize(768);
    assertThat(events.stream().filter(e -> e.body().has("anonymousId"))).hasSize(223);
    assertThat(events.stream().mapToInt(e -> e.body().path("products").size()).sum())
        .isEqualTo(31_102);
    assertThat(events.stream().mapToInt(e -> e.body().path("products").size()).max()).hasValue(675);
    assertThat(OrderBook.read().first()).hasToString("2010-12-01T08:26");
    assertThat(OrderBook.read().last()).hasToString("2010-12-14T17:22");
  }

  @Test
  void aCustomerIsIntroducedBeforeTheFirstOrder() {
    Set<String> introduced = new HashSet<>();
    for (RecordedEvent event : OrderBook.read().events()) {
      String customer = event.body().path("userId").asText("");
      if (type(event).equals("person.identified")) {
        assertThat(introduced.add(customer)).isTrue();
        assertThat(event.body().path("email").asText())
            .isEqualTo("customer-" + customer + "@example.test");
      } else if (!customer.isEmpty()) {
        assertThat(introduced).contains(customer);
      }
    }
  }

  @Test
  void theValueOfAnOrderIsTheSumOfItsLines() {
    // invoice 536365: 6x2.55 + 6x3.39 + 8x2.75 + 6x3.39 + 6x3.39 + 2x7.65 + 6x4.25 = 139.12
    JsonNode first =
        OrderBook.read().events().stream()
            .filter(e -> e.clientId().equals("invoice-536365"))
            .findFirst()
            .orElseThrow()
            .body();

    assertThat(first.path("order").path("value").decimalValue())
        .isEqualByComparingTo(new BigDecimal("139.12"));
    assertThat(first.path("products").get(0).path("name").asText())
        .isEqualTo("WHITE HANGING HEART T-LIGHT HOLDER");
  }

  @Test
  void ofTheWebLogPagesAndDownloadsAreEvents() {
    List<RecordedEvent> events = WebLog.read(WORKSPACE).events();

    assertThat(events.stream().filter(e -> type(e).equals("page.viewed"))).hasSize(2_869);
    assertThat(events.stream().filter(e -> type(e).equals("file.downloaded"))).hasSize(87);
    assertThat(events.stream().map(RecordedEvent::clientId).distinct()).hasSize(events.size());
    assertThat(WebLog.read(WORKSPACE).lastDay()).hasToString("2015-05-20");
  }

  @Test
  void theWebLogIsKeptWhole() {
    int[] rows = {0};
    CsvFile.resource("weblog-2015-05.csv.gz", row -> rows[0]++);

    assertThat(rows[0]).isEqualTo(9_999);
  }

  private static String type(RecordedEvent event) {
    return event.body().path("type").asText();
  }
}
