package io.impuls.segmentation.api;

import com.fasterxml.jackson.databind.ObjectWriter;
import io.impuls.contracts.tag.SegmentSnapshot;
import io.impuls.contracts.topic.Json;
import io.impuls.segmentation.domain.segment.Snapshots;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * Streams a kept list, a line of JSON for each member. A list that cannot be read to its end breaks
 * the answer off, so that nobody takes a part of it for the whole.
 *
 * @param snapshots where it is
 * @param workspace whose it is
 * @param name as {@link Snapshots#keep} gave it
 */
record MemberLines(Snapshots snapshots, UUID workspace, String name) implements StreamingOutput {

  @Override
  public void write(OutputStream out) throws IOException {
    boolean whole;
    try {
      whole = snapshots.read(workspace, name, part -> write(part, out));
    } catch (Snapshots.UnreadableException e) {
      throw brokenOff();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!whole) {
      throw brokenOff();
    }
  }

  private static boolean write(SegmentSnapshot part, OutputStream out) {
    ObjectWriter writer = Json.mapper().writer();
    StringBuilder lines = new StringBuilder();
    try {
      for (UUID person : part.persons()) {
        lines.append(writer.writeValueAsString(Map.of("person", person))).append('\n');
      }
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private static ProblemException brokenOff() {
    return new ProblemException(
        Problem.unavailable("The list cannot be read to its end just now; ask again"),
        OneHop.RETRY_AFTER);
  }
}
