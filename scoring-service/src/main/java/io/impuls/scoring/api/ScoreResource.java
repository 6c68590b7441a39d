package io.impuls.scoring.api;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.scoring.domain.Explainer;
import io.impuls.scoring.domain.NextChange;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionFeed;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * A person's scores, and the reasons. Any instance answers; a merged person's answer is the new
 * one's.
 */
@Path("/v1/scores/{person}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
@Blocking
public class ScoreResource {

  private static final int RECENT = 5;
  private static final int MOST_ENTRIES = 500;

  private final PersonLookup people;
  private final Caller caller;
  private final DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans;
  private final InstantSource clock;

  ScoreResource(
      PersonLookup people,
      Caller caller,
      DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans,
      InstantSource clock) {
    this.clock = clock;
    this.people = people;
    this.caller = caller;
    this.plans = plans;
  }

  /** Gives all scores of a person with the newest reasons, now or as of an instant. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "All scores of a person, with the newest reasons",
      description =
          "As of now, or as of an instant by all that is known today; 400 where what led there is"
              + " not kept one by one any more")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ScoreViews.Person.class)))
  public Response scores(
      UUID person,
      @QueryParam("at") Optional<String> at,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam(OneHop.HEADER) String hop) {
    UUID workspace = caller.workspace();
    Optional<Instant> then = at.map(text -> Times.parse("at", text));
    return people.answer(
        new PersonKey(workspace, person),
        authorization,
        hop,
        then.map(time -> "?at=" + time).orElse(""),
        found -> {
          Instant moment = clock.instant();
          PersonScores now = PersonLookup.known(found).current(moment, known(workspace));
          return person(
              workspace,
              then.map(time -> at(workspace, now, time))
                  .orElseGet(() -> now.shown(moment, known(workspace))),
              then.orElse(moment));
        });
  }

  private PersonScores at(UUID workspace, PersonScores now, Instant time) {
    return now.at(time, known(workspace))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.invalid(
                        "at",
                        "lies before what is kept one by one of this person: name a later one")));
  }

  private PlanVersions known(UUID workspace) {
    return plans.index(workspace).orElse(PlanVersions.NONE);
  }

  private ScoreViews.Person person(UUID workspace, PersonScores found, Instant asOf) {
    PlanVersions known = known(workspace);
    return new ScoreViews.Person(
        found.person(),
        found.version(),
        found.plans().stream()
            .map(
                plan ->
                    ScoreViews.Standing.of(
                            plan,
                            found.card().of(plan),
                            known.raw(plan, found.card().of(plan), asOf),
                            NextChange.of(known, plan, found.card().of(plan), found.log(), asOf))
                        .graded(found.card().traits().of(plan)))
            .toList(),
        explainer(workspace, found).newest(Optional.empty(), RECENT));
  }

  /** Gives the ledger in words, newest first. */
  @GET
  @Path("/why")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Why the person has this score: every match and what became of it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ScoreViews.Reasons.class)))
  public Response why(
      UUID person,
      @QueryParam("plan") Optional<String> plan,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam(OneHop.HEADER) String hop) {
    if (limit < 1 || limit > MOST_ENTRIES) {
      throw new ProblemException(Problem.invalid("limit", "is a number from 1 to " + MOST_ENTRIES));
    }
    UUID workspace = caller.workspace();
    String query =
        "/why?limit="
            + limit
            + plan.map(id -> "&plan=" + URLEncoder.encode(id, StandardCharsets.UTF_8)).orElse("");
    return people.answer(
        new PersonKey(workspace, person),
        authorization,
        hop,
        query,
        found -> {
          PersonScores known = PersonLookup.known(found).current(clock.instant(), known(workspace));
          return new ScoreViews.Reasons(
              known.person(), explainer(workspace, known).newest(plan, limit));
        });
  }

  private Explainer explainer(UUID workspace, PersonScores found) {
    return new Explainer(known(workspace), found.log());
  }
}
