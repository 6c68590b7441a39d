package io.impuls.scoring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.Ids;
import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.score.ManualEntry;
import io.impuls.contracts.score.ManualEntry.Act;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.scoring.domain.ManualEntries;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionDesk;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Scores set, adjusted and reset by hand (semantics 3.9). */
@Path("/v1/scores/{person}/manual")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
@Blocking
public class ManualResource {

  /** Longest reason, in characters: it stands in the row of the entry and in every explanation. */
  private static final int LONGEST_REASON = 500;

  private static final int LONGEST_ID = 200;

  /** Largest amount, up and down: sums over many acts stay far from what a long holds. */
  private static final Points MOST = Points.of(1_000_000_000);

  private final DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk;
  private final CurrentScore scores;
  private final ManualEntries entries;
  private final Caller caller;
  private final InstantSource clock;

  ManualResource(
      DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk,
      CurrentScore scores,
      ManualEntries entries,
      Caller caller,
      InstantSource clock) {
    this.desk = desk;
    this.scores = scores;
    this.entries = entries;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * What a user does.
   *
   * @param plan id of the plan
   * @param act {@code SET}, {@code ADJUST} or {@code RESET}
   * @param points the new score, or what is added; left out for {@code RESET}
   * @param reason why
   * @param from score that the user saw: when it is another by now, nothing happens (409); may be
   *     left out
   * @param id the caller's name of this act: told again under the same, it counts once; may be left
   *     out
   */
  public record Order(String plan, Act act, Points points, String reason, Points from, String id) {}

  /**
   * What was recorded.
   *
   * @param entryId id of the entry, which the explanations name as the event
   * @param plan id of the plan
   * @param act what was done
   * @param points points that it adds; none when there was nothing to do, and nothing is recorded
   * @param from score before, without the limits of the plan; absent for {@code ADJUST}
   * @param author who did it
   * @param reason why
   * @param at when
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Done(
      UUID entryId,
      String plan,
      Act act,
      Points points,
      Points from,
      String author,
      String reason,
      Instant at) {}

  /** Records an act; the score follows within moments. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Set, adjust or reset a score by hand",
      description =
          "What is recorded is the difference to the score now. Events that become known later add"
              + " to it; a merge adds up what was done to both persons.")
  @APIResponse(responseCode = "200", description = "It is recorded")
  @APIResponse(responseCode = "409", description = "The score is another than the user saw")
  public Done change(
      UUID person, Order order, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    check(order);
    UUID workspace = caller.workspace();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    int version = inForce(workspace, order.plan(), now);
    CurrentScore.Standing before =
        before(new PersonKey(workspace, person), order, now, authorization);
    ManualEntry entry =
        new ManualEntry(
            workspace,
            id(workspace, order),
            person,
            order.plan(),
            version,
            order.act(),
            difference(order, before),
            order.act() == Act.ADJUST ? null : before.raw(),
            caller.subject(),
            order.reason().strip(),
            now);
    if (entry.points().thousandths() != 0 && !entries.take(entry)) {
      throw new ProblemException(
          Problem.unavailable(
              "Nobody knows whether it was recorded: send the same again with the same \"id\", or"
                  + " look at /why first"),
          OneHop.RETRY_AFTER);
    }
    return new Done(
        entry.entryId(),
        entry.plan(),
        entry.act(),
        entry.points(),
        entry.from(),
        entry.author(),
        entry.reason(),
        entry.at());
  }

  /** Gives the score now; null where it does not matter. */
  private CurrentScore.Standing before(
      PersonKey person, Order order, Instant at, String authorization) {
    if (order.act() == Act.ADJUST && order.from() == null) {
      return null;
    }
    CurrentScore.Standing now = scores.of(person, order.plan(), at, authorization);
    if (order.from() != null && !order.from().equals(now.score())) {
      throw new ProblemException(
          Problem.conflict(
              "The score is %s by now, not %s: look at it again before you change it"
                  .formatted(now.score(), order.from())));
    }
    return now;
  }

  /** Limits of the plan apply to the sum, so that is what the difference is to. */
  private static Points difference(Order order, CurrentScore.Standing before) {
    return switch (order.act()) {
      case SET -> order.points().minus(before.raw());
      case ADJUST -> order.points();
      case RESET -> Points.ZERO.minus(before.raw());
    };
  }

  private static UUID id(UUID workspace, Order order) {
    return order.id() == null
        ? UUID.randomUUID()
        : Ids.derived(workspace, ManualEntry.EVENT_TYPE, order.id());
  }

  private int inForce(UUID workspace, String plan, Instant now) {
    return Versions.all(desk, workspace, plan).stream()
        .filter(version -> version.inForceAt(now))
        .findFirst()
        .map(version -> version.published().version())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.conflict(
                        "No version of plan '%s' is in force yet: publish one first"
                            .formatted(plan))));
  }

  private static void check(Order order) {
    if (order == null) {
      throw new ProblemException(Problem.invalid("", "needs {\"plan\", \"act\", ...}"));
    }
    List<FieldError> errors = new ArrayList<>();
    if (order.plan() == null) {
      errors.add(new FieldError("/plan", "needs the id of a plan"));
    }
    if (order.act() == null) {
      errors.add(new FieldError("/act", "needs SET, ADJUST or RESET"));
    } else if ((order.act() == Act.RESET) != (order.points() == null)) {
      errors.add(
          new FieldError(
              "/points", "needs a number for SET and ADJUST, and is left out for RESET"));
    }
    if (order.points() != null
        && (order.points().compareTo(MOST) > 0
            || order.points().compareTo(Points.ZERO.minus(MOST)) < 0)) {
      errors.add(new FieldError("/points", "is at most " + MOST + ", up and down"));
    }
    if (order.reason() == null
        || order.reason().isBlank()
        || order.reason().length() > LONGEST_REASON) {
      errors.add(new FieldError("/reason", "says why, in 1 to " + LONGEST_REASON + " characters"));
    }
    if (order.id() != null && (order.id().isBlank() || order.id().length() > LONGEST_ID)) {
      errors.add(new FieldError("/id", "has 1 to " + LONGEST_ID + " characters"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.invalid("The act has %d problem(s)".formatted(errors.size()), errors));
    }
  }
}
