package io.impuls.tracking.collector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Requests of real clients, as they were recorded. */
public final class Recorded {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Recorded() {}

  /** Gives the requests of a file, in order. */
  public static List<TestRequest> requests(String file) {
    try (InputStream in =
        Recorded.class.getResourceAsStream("/io/impuls/tracking/recorded/" + file)) {
      return StreamSupport.stream(JSON.readTree(in).get("requests").spliterator(), false)
          .map(Recorded::request)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestRequest request(JsonNode recorded) {
    String path = recorded.get("path").textValue();
    TestRequest request =
        recorded.get("method").textValue().equals("GET")
            ? TestRequest.get(path)
            : TestRequest.post(path, recorded.get("body_json").toString());
    for (var header : recorded.get("headers").properties()) {
      request = request.with(header.getKey(), header.getValue().textValue());
    }
    return request;
  }
}
