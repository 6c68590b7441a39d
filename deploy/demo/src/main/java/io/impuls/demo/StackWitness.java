package io.impuls.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.impuls.contracts.Points;
import io.impuls.demo.report.Mailbox;
import io.impuls.demo.report.Witness;
import io.impuls.demo.stack.ImpulsApi;
import io.impuls.demo.stack.RunningStack;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** What a running stack says: its services over HTTP, its mail server over IMAP. */
final class StackWitness implements Witness {

  /** Contacts on one page; the most that the service gives. */
  private static final int PAGE = 200;

  private final RunningStack stack;
  private final ImpulsApi api;

  StackWitness(RunningStack stack) {
    this.stack = stack;
    this.api = stack.api();
  }

  @Override
  public Points score(UUID person, String plan) {
    URI address = stack.service("scoring").resolve("/v1/scores/" + person);
    for (JsonNode score :
        api.get(address).map(answer -> answer.path("plans")).orElse(MissingNode.getInstance())) {
      if (score.path("plan").asText().equals(plan)) {
        return Points.of(score.path("score").decimalValue());
      }
    }
    return Points.ZERO;
  }

  @Override
  public Map<UUID, Map<String, Points>> cards() {
    Map<UUID, Map<String, Points>> cards = new HashMap<>();
    String next = "";
    while (next != null) {
      URI page = stack.service("contact").resolve("/v1/contacts?limit=" + PAGE + next);
      JsonNode answer =
          api.get(page).orElseThrow(() -> new IllegalStateException(page + " is not there"));
      for (JsonNode card : answer.path("contacts")) {
        Map<String, Points> scores = new HashMap<>();
        for (JsonNode score : card.path("scores")) {
          scores.put(score.path("plan").asText(), Points.of(score.path("score").decimalValue()));
        }
        cards.put(UUID.fromString(card.path("person").asText()), scores);
      }
      String cursor = answer.path("next").asText("");
      next =
          cursor.isEmpty() ? null : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }
    return cards;
  }

  @Override
  public OptionalLong duplicates() {
    long sum = 0;
    for (URI instance : stack.instances("tracking")) {
      JsonNode counted =
          api.get(instance.resolve("/v1/resolver/counters"))
              .map(answer -> answer.path("duplicates"))
              .orElse(MissingNode.getInstance());
      if (!counted.isIntegralNumber()) {
        return OptionalLong.empty();
      }
      sum += counted.asLong();
    }
    return OptionalLong.of(sum);
  }

  @Override
  public List<String> mails(Collection<String> addresses) {
    String[] place = stack.imap().split(":");
    return new Mailbox(place[0], Integer.parseInt(place[1])).sends(addresses);
  }

  @Override
  public Instant mailboxesSince() {
    return stack.since();
  }
}
