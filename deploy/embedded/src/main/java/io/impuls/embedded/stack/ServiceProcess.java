package io.impuls.embedded.stack;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.ChildFailed;
import io.impuls.embedded.process.Command;
import io.impuls.embedded.process.Jdk;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the child process of a service instance. */
final class ServiceProcess {

  private static final int HEAP_MEGABYTES = 448;
  private static final int PROBE_MILLIS = 2_000;

  private ServiceProcess() {}

  static Child of(ServiceInstance instance, Path logs, Map<String, String> environment) {
    return new Child(
        instance.id(),
        logs.resolve(instance.id() + ".log"),
        () -> command(instance, environment),
        () -> ready(instance));
  }

  private static Command command(ServiceInstance instance, Map<String, String> environment) {
    if (!Files.exists(instance.jar())) {
      throw new ChildFailed(
          instance.kind().label() + " is not built: " + instance.jar() + " is missing");
    }
    return Command.of(
        List.of(
            Jdk.current().java(),
            "-Xmx" + HEAP_MEGABYTES + "m",
            // two cores carry all of it: collectors with threads of their own starve
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-jar",
            instance.jar().toString()),
        environment);
  }

  private static boolean ready(ServiceInstance instance) throws IOException {
    return status(instance, "/q/health/ready") == HttpURLConnection.HTTP_OK;
  }

  /** Tells whether an instance says that only a restart can help it. */
  static boolean hopeless(ServiceInstance instance) throws IOException {
    return status(instance, "/q/health/live") == HttpURLConnection.HTTP_UNAVAILABLE;
  }

  private static int status(ServiceInstance instance, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) instance.url().resolve(path).toURL().openConnection();
    connection.setConnectTimeout(PROBE_MILLIS);
    connection.setReadTimeout(PROBE_MILLIS);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
