package io.impuls.contact;

import io.impuls.testkit.Events;
import io.impuls.testkit.TestTokens;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The built service as a process of its own, to be killed and started again. */
final class RunningContact {

  private final int port;
  private final Map<String, String> settings;
  private final File log;
  private Process process;

  RunningContact(int port, Map<String, String> settings, Path log) {
    this.port = port;
    this.settings = settings;
    this.log = log.toFile();
  }

  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
    builder.environment().putAll(settings);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("IMPULS_LOG_JSON", "false");
    builder.environment().put("IMPULS_AUTH_PUBLIC_KEY", TestTokens.issuer().publicKey());
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean runs() {
    return process.isAlive();
  }

  boolean alive() {
    return status("/q/health/live") == 200;
  }

  boolean ready() {
    return status("/q/health/ready") == 200;
  }

  private int status(String path) {
    try {
      return get(path).statusCode();
    } catch (RuntimeException | AssertionError notThere) {
      return -1;
    } catch (Exception notThere) {
      return -1;
    }
  }

  Response get(String path) {
    return RestAssured.given()
        .baseUri("http://127.0.0.1:" + port)
        .header("Authorization", "Bearer " + TestTokens.operator(Events.WORKSPACE))
        .get(path);
  }
}
