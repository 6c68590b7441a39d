package io.impuls.segmentation.api;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.impuls.contracts.Points;
import io.impuls.contracts.plan.MatrixDefinition.Mark;
import io.impuls.contracts.plan.MatrixDefinition.Row;
import io.impuls.contracts.plan.MatrixDefinition.Share;
import io.impuls.contracts.plan.MatrixDefinition.Subject;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.segmentation.domain.matrix.MatrixCompiler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of a matrix as a CSV file (RFC 4180, UTF-8, comma or semicolon): the first line names
 * the columns {@code match}, {@code pattern}, {@code events} (separated by blanks), {@code
 * minActiveSeconds}, for a share {@code atLeast}, {@code minViews} and {@code within}, {@code tag}
 * and {@code increment}, and {@code tag2}, {@code increment2} and so on for more tags.
 *
 * @param rows the rows
 * @param places where each row, and each field of it, stands in the file, by JSON pointer
 */
record MatrixSheet(List<Row> rows, Map<String, String> places) {

  private static final List<String> FIXED =
      List.of("match", "pattern", "events", "minActiveSeconds", "atLeast", "minViews", "within");
  private static final String TAG = "tag";
  private static final String INCREMENT = "increment";
  private static final int MOST_MARKS = 10;

  /** Told at once: a wrong file has thousands of the same. */
  private static final int MOST_PROBLEMS = 50;

  /** Reads a file, or gives everything that cannot be read. */
  static Parsed<MatrixSheet> read(String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<Problem> problems = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator(plain))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(plain)) {
      List<String> columns = null;
      for (CsvRecord line : reader) {
        if (columns == null) {
          columns = columns(line, problems);
        } else if (problems.size() > MOST_PROBLEMS) {
          break;
        } else if (rows.size() == MatrixCompiler.MOST_ROWS) {
          problems.add(
              new Problem(
                  "line " + line.getStartingLineNumber(),
                  "a matrix has at most " + MatrixCompiler.MOST_ROWS + " rows"));
          break;
        } else {
          rows.add(new Line(line, columns, "/rows/" + rows.size(), places, problems).row());
        }
      }
      if (columns == null) {
        problems.add(new Problem("line 1", "needs the columns pattern and tag"));
      }
    } catch (IOException | CsvParseException e) {
      problems.add(new Problem("line " + (rows.size() + 2), "is no CSV: " + e.getMessage()));
    }
    return Parsed.of(
        new MatrixSheet(List.copyOf(rows), Map.copyOf(places)),
        problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
  }

  /** Gives the problems with the places of the file for those of the matrix. */
  List<Problem> placed(List<Problem> problems) {
    return problems.stream()
        .map(problem -> new Problem(place(problem.pointer()), problem.message()))
        .toList();
  }

  private String place(String pointer) {
    for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      if (places.containsKey(at)) {
        return places.get(at);
      }
    }
    return pointer;
  }

  /** Writes rows as a file that {@link #read} takes. */
  static String write(List<Row> rows) {
    int marks = rows.stream().mapToInt(row -> row.marks().size()).max().orElse(1);
    List<String> header = new ArrayList<>(FIXED);
    for (int mark = 1; mark <= marks; mark++) {
      header.add(numbered(TAG, mark));
      header.add(numbered(INCREMENT, mark));
    }
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      writer.writeRecord(header);
      rows.forEach(row -> writer.writeRecord(cells(row)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(row.match().name());
    cells.add(row.pattern());
    cells.add(String.join(" ", row.events()));
    cells.add(row.minActiveSeconds() == null ? "" : row.minActiveSeconds().toString());
    Share share = row.share();
    cells.add(share == null || share.atLeast() == null ? "" : share.atLeast().toPlainString());
    cells.add(share == null || share.minViews() == null ? "" : share.minViews().toString());
    cells.add(share == null || share.within() == null ? "" : share.within());
    for (Mark mark : row.marks()) {
      cells.add(mark.tag());
      cells.add(mark.increment() == null ? "" : mark.increment().toString());
    }
    return cells;
  }

  private static String numbered(String column, int mark) {
    return mark == 1 ? column : column + mark;
  }

  private static char separator(String text) {
    String header = text.lines().findFirst().orElse("");
    return header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
  }

  /** Gives the columns by the names that the definition has. */
  private static List<String> columns(CsvRecord header, List<Problem> problems) {
    Map<String, String> known = new LinkedHashMap<>();
    FIXED.forEach(name -> known.put(name.toLowerCase(Locale.ROOT), name));
    for (int mark = 1; mark <= MOST_MARKS; mark++) {
      known.put(numbered(TAG, mark), numbered(TAG, mark));
      known.put(numbered(INCREMENT, mark), numbered(INCREMENT, mark));
    }
    List<String> columns = new ArrayList<>();
    for (String written : header.getFields()) {
      String name = known.get(written.strip().toLowerCase(Locale.ROOT));
      if (name == null || columns.contains(name)) {
        problems.add(
            new Problem(
                "line 1, column " + (columns.size() + 1),
                "'"
                    + written.strip()
                    + "' "
                    + (name == null ? "is none of the columns " : "stands twice; they are ")
                    + String.join(", ", FIXED)
                    + ", tag, increment, tag2, increment2 and so on"));
      }
      columns.add(name == null ? written : name);
    }
    if (!columns.contains("pattern") || !columns.contains(TAG)) {
      problems.add(new Problem("line 1", "needs the columns pattern and tag"));
    }
    return columns;
  }

  /** One line of the file, as a row. */
  private record Line(
      CsvRecord line,
      List<String> columns,
      String pointer,
      Map<String, String> places,
      List<Problem> problems) {

    Row row() {
      places.put(pointer, "line " + line.getStartingLineNumber());
      if (line.getFieldCount() > columns.size()) {
        problems.add(
            new Problem(
                place(columns.size()),
                "stands in no column: text with a separator in it goes into quotes"));
      }
      List<Mark> marks = new ArrayList<>();
      for (int mark = 1; mark <= MOST_MARKS; mark++) {
        String at = "/marks/" + marks.size();
        String tag = cell(numbered(TAG, mark), at + "/tag");
        String increment = cell(numbered(INCREMENT, mark), at + "/increment");
        if (tag != null || increment != null) {
          marks.add(new Mark(tag, points(increment, numbered(INCREMENT, mark))));
        }
      }
      String events = cell("events", "/events");
      return new Row(
          subject(cell("match", "/match")),
          cell("pattern", "/pattern"),
          events == null ? List.of() : Arrays.asList(events.split("\\s+")),
          number(cell("minActiveSeconds", "/minActiveSeconds"), "minActiveSeconds"),
          marks,
          share());
    }

    private Share share() {
      String atLeast = cell("atLeast", "/share/atLeast");
      String minViews = cell("minViews", "/share/minViews");
      String within = cell("within", "/share/within");
      return atLeast == null && minViews == null && within == null
          ? null
          : new Share(
              decimal(atLeast, "atLeast", "is a number above 0 and at most 1, such as 0.6"),
              number(minViews, "minViews"),
              within);
    }

    private BigDecimal decimal(String written, String column, String fault) {
      try {
        return written == null ? null : new BigDecimal(written.replace(',', '.'));
      } catch (NumberFormatException e) {
        problem(column, fault);
        return null;
      }
    }

    /** Gives what stands in a column; null for nothing. */
    private String cell(String column, String field) {
      int at = columns.indexOf(column);
      if (at < 0 || at >= line.getFieldCount()) {
        return null;
      }
      places.put(pointer + field, place(at));
      String text = line.getField(at).strip();
      return text.isEmpty() ? null : text;
    }

    private String place(int column) {
      String name = column < columns.size() ? " (" + columns.get(column) + ")" : "";
      return "line " + line.getStartingLineNumber() + ", column " + (column + 1) + name;
    }

    private Subject subject(String written) {
      try {
        return written == null ? null : Subject.valueOf(written.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        problem("match", "is PATH, URL or CATEGORY");
        return null;
      }
    }

    private Integer number(String written, String column) {
      try {
        return written == null ? null : Integer.valueOf(written);
      } catch (NumberFormatException e) {
        problem(column, "is a whole number such as 60");
        return null;
      }
    }

    private Points points(String written, String column) {
      try {
        return written == null ? null : Points.of(new BigDecimal(written.replace(',', '.')));
      } catch (ArithmeticException | NumberFormatException e) {
        problem(column, "is a number with up to three decimal places");
        return null;
      }
    }

    private void problem(String column, String message) {
      problems.add(new Problem(place(columns.indexOf(column)), message));
    }
  }
}
