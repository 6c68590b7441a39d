package io.impuls.demo.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries a file into Impuls, a piece of rows at a time, and notes after each how far it is. Run
 * again it goes on from there.
 */
final class HistoryImport {

  /** As many refusals as one answer names. */
  private static final int ROWS_OF_A_PIECE = 1_000;

  /** Characters of a piece: its rows wait in memory. */
  private static final int LARGEST_PIECE = 4 << 20;

  private final HistoryFile file;
  private final ImportClient client;
  private final Path stateFile;
  private final Path errorFile;
  private final Progress progress;
  private final List<Row> piece = new ArrayList<>();
  private int size;
  private ImportState state;
  private ErrorFile errors;

  /** Hears how it goes on. */
  interface Progress {
    /** Rows have been taken, or not; so many of the file's bytes are read. */
    void moved(ImportState state, long bytesRead);
  }

  HistoryImport(
      HistoryFile file, ImportClient client, Path stateFile, Path errorFile, Progress progress) {
    this.file = file;
    this.client = client;
    this.stateFile = stateFile;
    this.errorFile = errorFile;
    this.progress = progress;
  }

  /** Imports what has not been taken yet, and gives where it ended. */
  ImportState run() throws IOException, InterruptedException {
    state = ImportState.read(stateFile);
    try (ErrorFile opened =
        new ErrorFile(errorFile, state.nextRow() > 1 ? state.errorBytes() : 0)) {
      errors = opened;
      file.rows(this::take);
      send();
    }
    return state;
  }

  private void take(Row row) throws IOException, InterruptedException {
    if (row.number() < state.nextRow()) {
      return;
    }
    piece.add(row);
    size += row.json() == null ? 0 : row.json().length();
    if (piece.size() >= ROWS_OF_A_PIECE || size >= LARGEST_PIECE) {
      send();
    }
  }

  private void send() throws IOException, InterruptedException {
    if (piece.isEmpty()) {
      return;
    }
    JsonNode answer = client.send(piece);
    Map<Long, Row> byNumber = new HashMap<>();
    int faults = 0;
    for (Row row : piece) {
      byNumber.put(row.number(), row);
      if (row.fault() != null) {
        faults++;
        errors.add(row.line(), row.number(), "UNREADABLE_LINE", null, row.fault());
      }
    }
    for (JsonNode error : answer.path("errors")) {
      long number = error.path("row").longValue();
      Row row = byNumber.get(number);
      errors.add(
          row == null ? -1 : row.line(),
          number,
          error.path("reason").asText(),
          error.path("field").asText(null),
          error.path("detail").asText());
    }
    errors.flush();
    state =
        new ImportState(
            piece.get(piece.size() - 1).number() + 1,
            state.accepted() + answer.path("accepted").longValue(),
            state.rejected() + answer.path("rejected").longValue() + faults,
            errors.bytes());
    state.write(stateFile);
    piece.clear();
    size = 0;
    progress.moved(state, file.bytesRead());
  }
}
