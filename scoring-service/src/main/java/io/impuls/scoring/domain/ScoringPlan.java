package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import io.impuls.rules.definition.Awaited;
import io.impuls.rules.index.RuleIndex;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.traits.PlanTraits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One version of a scoring plan, compiled: its rules by event, and its bands. */
public final class ScoringPlan {

  private final String id;
  private final int version;
  private final Instant effectiveFrom;
  private final List<ScoringRule> rules;
  private final Bands bands;
  private final Limits limits;
  private final Map<String, ScoringRule> byId;
  private final State state;
  private final RuleIndex<ScoringRule> index;
  private final RuleIndex<ScoringRule> answers;

  private final PlanTraits traits;
  private final PlanCaps caps;

  /** Rules whose waits anything ends that the person does. */
  private final List<ScoringRule> anyAct;

  /** Makes a version that does not look at traits. */
  public ScoringPlan(
      String id,
      int version,
      Instant effectiveFrom,
      List<ScoringRule> rules,
      Bands bands,
      Limits limits,
      State state) {
    this(id, version, effectiveFrom, rules, bands, limits, state, PlanTraits.NONE, PlanCaps.NONE);
  }

  /**
   * Makes the version that judges events that occurred from {@code effectiveFrom} on, as far as its
   * state lets it.
   */
  ScoringPlan(
      String id,
      int version,
      Instant effectiveFrom,
      List<ScoringRule> rules,
      Bands bands,
      Limits limits,
      State state,
      PlanTraits traits,
      PlanCaps caps) {
    this.id = id;
    this.traits = traits;
    this.caps = caps;
    this.version = version;
    this.effectiveFrom = effectiveFrom;
    this.rules = List.copyOf(rules);
    this.bands = bands;
    this.limits = limits;
    this.byId =
        rules.stream()
            .collect(
                Collectors.toMap(
                    rule -> rule.lineage().rule(), Function.identity(), (one, other) -> one));
    this.state = state;
    RuleIndex.Builder<ScoringRule> builder = RuleIndex.builder();
    if (state == State.ACTIVE) {
      rules.forEach(rule -> builder.add(rule, rule.activities()));
    }
    this.index = builder.build();
    RuleIndex.Builder<ScoringRule> ending = RuleIndex.builder();
    rules.stream()
        .filter(rule -> rule.awaited() != null && !rule.awaited().anything())
        .forEach(rule -> ending.add(rule, rule.awaited().answers()));
    this.anyAct =
        rules.stream().filter(rule -> rule.awaited() != null && rule.awaited().anything()).toList();
    this.answers = ending.build();
  }

  /** Gives the id, the same over all versions. */
  public String id() {
    return id;
  }

  /** Gives the number of the version, from 1. */
  public int version() {
    return version;
  }

  /** Gives the first event time that it judges. */
  public Instant effectiveFrom() {
    return effectiveFrom;
  }

  /** Gives the rules in the order in which they were written. */
  public List<ScoringRule> rules() {
    return rules;
  }

  /** Gives the bands; {@link Bands#NONE} when it has none. */
  public Bands bands() {
    return bands;
  }

  /** Gives the limits; {@link Limits#NONE} when it has none. */
  public Limits limits() {
    return limits;
  }

  /** Gives what its rules may give together; {@link PlanCaps#NONE} when it has none. */
  PlanCaps caps() {
    return caps;
  }

  /** Gives what it says of traits; {@link PlanTraits#NONE} when nothing. */
  public PlanTraits traits() {
    return traits;
  }

  /** Gives the group of the rule of this version that matched; null for none. */
  String group(Match match) {
    if (limits.groups().isEmpty()) {
      return null;
    }
    ScoringRule found = byId.get(Lineage.parse(match.lineage()).rule());
    return found == null ? null : found.group();
  }

  /** Gives the same rules and bands, active at all times: to try them out. */
  public ScoringPlan inForceAlways() {
    return new ScoringPlan(
        id, version, Instant.MIN, rules, bands, limits, State.ACTIVE, traits, caps);
  }

  /** Whether it gives points for what happens while it is in force. */
  boolean active() {
    return state == State.ACTIVE;
  }

  /** Whether it never takes effect. */
  boolean draft() {
    return state == State.DRAFT;
  }

  /** Gives a rule by its id; empty when this version lacks it. */
  public Optional<ScoringRule> rule(String rule) {
    return Optional.ofNullable(byId.get(rule));
  }

  /** Gives the rules that match an event, each once. */
  List<ScoringRule> matching(Event event) {
    return index.matching(event);
  }

  /**
   * Gives the rules that an event keeps from giving points, each once; also where the plan gives
   * none now, as a wait may have begun before.
   */
  List<ScoringRule> answeredBy(Event event) {
    if (!Awaited.human(event)) {
      return List.of();
    }
    List<ScoringRule> found = answers.matching(event);
    return anyAct.isEmpty() || !EventTypes.actOfThePerson(event.type())
        ? found
        : Stream.concat(found.stream(), anyAct.stream()).toList();
  }
}
