package io.impuls.scoring.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears server-sent events, as a browser's EventSource does. */
final class Listener implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** An event that has data. */
  record Heard(String id, String name, String data) {}

  private final InputStream stream;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private volatile String lastId;
  private volatile boolean ended;

  Listener(URI feed, String token, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(feed).header("Authorization", "Bearer " + token);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("answered " + answer.statusCode());
      }
      stream = answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread thread = new Thread(this::listen, "listener");
    thread.setDaemon(true);
    thread.start();
  }

  List<Heard> heard() {
    return heard;
  }

  /** Gives the last id, also of an event without data, as the standard asks. */
  String lastId() {
    return lastId;
  }

  /** Whether the service has ended the stream, and not just broken it off. */
  boolean ended() {
    return ended;
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String name = null;
      String data = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
        if (line.startsWith("id:")) {
          lastId = value;
        } else if (line.startsWith("event:")) {
          name = value;
        } else if (line.startsWith("data:")) {
          data = value;
        } else if (line.isEmpty()) {
          if (data != null) {
            heard.add(new Heard(lastId, name, data));
          }
          name = null;
          data = null;
        }
      }
      ended = true;
    } catch (IOException e) {
      // closed
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
