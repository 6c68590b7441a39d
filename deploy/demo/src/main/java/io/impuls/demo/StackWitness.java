package io.impuls.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.impuls.contracts.Points;
import io.impuls.demo.report.Mailbox;
import io.impuls.demo.report.Witness;
import io.impuls.demo.stack.ImpulsApi;
import io.impuls.demo.stack.RunningStack;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** What a running stack says: its services over HTTP, its mail server over IMAP. */
final class StackWitness implements Witness {

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
