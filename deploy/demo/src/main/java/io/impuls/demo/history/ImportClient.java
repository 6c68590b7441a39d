package io.impuls.demo.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.recording.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Sends rows of a run and does not give up: a piece that was not answered is sent again, which
 * counts nothing twice.
 */
final class ImportClient {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Set<Integer> AGAIN = Set.of(408, 429, 500, 502, 503, 504);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI collector;
  private final String key;
  private final String run;
  private final Duration patience;

  /**
   * Makes the client of a run.
   *
   * @param patience how long one piece is tried
   */
  ImportClient(URI collector, String key, String run, Duration patience) {
    this.collector = collector;
    this.key = key;
    this.run = run;
    this.patience = patience;
  }

  /**
   * Sends rows that follow one another, and gives the answer.
   *
   * @throws RefusedException when the collector will never take them
   * @throws IllegalStateException when it does not take them within the patience
   */
  JsonNode send(List<Row> rows) throws IOException, InterruptedException {
    URI address = collector.resolve("/v1/imports?run=" + run + "&from=" + rows.get(0).number());
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(packed(rows)))
            .build();
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      String why;
      try {
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200) {
          return Json.mapper().readTree(answer.body());
        }
        why = "status " + answer.statusCode();
        if (!AGAIN.contains(answer.statusCode())) {
          throw new RefusedException(
              "the collector refuses the import: %s %s"
                  .formatted(why, new String(answer.body(), StandardCharsets.UTF_8)));
        }
      } catch (IOException e) {
        why = e.getClass().getSimpleName();
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "the collector did not take row %d: %s; the same command goes on from there"
                .formatted(rows.get(0).number(), why));
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** A row that can be no event is an empty line: it keeps its number. */
  private static byte[] packed(List<Row> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (Row row : rows) {
        if (row.json() != null) {
          out.write(row.json().getBytes(StandardCharsets.UTF_8));
        }
        out.write('\n');
      }
    }
    return bytes.toByteArray();
  }
}
