package io.impuls.bench.bare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.impuls.contracts.topic.Topics;
import io.impuls.streams.StreamsRuntime;
import io.impuls.streams.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** Runs a bare topology with the settings of our services, until it is stopped. */
final class BareRuntime {

  /** What the JDK's server takes for "no body". */
  private static final int NO_BODY = -1;

  private BareRuntime() {}

  /**
   * Starts it; a port answers 200 while it processes records.
   *
   * @param args bootstrap servers, state directory, port
   * @param service whose dead letters its own would go to
   */
  static void run(
      String applicationId, String[] args, Topology topology, List<String> topics, String service)
      throws IOException {
    StreamsSettings settings =
        new StreamsSettings(
            applicationId,
            args[0],
            "bare-1",
            Path.of(args[1]),
            1,
            0,
            URI.create("http://127.0.0.1:" + args[2]),
            Topics.deadLetters(service),
            StreamsSettings.DEFAULT_COMMIT_INTERVAL);
    StreamsRuntime runtime =
        new StreamsRuntime(settings, topology, topics, List.of(), new SimpleMeterRegistry());
    Runtime.getRuntime().addShutdownHook(new Thread(runtime::close));
    runtime.start();
    // the runtime's own threads keep no process alive; this server's does
    HttpServer probe =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[2])), 0);
    probe.createContext("/", exchange -> answer(exchange, runtime.ready()));
    probe.start();
  }

  private static void answer(HttpExchange exchange, boolean ready) throws IOException {
    exchange.sendResponseHeaders(
        ready ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE, NO_BODY);
    exchange.close();
  }
}
