package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Agent.Verdict;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.ServerFacts;
import java.util.Set;

/**
 * Tells humans from machines by what an event itself says (semantics 3.28). What takes other events
 * of the message to see is told by {@link MessageJudge}.
 */
final class Agents {

  /** What Apple's mail privacy proxy calls itself, and nobody else does: nothing more than this. */
  private static final String APPLE_MAIL_PRIVACY = "Mozilla/5.0";

  private static final Set<String> OF_MAIL =
      Set.of(EventTypes.EMAIL_OPENED, EventTypes.EMAIL_CLICKED);

  private final Robots robots;

  Agents(Robots robots) {
    this.robots = robots;
  }

  /** Gives the class of who did it, and why. */
  Agent classify(Event event) {
    if (Boolean.TRUE.equals(event.properties().get("hidden"))) {
      return machine("a link that no human sees was followed");
    }
    if (Boolean.TRUE.equals(event.properties().get("machine"))) {
      return machine(
          event.properties().get("machineReason") instanceof String reason
              ? "the sender says so: " + CampaignTags.text(reason)
              : "the sender says so");
    }
    ServerFacts server = event.server();
    if (server == null) {
      return Agent.HUMAN;
    }
    if (server.purpose() != null) {
      return machine("nobody looked at the answer: " + server.purpose());
    }
    if (OF_MAIL.contains(event.type()) && APPLE_MAIL_PRIVACY.equals(server.userAgent())) {
      return machine("mail privacy proxy");
    }
    return robots.classify(server.userAgent());
  }

  private static Agent machine(String reason) {
    return new Agent(Verdict.MACHINE, reason);
  }
}
