package io.impuls.demo.recording;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads compressed CSV files with a header line, from the resources or from disk. */
final class CsvFile {

  private CsvFile() {}

  /** Hands over every row of a file of ours. */
  static void resource(String name, Consumer<NamedCsvRecord> row) {
    try (InputStream in = CsvFile.class.getResourceAsStream("/io/impuls/demo/data/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the demo was built without its data file " + name);
      }
      rows(in, true, row);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  /** Hands over every row of a file on disk; compressed when its name ends in {@code .gz}. */
  static void file(Path file, Consumer<NamedCsvRecord> row) {
    if (!Files.isReadable(file)) {
      throw new RefusedException("cannot read " + file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      rows(in, file.toString().endsWith(".gz"), row);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static void rows(InputStream in, boolean compressed, Consumer<NamedCsvRecord> row)
      throws IOException {
    InputStream plain = compressed ? new GZIPInputStream(in) : in;
    try (Reader text = new InputStreamReader(plain, StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
      reader.forEach(row);
    }
  }
}
