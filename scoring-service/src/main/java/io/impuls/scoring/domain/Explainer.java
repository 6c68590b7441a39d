package io.impuls.scoring.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.definition.Awaited;
import io.impuls.rules.ledger.CapWindow;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Fade;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.SharedCap;
import io.impuls.rules.ledger.Signs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells why an entry of the ledger gave what it gave.
 *
 * @param plans every version of the workspace's plans
 * @param log the person's retained entries, oldest first
 */
public record Explainer(PlanVersions plans, List<Entry> log) {

  private static final String BY_HAND = "By hand";

  /** In the order in which they are asked, which is that of the constants. */
  private static final Set<Suppression> BY_CAPS =
      EnumSet.of(Suppression.CAP, Suppression.GROUP_CAP, Suppression.PLAN_CAP);

  public Explainer {
    log = List.copyOf(log);
  }

  /**
   * Explains the newest entries, newest first.
   *
   * @param plan only of this plan; empty for all
   * @param limit at most so many
   */
  public List<Why> newest(Optional<String> plan, int limit) {
    List<Why> found = new ArrayList<>();
    for (int i = log.size() - 1; i >= 0 && found.size() < limit; i--) {
      Match match = log.get(i).match();
      Lineage lineage = Lineage.parse(match.lineage());
      if (match.gives() && (plan.isEmpty() || plan.get().equals(lineage.plan()))) {
        found.add(explain(log.get(i), lineage));
      }
    }
    return found;
  }

  /** Explains the entries of one event, in the order of the ledger. */
  public List<Why> of(UUID eventId) {
    return log.stream()
        .filter(entry -> entry.match().gives() && entry.match().eventId().equals(eventId))
        .map(entry -> explain(entry, Lineage.parse(entry.match().lineage())))
        .toList();
  }

  private Why explain(Entry entry, Lineage lineage) {
    Match match = entry.match();
    Optional<ScoringRule> rule =
        plans.version(lineage.plan(), match.version()).flatMap(p -> p.rule(lineage.rule()));
    Optional<CapWindow> window = window(entry);
    return new Why(
        lineage.plan(),
        lineage.rule(),
        rule.map(ScoringRule::name).orElse(ByHand.is(match) ? BY_HAND : lineage.rule()),
        match.version(),
        match.eventId(),
        match.eventType(),
        match.occurredAt(),
        new Points(entry.awarded()),
        new Points(match.potential()),
        outcome(entry),
        entry.reason(),
        words(entry, rule, window) + others(entry),
        match.capValue(),
        window.map(CapWindow::awards).orElse(List.of()).stream().map(Explainer::award).toList(),
        window.flatMap(CapWindow::nextFree).orElse(null));
  }

  /** Gives what filled the first cap that binds. */
  private Optional<CapWindow> window(Entry entry) {
    Match match = entry.match();
    if (entry.reason() == Suppression.CAP) {
      return plans.of(match.lineage(), match.version()).map(cap -> CapWindow.of(entry, cap, log));
    }
    return plans.shared(match.lineage(), match.version()).stream()
        .filter(shared -> shared.reason() == entry.reason())
        .findFirst()
        .map(shared -> CapWindow.of(entry, shared, plans, log));
  }

  /** Gives the caps behind the first that are used up, too, where nothing was given. */
  private String others(Entry entry) {
    if (entry.awarded() != 0 || !BY_CAPS.contains(entry.reason())) {
      return "";
    }
    Match match = entry.match();
    return plans.shared(match.lineage(), match.version()).stream()
        .filter(shared -> shared.reason().compareTo(entry.reason()) > 0)
        .map(shared -> other(shared, CapWindow.of(entry, shared, plans, log)))
        .collect(Collectors.joining());
  }

  private static String other(SharedCap shared, CapWindow window) {
    String until =
        window.usedUp() ? "for good" : window.nextFree().map(free -> "until " + free).orElse(null);
    return until == null
        ? ""
        : "; the cap of the %s, %s, is used up %s"
            .formatted(
                shared.reason() == Suppression.GROUP_CAP ? "group" : "plan",
                shared.cap().words(),
                until);
  }

  /** Gives what became of an entry. */
  static Outcome outcome(Entry entry) {
    if (entry.awarded() == entry.match().potential()) {
      return Outcome.AWARDED;
    }
    return entry.awarded() == 0 ? Outcome.SUPPRESSED : Outcome.CLIPPED;
  }

  private static Why.Award award(Entry entry) {
    Match match = entry.match();
    return new Why.Award(match.eventId(), match.occurredAt(), new Points(entry.used()));
  }

  private static String words(Entry entry, Optional<ScoringRule> rule, Optional<CapWindow> window) {
    if (ByHand.is(entry.match())) {
      return "MANUAL: " + entry.match().note();
    }
    if (entry.match().part() == Match.Part.ELAPSED && rule.filter(ScoringRule::only).isPresent()) {
      return "ONLY: the visit ended, and nothing else was looked at in it that the plan scores";
    }
    if (entry.match().part() == Match.Part.ELAPSED) {
      return "ELAPSED: there was "
          + rule.map(ScoringRule::awaited).map(Awaited::words).orElse("nothing");
    }
    if (entry.match().part() == Match.Part.EXPIRED) {
      return "EXPIRED: "
          + rule.map(ScoringRule::decay).map(Explainer::words).orElse("its time is over");
    }
    if (entry.match().part() == Match.Part.TRAIT) {
      return "TRAIT: " + entry.match().note() + "; since " + entry.match().occurredAt();
    }
    if (entry.reason() == null) {
      String note = entry.match().subTotal() ? null : entry.match().note();
      String going =
          rule.map(ScoringRule::decay)
              .filter(decay -> decay.concerns(entry.awarded()))
              .map(Decay::fade)
              .map(Explainer::words)
              .orElse("");
      return "all points given" + (note == null ? "" : "; " + note) + going;
    }
    return switch (entry.reason()) {
      case ROBOT ->
          "ROBOT: " + Objects.requireNonNullElse(entry.match().note(), "a machine did it");
      case QUIET ->
          "QUIET: inside the quiet hours"
              + rule.map(ScoringRule::quiet).map(hours -> " " + hours.words()).orElse("");
      case CAP -> "CAP: " + full(window, value(entry.match().capValue()));
      case GROUP_CAP ->
          "GROUP_CAP: the rule's own cap left room, its group%s had no more: %s"
              .formatted(
                  rule.map(ScoringRule::group).map(group -> " " + group).orElse(""),
                  full(window, ""));
      case PLAN_CAP ->
          "PLAN_CAP: the caps of the rule and its group left room, the plan had no more: "
              + full(window, "");
      case DOUBLE_FIRE -> "DOUBLE_FIRE: the same act was reported twice and counted once";
      case NO_PROFILING -> "NO_PROFILING: the person, or their browser, does not allow it";
      case ANSWERED -> "ANSWERED: what the rule waited for had come in time";
      case PROVISIONAL ->
          entry.match().provisional()
              ? "PROVISIONAL: a machine may have done it; it counts if the person acts within %s of it"
                  .formatted(Signs.WITHIN)
              : "PROVISIONAL: a machine may have done it, and no wait begins with that";
    };
  }

  private static String words(Fade fade) {
    return fade instanceof Fade.Linear
        ? "; they go evenly until %s after it".formatted(fade.length())
        : "; half of what is left goes in each %s after it".formatted(fade.length());
  }

  private static String words(Decay decay) {
    return decay.steps().stream()
        .map(step -> "%d %% are left %s after the award".formatted(step.percent(), step.after()))
        .collect(Collectors.joining(", "));
  }

  private static String full(Optional<CapWindow> window, String value) {
    return window.map(w -> w.cap().words() + value).orElse("it was full")
        + window.flatMap(CapWindow::nextFree).map(free -> "; free again from " + free).orElse("")
        + window.filter(CapWindow::usedUp).map(full -> "; used up for good").orElse("");
  }

  private static String value(String value) {
    return value == null ? "" : " for " + value;
  }
}
