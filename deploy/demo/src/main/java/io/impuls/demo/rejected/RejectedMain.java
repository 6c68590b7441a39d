package io.impuls.demo.rejected;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.recording.RefusedException;
import io.impuls.demo.stack.ImpulsApi;
import io.impuls.demo.stack.RunningStack;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What {@code ./dev rejected} runs. */
public final class RejectedMain {

  /** Exit code when something was not done. */
  static final int NOT_DONE = 1;

  /** Exit code when it could not do what was asked. */
  static final int REFUSED = 2;

  private static final String USAGE =
      "usage: rejected list [--reason REASON] [--limit N] | show ID | repair ID FILE | replay"
          + " ID... [--source ID] [--as-sent]";

  private final ImpulsApi api;
  private final URI rejected;
  private final PrintStream out;

  RejectedMain(ImpulsApi api, URI tracking, PrintStream out) {
    this.api = api;
    this.rejected = tracking.resolve("/v1/rejected");
    this.out = out;
  }

  /** Runs a command line and exits with 0, or says why not. */
  public static void main(String[] arguments) throws IOException {
    try {
      List<String> words = new ArrayList<>(List.of(arguments));
      RunningStack stack = RunningStack.read(Path.of(option(words, "--stack", "")));
      System.exit(new RejectedMain(stack.api(), stack.service("tracking"), System.out).run(words));
    } catch (RefusedException | IllegalStateException e) {
      System.err.println("rejected: " + e.getMessage());
      System.exit(REFUSED);
    }
  }

  int run(List<String> words) throws IOException {
    String command = words.isEmpty() ? "" : words.remove(0);
    return switch (command) {
      case "list" -> list(option(words, "--reason", null), option(words, "--limit", "20"));
      case "show" -> show(argument(words, "ID"));
      case "repair" -> {
        String query = query(source(words), words.remove("--as-sent") ? "form=sent" : null);
        yield repair(argument(words, "ID"), Path.of(argument(words, "FILE")), query);
      }
      case "replay" -> {
        String query = query(source(words));
        yield replay(words, query);
      }
      default -> throw new RefusedException(USAGE);
    };
  }

  private int list(String reason, String limit) {
    String query = "?limit=" + limit + (reason == null ? "" : "&reason=" + reason);
    JsonNode page = done(api.ask(URI.create(rejected + query)));
    for (JsonNode one : page.path("rejected")) {
      out.printf(
          Locale.ROOT,
          "%-10s %-8s %-24s %-20s %s %s%n",
          one.path("id").asText(),
          one.path("state").asText(),
          one.path("receivedAt").asText(),
          one.path("reason").asText(),
          one.path("field").asText(""),
          one.path("detail").asText());
    }
    if (page.path("rejected").isEmpty()) {
      out.println("Nothing was refused.");
    } else if (page.hasNonNull("before")) {
      out.println("There may be older ones: --limit says how many to show.");
    }
    return 0;
  }

  private int show(String id) throws IOException {
    JsonNode one = done(api.ask(address(id)));
    out.println(
        Json.mapper().writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(one));
    return 0;
  }

  private int repair(String id, Path file, String query) throws IOException {
    if (!Files.isReadable(file)) {
      throw new RefusedException("cannot read " + file);
    }
    done(api.post(URI.create(address(id) + "/repair" + query), Files.readString(file)));
    out.println(id + " is repaired; replay sends it");
    return 0;
  }

  private int replay(List<String> ids, String query) {
    if (ids.isEmpty()) {
      throw new RefusedException(USAGE);
    }
    int failed = 0;
    for (String id : ids) {
      ImpulsApi.Answer answer = api.post(URI.create(address(id) + "/replay" + query), "");
      boolean sent = answer.status() == 200;
      failed += sent ? 0 : 1;
      out.println(
          id
              + (sent
                  ? " is the event " + answer.body().path("eventId").asText()
                  : " is not sent: " + answer.body().path("detail").asText()));
    }
    return failed == 0 ? 0 : NOT_DONE;
  }

  /** For what came with no key: as which source it shall count. */
  private static String source(List<String> words) {
    String source = option(words, "--source", null);
    return source == null ? null : "source=" + source;
  }

  private static String query(String... parameters) {
    String all =
        Arrays.stream(parameters).filter(Objects::nonNull).collect(Collectors.joining("&"));
    return all.isEmpty() ? "" : "?" + all;
  }

  private static JsonNode done(ImpulsApi.Answer answer) {
    if (answer.status() != 200) {
      throw new RefusedException(
          answer.body().path("detail").asText(answer.body().path("title").asText("no answer")));
    }
    return answer.body();
  }

  private URI address(String id) {
    if (!id.matches("[0-9]+-[0-9]+")) {
      throw new RefusedException("an ID is such as 7-1042, as list shows it");
    }
    return URI.create(rejected + "/" + id);
  }

  private static String option(List<String> words, String name, String otherwise) {
    int at = words.indexOf(name);
    if (at < 0 || at + 1 >= words.size()) {
      return otherwise;
    }
    words.remove(at);
    return words.remove(at);
  }

  private static String argument(List<String> words, String name) {
    if (words.isEmpty()) {
      throw new RefusedException(name + " is missing; " + USAGE);
    }
    return words.remove(0);
  }
}
