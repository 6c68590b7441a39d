package io.impuls.demo.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.impuls.contracts.topic.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Answers imports as the collector's README says; refuses orders without a value. */
final class FakeCollector implements AutoCloseable {

  final Map<Long, JsonNode> rows = new TreeMap<>();
  final List<String> queries = new ArrayList<>();
  int requests;

  /** Requests from this one on are answered with 503. */
  int awayFrom = Integer.MAX_VALUE;

  private final HttpServer server;

  FakeCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/v1/imports", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    String body =
        new String(
            new GZIPInputStream(exchange.getRequestBody()).readAllBytes(), StandardCharsets.UTF_8);
    requests++;
    if (requests >= awayFrom) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    queries.add(query);
    long row = Long.parseLong(query.replaceAll(".*from=", ""));
    int accepted = 0;
    List<String> errors = new ArrayList<>();
    for (String line : body.split("\n")) {
      if (!line.isBlank()) {
        JsonNode event = Json.mapper().readTree(line);
        if (event.path("order").has("value")) {
          rows.put(row, event);
          accepted++;
        } else {
          errors.add(
              "{\"row\":%d,\"reason\":\"MISSING_FIELD\",\"field\":\"/order\",\"detail\":\"say which order\"}"
                  .formatted(row));
        }
      }
      row++;
    }
    byte[] answer =
        "{\"accepted\":%d,\"rejected\":%d,\"nextRow\":%d,\"errors\":[%s]}"
            .formatted(accepted, errors.size(), row, String.join(",", errors))
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
