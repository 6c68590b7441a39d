package io.impuls.scoring.api;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition;
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
import java.util.ArrayList;
import java.util.List;
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
  private final AllInstances instances;
  private final Caller caller;

  TopResource(
      DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk,
      Scores scores,
      AllInstances instances,
      Caller caller) {
    this.desk = desk;
    this.scores = scores;
    this.instances = instances;
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
    List<ScoreViews.LocalTop> parts =
        instances.parts(
            localTop(best(workspace, plan, n)),
            ScoreViews.LocalTop.class,
            "/v1/plans/" + plan + "/top/local?n=" + n,
            authorization);
    List<Rank> ranks =
        parts.stream().flatMap(part -> part.people().stream()).map(TopResource::rank).toList();
    return new ScoreViews.Top(plan, places(ranks.stream().sorted().limit(n).toList()));
  }

  /** Gives the best of this instance, for the others. */
  @GET
  @Path("/local")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(hidden = true)
  public ScoreViews.LocalTop local(String plan, @QueryParam("n") @DefaultValue("10") int n) {
    return localTop(best(check(plan, n), plan, n));
  }

  private static ScoreViews.LocalTop localTop(Best best) {
    return new ScoreViews.LocalTop(best.partitions(), places(best.ranks()));
  }

  private UUID check(String plan, int n) {
    if (n < 1 || n > MOST) {
      throw new ProblemException(Problem.invalid("n", "is a number from 1 to " + MOST));
    }
    UUID workspace = caller.workspace();
    Versions.all(desk, workspace, plan);
    return workspace;
  }

  private Best best(UUID workspace, String plan, int n) {
    try {
      return scores.best(workspace, plan, n);
    } catch (Scores.MovingException e) {
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
