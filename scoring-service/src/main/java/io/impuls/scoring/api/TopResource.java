package io.impuls.scoring.api;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.scoring.domain.Rank;
import io.impuls.scoring.domain.Scores;
import io.impuls.scoring.domain.Scores.Best;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionDesk;
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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The people with most points in a plan, over all instances (SC-16). */
@Path("/v1/plans/{plan}/top")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
@Blocking
public class TopResource {

  private static final int MOST = 1_000;

  private final DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk;
  private final Scores scores;
  private final OneHop hop;
  private final Caller caller;

  TopResource(
      DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk,
      Scores scores,
      OneHop hop,
      Caller caller) {
    this.desk = desk;
    this.scores = scores;
    this.hop = hop;
    this.caller = caller;
  }

  /**
   * Gives the best of all instances: each is asked for its own, and all partitions must be there.
   */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The people with most points; among equals the latest activity comes first")
  public ScoreViews.Top top(
      String plan,
      @QueryParam("n") @DefaultValue("10") int n,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    UUID workspace = check(plan, n);
    Best local = best(workspace, plan, n);
    List<Rank> ranks = new ArrayList<>(local.ranks());
    Set<Integer> partitions = new HashSet<>(local.partitions());
    for (URI peer : scores.others()) {
      ScoreViews.LocalTop theirs =
          read(hop.ask(peer, "/v1/plans/" + plan + "/top/local?n=" + n, authorization));
      theirs.people().forEach(place -> ranks.add(rank(place)));
      partitions.addAll(theirs.partitions());
    }
    if (partitions.size() < Topics.EVENTS.partitions()) {
      throw OneHop.moving();
    }
    return new ScoreViews.Top(plan, places(ranks.stream().sorted().limit(n).toList()));
  }

  /** Gives the best of this instance, for the others. */
  @GET
  @Path("/local")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(hidden = true)
  public ScoreViews.LocalTop local(String plan, @QueryParam("n") @DefaultValue("10") int n) {
    Best best = best(check(plan, n), plan, n);
    return new ScoreViews.LocalTop(best.partitions(), places(best.ranks()));
  }

  private UUID check(String plan, int n) {
    if (n < 1 || n > MOST) {
      throw new ProblemException(Problem.invalid("n", "is a number from 1 to " + MOST));
    }
    UUID workspace = caller.workspace();
    if (desk.versions(workspace, plan).isEmpty()) {
      throw new ProblemException(Problem.notFound("There is no plan '" + plan + "'"));
    }
    return workspace;
  }

  private Best best(UUID workspace, String plan, int n) {
    try {
      return scores.best(workspace, plan, n);
    } catch (Scores.MovingException e) {
      throw OneHop.moving();
    }
  }

  private static ScoreViews.LocalTop read(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != Response.Status.OK.getStatusCode()) {
      throw OneHop.moving();
    }
    try {
      return Json.mapper().readValue(answer.body(), ScoreViews.LocalTop.class);
    } catch (IOException e) {
      // Another release answered, in a form that this one does not know yet.
      throw OneHop.moving();
    }
  }

  private static List<ScoreViews.Place> places(List<Rank> ranks) {
    List<ScoreViews.Place> places = new ArrayList<>(ranks.size());
    for (Rank rank : ranks) {
      places.add(
          new ScoreViews.Place(
              places.size() + 1,
              rank.person(),
              new Points(rank.total()),
              rank.band(),
              rank.lastActivity()));
    }
    return places;
  }

  private static Rank rank(ScoreViews.Place place) {
    return new Rank(
        place.person(), place.score().thousandths(), place.lastActivity(), place.band());
  }
}
