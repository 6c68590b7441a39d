package io.impuls.scoring.api;

import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Parsed;
import io.impuls.scoring.config.ScoringConfig;
import io.impuls.scoring.domain.PlanCompiler;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import io.impuls.streams.definitions.DefinitionFeed;
import io.impuls.streams.definitions.Publication;
import io.impuls.streams.definitions.Version;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The plans as their authors see them: every version, and the way to publish another. */
@Singleton
class PlanShelf {

  /** Time between a publication and its first effect, so that every instance has it by then. */
  private static final Duration LEAD = Duration.ofSeconds(10);

  private static final Duration COME_AGAIN = Duration.ofSeconds(2);

  /** Ids that name something else under the same address. */
  private static final List<String> RESERVED = List.of("loaded-versions");

  private final DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> feed;
  private final PlanCompiler compiler;
  private final InstantSource clock;
  private final Duration horizon;

  PlanShelf(
      DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> feed,
      PlanCompiler compiler,
      InstantSource clock,
      ScoringConfig config) {
    this.feed = feed;
    this.compiler = compiler;
    this.clock = clock;
    this.horizon = config.scoring().latenessHorizon();
  }

  /**
   * What came of a publication.
   *
   * @param plan the version that holds
   * @param isNew false when it was there already
   */
  record Outcome(PlanView plan, boolean isNew) {}

  /** Whether what is here is young enough to judge by. */
  boolean fresh() {
    return feed.fresh();
  }

  /** Gives the newest version of each plan, in the order of their ids. */
  List<PlanView> newest(UUID workspace) {
    TreeMap<String, Version<ScoringPlanDefinition, ScoringPlan>> newest = new TreeMap<>();
    loaded(workspace).forEach(version -> newest.put(version.published().id(), version));
    return newest.values().stream().map(version -> PlanView.of(version, clock.instant())).toList();
  }

  /** Gives every version of a plan, newest first. */
  List<PlanView> versions(UUID workspace, String id) {
    return loaded(workspace).stream()
        .filter(version -> version.published().id().equals(id))
        .map(version -> PlanView.of(version, clock.instant()))
        .sorted(Comparator.comparingInt(PlanView::version).reversed())
        .toList();
  }

  /**
   * Publishes the next version.
   *
   * @throws ProblemException when the plan is not valid, or somebody else was first
   */
  Outcome publish(UUID workspace, String id, String author, PlanBody sent) {
    Optional<PlanView> newest = versions(workspace, id).stream().findFirst();
    if (newest.isPresent() && repeats(newest.get(), sent)) {
      return new Outcome(newest.get(), false);
    }
    int next = newest.map(PlanView::version).orElse(0) + 1;
    check(id, next, sent);
    if (sent.version() != null && sent.version() != next) {
      throw conflict(id, next - 1);
    }
    Publication<ScoringPlanDefinition, ScoringPlan> published =
        feed.publish(
            new Published<>(
                workspace,
                id,
                next,
                UUID.randomUUID(),
                sent.effectiveFrom(),
                author,
                sent.definition()));
    if (published instanceof Publication.Won<ScoringPlanDefinition, ScoringPlan> won) {
      return new Outcome(PlanView.of(won.version(), clock.instant()), true);
    }
    if (published instanceof Publication.Conflict<ScoringPlanDefinition, ScoringPlan> lost) {
      throw conflict(id, lost.winner().published().version());
    }
    throw new ProblemException(
        Problem.unavailable(
            "Kafka did not confirm the version in time; send the same request again"),
        COME_AGAIN);
  }

  private List<Version<ScoringPlanDefinition, ScoringPlan>> loaded(UUID workspace) {
    if (!feed.loaded()) {
      throw new ProblemException(
          Problem.unavailable("The plans are still being loaded"), COME_AGAIN);
    }
    return feed.versions(workspace);
  }

  private static boolean repeats(PlanView newest, PlanBody sent) {
    return newest.plan().equals(sent.definition())
        && (sent.version() == null || sent.version() == newest.version())
        && (sent.effectiveFrom() == null || sent.effectiveFrom().equals(newest.effectiveFrom()));
  }

  private void check(String id, int version, PlanBody sent) {
    List<FieldError> errors = new ArrayList<>();
    if (!PlanCompiler.ID.matcher(id).matches() || RESERVED.contains(id)) {
      errors.add(new FieldError("id", "the plan's id in the address " + PlanCompiler.ID_RULE));
    }
    Parsed<ScoringPlan> compiled =
        compiler.compile(id, version, sent.effectiveFrom(), sent.definition());
    compiled
        .problems()
        .forEach(problem -> errors.add(new FieldError(problem.pointer(), problem.message())));
    effectiveFrom(version, sent.effectiveFrom()).ifPresent(errors::add);
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.invalid("The plan has %d problem(s)".formatted(errors.size()), errors));
    }
  }

  /** Only a first version may look back: a later one would judge anew what was judged. */
  private Optional<FieldError> effectiveFrom(int version, Instant from) {
    Instant now = clock.instant();
    Instant earliest = version == 1 ? now.minus(horizon) : now.plus(LEAD);
    if (from == null || !from.isBefore(earliest)) {
      return Optional.empty();
    }
    String rule =
        version == 1
            ? "a first version may reach back %s at most".formatted(horizon)
            : ("a later version takes effect %s after its publication or later, so that every"
                    + " instance has it by then; leave this out for the earliest time")
                .formatted(LEAD);
    return Optional.of(new FieldError("/effectiveFrom", rule));
  }

  private static ProblemException conflict(String id, int newest) {
    return new ProblemException(
        Problem.conflict(
            newest == 0
                ? "There is no plan '%s' yet: its first version is 1".formatted(id)
                : ("Version %d of plan '%s' is the newest. Read it at /v1/plans/%s, put your change"
                        + " into it and send it as version %d")
                    .formatted(newest, id, id, newest + 1)));
  }
}
