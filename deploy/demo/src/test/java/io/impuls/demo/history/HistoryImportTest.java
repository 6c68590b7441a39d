package io.impuls.demo.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.demo.recording.RefusedException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a cut of real orders, and the mapping that docs/tracking.md shows. */
class HistoryImportTest {

  private static final int LINES = 20_000;

  @TempDir Path directory;
  private FakeCollector collector;
  private Path csv;
  private Set<String> invoices;

  @BeforeEach
  void prepare() throws IOException {
    collector = new FakeCollector();
    csv = directory.resolve("orders.csv");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    getClass()
                        .getResourceAsStream("/io/impuls/demo/data/online-retail-2010-12.csv.gz")),
                StandardCharsets.UTF_8))) {
      List<String> cut = lines.lines().limit(LINES + 1).toList();
      Files.write(csv, cut);
      invoices =
          cut.stream()
              .skip(1)
              .map(line -> line.substring(0, line.indexOf(',')))
              .collect(Collectors.toCollection(LinkedHashSet::new));
    }
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void linesOfAnInvoiceAreOneOrder() throws Exception {
    assertThat(imported(mapping())).isZero();

    assertThat(collector.rows.keySet())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, invoices.size()).boxed().toList());
    assertThat(collector.rows.values().stream().map(event -> event.at("/order/id").asText()))
        .containsExactlyElementsOf(invoices);
    // the first invoice of the file: seven lines, 139.12 pounds, on a winter morning in London
    JsonNode first = collector.rows.get(1L);
    assertThat(first.path("type").asText()).isEqualTo("order.placed");
    assertThat(first.path("timestamp").asText()).isEqualTo("2010-12-01T08:26:00Z");
    assertThat(first.path("userId").asText()).isEqualTo("17850");
    assertThat(first.has("anonymousId")).isFalse();
    assertThat(first.at("/order/value").decimalValue()).isEqualByComparingTo("139.12");
    assertThat(first.path("products")).hasSize(7);
    assertThat(first.at("/products/0/name").asText())
        .isEqualTo("WHITE HANGING HEART T-LIGHT HOLDER");
    assertThat(collector.rows.values())
        .filteredOn(event -> event.at("/order/id").asText().startsWith("C"))
        .isNotEmpty()
        .allMatch(event -> event.path("type").asText().equals("order.cancelled"));
    assertThat(collector.rows.values())
        .filteredOn(event -> !event.has("userId"))
        .isNotEmpty()
        .allMatch(event -> event.path("anonymousId").asText().startsWith("order-"));
    assertThat(csv.resolveSibling("orders.csv.errors.csv")).doesNotExist();
  }

  @Test
  void goesOnWhereItStoppedAndASecondTimeHasNothingToDo() throws Exception {
    // many small files are one large one: 3 times the cut is some 2,500 invoices, 3 pieces
    Path large = directory.resolve("large.csv");
    List<String> lines = Files.readAllLines(csv);
    StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
    for (int copy = 0; copy < 3; copy++) {
      for (String line : lines.subList(1, lines.size())) {
        text.append(copy).append(line).append('\n');
      }
    }
    Files.writeString(large, text);
    csv = large;
    collector.awayFrom = 2;
    assertThatThrownBy(() -> run(mapping())).isInstanceOf(IllegalStateException.class);
    int before = collector.rows.size();
    assertThat(before).isEqualTo(1_000);

    collector.awayFrom = Integer.MAX_VALUE;
    ImportState end = run(mapping());

    assertThat(collector.queries.get(1)).endsWith("from=1001");
    assertThat(collector.rows).hasSize(3 * invoices.size());
    assertThat(end.accepted()).isEqualTo(3L * invoices.size());
    int requests = collector.requests;
    run(mapping());
    assertThat(collector.requests).isEqualTo(requests);
  }

  @Test
  void whatIsNotTakenIsNamedWithItsLine() throws Exception {
    Files.writeString(
        csv,
        """
        InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
        1,a,"two
        lines",1,2010-12-01 08:26:00,2.55,17850.0,UK
        2,a,x,many,2010-12-01 08:26:00,2.55,17850.0,UK
        3,a,x,1,yesterday,2.55,17850.0,UK
        4,a,x,1
        5,a,x,1,2010-12-01 08:26:00,2.55,17850.0,UK
        """);

    assertThat(imported(mapping())).isEqualTo(ImportMain.SOME_REFUSED);

    assertThat(collector.rows.keySet()).containsExactly(1L, 5L);
    assertThat(Files.readAllLines(csv.resolveSibling("orders.csv.errors.csv")))
        .hasSize(4)
        .startsWith("line,row,reason,field,detail")
        .anyMatch(line -> line.startsWith("4,2,UNREADABLE_LINE,,the quantity is no number: 'many'"))
        .anyMatch(line -> line.startsWith("5,3,UNREADABLE_LINE,,the time is none: 'yesterday'"))
        .anyMatch(line -> line.startsWith("6,4,UNREADABLE_LINE,"));
  }

  @Test
  void aLineIsNamedOnceAlthoughTheImportWasStoppedBehindItsName() throws Exception {
    // the first row is none, the 1,001st is none either: one of each piece
    List<String> lines = new ArrayList<>(Files.readAllLines(csv).subList(0, 1));
    for (int row = 1; row <= 1_001; row++) {
      String quantity = row % 1_000 == 1 ? "many" : "1";
      lines.add(row + ",a,x," + quantity + ",2010-12-01 08:26:00,2.55,17850.0,UK");
    }
    Files.write(csv, lines);
    collector.awayFrom = 2;
    assertThatThrownBy(() -> run(mapping())).isInstanceOf(IllegalStateException.class);
    Path errors = csv.resolveSibling("orders.csv.errors.csv");
    // as a power cut leaves it between the names of the second piece and its being noted
    Files.writeString(errors, "1002,1001,UNREADABLE_LINE,,half a li", StandardOpenOption.APPEND);

    collector.awayFrom = Integer.MAX_VALUE;
    ImportState end = run(mapping());

    assertThat(end.rejected()).isEqualTo(2);
    assertThat(Files.readAllLines(errors))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("2,1,UNREADABLE_LINE,"))
        .anyMatch(line -> line.startsWith("1002,1001,UNREADABLE_LINE,,the quantity is no number"));
  }

  @Test
  void whatTheCollectorRefusesIsNamedWithItsLineToo() throws Exception {
    String withoutProducts = mapping().replaceAll("(?s)product:.*", "");

    assertThat(imported(withoutProducts)).isEqualTo(ImportMain.SOME_REFUSED);

    List<String> errors = Files.readAllLines(csv.resolveSibling("orders.csv.errors.csv"));
    assertThat(errors).hasSize(invoices.size() + 1);
    // the second invoice begins behind the header and the seven lines of the first
    assertThat(errors.get(2)).isEqualTo("9,2,MISSING_FIELD,/order,say which order");
  }

  @Test
  void theSameFileAndMappingAreTheSameRun() throws Exception {
    String run = HistoryFile.run(csv, mapping());

    assertThat(run).matches("orders-[0-9a-f]{16}");
    assertThat(HistoryFile.run(csv, mapping())).isEqualTo(run);
    assertThat(HistoryFile.run(csv, mapping() + "# changed")).isNotEqualTo(run);
  }

  @Test
  void saysWhatIsWrongWithAMapping() {
    assertThatThrownBy(() -> run(mapping().replace("InvoiceDate", "Date")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'Date'");
    assertThatThrownBy(() -> Mapping.read("type: {otherwise: a}\nstamp: {}"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("stamp");
    assertThatThrownBy(() -> Mapping.read("type: {otherwise: a}"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("timestamp");
  }

  private ImportState run(String mapping) throws IOException, InterruptedException {
    return new HistoryImport(
            new HistoryFile(csv, Mapping.read(mapping)),
            new ImportClient(collector.address(), "sk_test", "run", Duration.ZERO),
            directory.resolve("home/imports/run"),
            Path.of(csv + ".errors.csv"),
            (state, read) -> {})
        .run();
  }

  private int imported(String mapping) throws IOException, InterruptedException {
    Path file = directory.resolve("mapping.yaml");
    Files.writeString(file, mapping);
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return ImportMain.run(
        out,
        out,
        false,
        csv.toString(),
        "--mapping",
        file.toString(),
        "--url",
        collector.address().toString(),
        "--key",
        "sk_test",
        "--home",
        directory.resolve("home").toString());
  }

  /** The mapping of the page, so that what it shows works. */
  private static String mapping() throws IOException {
    String page = Files.readString(Path.of("..", "..", "docs", "tracking.md"));
    String section = page.substring(page.indexOf("## Import history"));
    int begin = section.indexOf("```yaml\n") + "```yaml\n".length();
    return section.substring(begin, section.indexOf("```", begin));
  }
}
