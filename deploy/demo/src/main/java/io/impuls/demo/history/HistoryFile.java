package io.impuls.demo.history;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.impuls.demo.recording.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A CSV file with a header line, compressed when its name ends in {@code .gz}, row by row. */
final class HistoryFile {

  private final Path file;
  private final Mapping mapping;
  private long bytesRead;

  HistoryFile(Path file, Mapping mapping) {
    this.file = file;
    this.mapping = mapping;
  }

  /** What to do with a row. */
  interface RowTaker {
    void take(Row row) throws IOException, InterruptedException;
  }

  /** Gives the file's bytes on disk. */
  long bytes() throws IOException {
    return Files.size(file);
  }

  /** Gives how many of them have been read. */
  long bytesRead() {
    return bytesRead;
  }

  /**
   * Names the run that the file's content and the mapping make: the same two are the same run, and
   * count once.
   */
  static String run(Path file, String mapping) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] piece = new byte[64 << 10];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        sha.update(piece, 0, n);
      }
      sha.update(mapping.getBytes(StandardCharsets.UTF_8));
      String name =
          file.getFileName()
              .toString()
              .replaceAll("\\.csv(\\.gz)?$", "")
              .replaceAll("[^A-Za-z0-9_-]", "-");
      String stem = name.replaceFirst("^[^A-Za-z0-9]+", "");
      return (stem.length() > 60 ? stem.substring(0, 60) : stem)
          + (stem.isEmpty() ? "" : "-")
          + HexFormat.of().formatHex(sha.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Hands over every row, in order. */
  void rows(RowTaker taker) throws IOException, InterruptedException {
    if (!Files.isReadable(file)) {
      throw new RefusedException("cannot read " + file);
    }
    InputStream disk = counted(Files.newInputStream(file));
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(disk) : disk;
    try (Reader text = new InputStreamReader(plain, StandardCharsets.UTF_8);
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .fieldSeparator(mapping.separator().charAt(0))
                .detectBomHeader(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw new RefusedException(file + " is empty: its first line must name the columns");
      }
      List<String> columns = header(records.next());
      RowMaker maker = new RowMaker(mapping, columns);
      long number = 0;
      List<CsvLine> lines = new ArrayList<>();
      while (records.hasNext()) {
        CsvLine line = line(records.next(), columns);
        if (!lines.isEmpty() && !sameEvent(maker, lines.get(0), line)) {
          taker.take(maker.row(++number, lines));
          lines.clear();
        }
        lines.add(line);
      }
      if (!lines.isEmpty()) {
        taker.take(maker.row(++number, lines));
      }
    }
  }

  private static boolean sameEvent(RowMaker maker, CsvLine first, CsvLine line) {
    String group = maker.group(first);
    return group != null && group.equals(maker.group(line));
  }

  private static List<String> header(CsvRecord record) {
    List<String> columns = new ArrayList<>();
    for (String name : record.getFields()) {
      columns.add(name.replace("\uFEFF", "").strip());
    }
    return columns;
  }

  private static CsvLine line(CsvRecord record, List<String> columns) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), record.getFieldCount()); i++) {
      fields.put(columns.get(i), record.getField(i));
    }
    return new CsvLine(
        record.getStartingLineNumber(), fields, record.getFieldCount() == columns.size());
  }

  private InputStream counted(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int one = super.read();
        bytesRead += one < 0 ? 0 : 1;
        return one;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        bytesRead += Math.max(0, read);
        return read;
      }
    };
  }
}
