package io.impuls.scoring.domain.traits;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.rules.condition.ContactFields;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.traits.TraitVersions.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds what the rules by trait of one plan give by a history: a row for each step at which points
 * come or go. Steps are facts, and beginnings of versions once there is a fact. While a version
 * gives no points, what was given stays.
 */
final class TraitPoints {

  /** Stands for the event type of what the beginning of a version brings about. */
  static final String VERSION_BEGAN = "plan.version-began";

  private final TraitVersions versions;
  private final String plan;
  private final Map<String, Held> held = new TreeMap<>();
  private final Map<String, Object> known = new TreeMap<>();
  private final List<Match> rows = new ArrayList<>();

  private TraitPoints(TraitVersions versions, String plan) {
    this.versions = versions;
    this.plan = plan;
  }

  /** Points that a rule gives at present. */
  private record Held(Version version, TraitRule rule) {
    long points() {
      return rule.points();
    }

    /** Whether another version has the rule in the same group. */
    boolean grouped(TraitRule other) {
      return Objects.equals(rule.group(), other.group());
    }
  }

  /** Something by which points may come or go; {@code fact} is the one before a version begins. */
  private record Step(Instant at, UUID id, Fact fact, boolean isFact) {
    String type() {
      return isFact ? fact.match().eventType() : VERSION_BEGAN;
    }
  }

  /**
   * Gives the rows, oldest first.
   *
   * @param until versions that begin later are not looked at yet
   */
  static List<Match> rows(
      TraitVersions versions, String plan, TraitHistory history, Instant until) {
    TraitPoints points = new TraitPoints(versions, plan);
    points.walk(history.facts(), until);
    return points.rows;
  }

  private void walk(List<Fact> facts, Instant until) {
    for (int i = 0; i < facts.size(); i++) {
      Match told = facts.get(i).match();
      take(new Step(told.occurredAt(), told.eventId(), facts.get(i), true));
      boolean last = i + 1 == facts.size();
      Instant next = last ? until : earlier(facts.get(i + 1).match().occurredAt(), until);
      for (Version version : beginning(told.occurredAt(), next)) {
        take(new Step(version.from(), version.beginning(), facts.get(i), false));
      }
    }
  }

  /** A version that begins at the instant of a fact judges what was known before, then the fact. */
  private List<Version> beginning(Instant after, Instant until) {
    return versions.beginning(plan, after, until).stream()
        .sorted(
            (one, other) ->
                one.from().equals(other.from())
                    ? Integer.compare(one.number(), other.number())
                    : one.from().compareTo(other.from()))
        .toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void take(Step step) {
    if (step.isFact()) {
      TraitHistory.learn(known, step.fact());
    }
    Optional<Version> inForce = versions.inForce(plan, step.at());
    if (inForce.filter(Version::active).isEmpty()) {
      return;
    }
    Version version = inForce.get();
    Event contact = ContactFields.contact(known);
    Map<String, TraitRule> rules =
        version.traits().rules().stream()
            .collect(Collectors.toMap(TraitRule::rule, rule -> rule, (a, b) -> a, HashMap::new));
    held.keySet().forEach(rule -> rules.putIfAbsent(rule, null));
    new TreeMap<>(rules).forEach((id, rule) -> judge(step, version, id, rule, contact));
  }

  /** Judges a rule; null for one that the version has no more. */
  private void judge(Step step, Version version, String id, TraitRule rule, Event contact) {
    Held before = held.get(id);
    Held after =
        rule != null && rule.points() != 0 && rule.holds(contact) ? new Held(version, rule) : null;
    if (before == null && after == null || same(before, after)) {
      return;
    }
    String seen = rule == null ? "the plan has the rule no more" : rule.seen(contact);
    if (before != null && after != null && before.grouped(rule)) {
      add(step, step.id(), after, after.points() - before.points(), seen);
    } else {
      if (before != null) {
        UUID withdrawn = after == null ? step.id() : Ids.derived(step.id(), "withdrawn", id);
        Held by = rule != null && before.grouped(rule) ? new Held(version, rule) : before;
        add(step, withdrawn, by, -before.points(), seen);
      }
      if (after != null) {
        add(step, step.id(), after, after.points(), seen);
      }
    }
    if (after == null) {
      held.remove(id);
    } else {
      held.put(id, after);
    }
  }

  private static boolean same(Held before, Held after) {
    return before != null
        && after != null
        && before.points() == after.points()
        && before.grouped(after.rule());
  }

  private void add(Step step, UUID id, Held by, long points, String seen) {
    Match told = step.fact().match();
    rows.add(
        new Match(
                by.version().lineage(by.rule().rule()),
                by.version().number(),
                null,
                step.at(),
                id,
                step.type(),
                told.receivedAt(),
                told.originalPerson(),
                points,
                null,
                seen)
            .as(Match.Part.TRAIT));
  }
}
