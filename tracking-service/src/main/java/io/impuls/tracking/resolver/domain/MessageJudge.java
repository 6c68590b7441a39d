package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Agent.Verdict;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Tells humans from machines by what came of the same message to the same person (semantics 3.28),
 * and opens that count from those that repeat one (3.2). The verdict is given when an event passes
 * and stands: what a later one shows (the second link of a scanner, a delivery told late) does not
 * change what was published before.
 */
public final class MessageJudge {

  /** No human clicks so soon after the message arrived. */
  static final Duration TOO_SOON = Duration.ofSeconds(2);

  /** No human follows two links of a message within this time. */
  static final Duration TOO_FAST = Duration.ofSeconds(1);

  /** Who followed the hidden link is behind the other clicks around it. */
  static final Duration AROUND_HIDDEN = Duration.ofSeconds(10);

  /** Opens of a message within this time count once. */
  static final Duration ONE_OPEN = Duration.ofMinutes(30);

  private static final Set<String> CONCERNED =
      Set.of(
          EventTypes.EMAIL_SENT,
          EventTypes.EMAIL_DELIVERED,
          EventTypes.EMAIL_OPENED,
          EventTypes.EMAIL_CLICKED,
          EventTypes.SMS_SENT,
          EventTypes.SMS_DELIVERED,
          EventTypes.SMS_CLICKED);

  private MessageJudge() {}

  /**
   * What became of an event.
   *
   * @param event with its verdict
   * @param trace what is to be remembered of the message
   */
  public record Judged(Event event, MessageTrace trace) {}

  /** Gives the id of the message that an event is about; empty when there is nothing to judge. */
  public static Optional<String> message(Event event) {
    if (event.backfill() || !CONCERNED.contains(event.type())) {
      return Optional.empty();
    }
    Object message = event.properties().getOrDefault("message", event.properties().get("sendId"));
    return message instanceof String id && !id.isBlank() ? Optional.of(id) : Optional.empty();
  }

  /** Judges a resolved event by what is remembered of its message. */
  public static Judged judge(Event event, MessageTrace trace) {
    Instant at = event.occurredAt();
    return switch (event.type()) {
      case EventTypes.EMAIL_SENT, EventTypes.SMS_SENT -> new Judged(event, trace.sent(at));
      case EventTypes.EMAIL_DELIVERED, EventTypes.SMS_DELIVERED ->
          new Judged(event, trace.delivered(at));
      case EventTypes.EMAIL_OPENED -> opened(event, trace);
      case EventTypes.EMAIL_CLICKED, EventTypes.SMS_CLICKED -> clicked(event, trace);
      default -> new Judged(event, trace);
    };
  }

  private static Judged opened(Event event, MessageTrace trace) {
    if (isMachine(event)) {
      return new Judged(event, trace);
    }
    Instant at = event.occurredAt();
    return trace.opens().stream().anyMatch(open -> within(ONE_OPEN, open, at))
        ? new Judged(event.flagged(EventFlag.DOUBLE_FIRE), trace)
        : new Judged(event, trace.opened(at));
  }

  private static Judged clicked(Event event, MessageTrace trace) {
    Instant at = event.occurredAt();
    MessageTrace after = trace.clicked(link(event), at);
    if (Boolean.TRUE.equals(event.properties().get("hidden"))) {
      return new Judged(event, after.hidden(at));
    }
    if (isMachine(event)) {
      return new Judged(event, after);
    }
    return new Judged(
        reason(event, trace)
            .map(
                reason -> event.resolved(event.resolution().by(new Agent(Verdict.MACHINE, reason))))
            .orElse(event),
        after);
  }

  private static Optional<String> reason(Event event, MessageTrace trace) {
    Instant at = event.occurredAt();
    if (trace.hiddenAt() != null && !apart(AROUND_HIDDEN, trace.hiddenAt(), at)) {
      return Optional.of("the message's hidden link was followed around that time");
    }
    if (trace.clicks().stream()
        .anyMatch(click -> !click.link().equals(link(event)) && !apart(TOO_FAST, click.at(), at))) {
      return Optional.of("two links of the message within a second");
    }
    boolean soon =
        trace.deliveredAt() != null && within(TOO_SOON, trace.deliveredAt(), at)
            || trace.sentAt() != null && within(TOO_SOON, trace.sentAt(), at);
    return soon ? Optional.of("less than two seconds after the message came") : Optional.empty();
  }

  /** Whether less than a time lies between. */
  private static boolean within(Duration time, Instant a, Instant b) {
    return Duration.between(a, b).abs().compareTo(time) < 0;
  }

  /** Whether more than a time lies between. */
  private static boolean apart(Duration time, Instant a, Instant b) {
    return Duration.between(a, b).abs().compareTo(time) > 0;
  }

  private static boolean isMachine(Event event) {
    return event.resolution().agent().verdict() == Verdict.MACHINE;
  }

  private static String link(Event event) {
    Object link = event.properties().getOrDefault("link", event.properties().get("url"));
    return link == null ? "" : link.toString();
  }
}
