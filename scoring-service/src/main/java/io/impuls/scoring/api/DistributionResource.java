package io.impuls.scoring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.scoring.domain.Distribution;
import io.impuls.scoring.domain.Scores;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the people of a plan spread over scores and bands, over all instances. */
@Path("/v1/plans/{plan}/distribution")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
@Blocking
public class DistributionResource {

  private static final int WIDEST = 1_000_000;

  private final DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk;
  private final Scores scores;
  private final AllInstances instances;
  private final Caller caller;

  DistributionResource(
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
   * The whole.
   *
   * @param plan id of the plan
   * @param people how many have points, or did something that a rule looks at
   * @param bands people in each band, highest entry level first, then those in none
   * @param scores people in each stretch of scores that has any, lowest first
   */
  public record Spread(String plan, long people, List<InBand> bands, List<Stretch> scores) {}

  /**
   * People in a band.
   *
   * @param band its name; absent for none
   * @param people how many
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InBand(String band, long people) {}

  /**
   * People in a stretch of scores.
   *
   * @param from lowest score in it
   * @param to lowest score above it
   * @param people how many
   */
  public record Stretch(Points from, Points to, long people) {}

  /**
   * What one instance contributes.
   *
   * @param partitions partitions that it looked through
   * @param distribution of the people in them
   */
  record Local(Set<Integer> partitions, Distribution distribution) implements AllInstances.Part {}

  /** Gives the distribution over all instances. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "How many people are in each band and stretch of scores",
      description =
          "Stretches are as wide as asked for, and two, four, ... times as wide where there would"
              + " be more than 200")
  public Spread distribution(
      String plan,
      @QueryParam("width") @DefaultValue("10") int width,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    List<Local> parts =
        instances.parts(
            local(plan, width),
            Local.class,
            "/v1/plans/" + plan + "/distribution/local?width=" + width,
            authorization);
    Distribution whole =
        parts.stream().map(Local::distribution).reduce(Distribution::with).orElseThrow();
    List<Stretch> stretches = new ArrayList<>();
    whole
        .stretches()
        .forEach(
            (number, people) ->
                stretches.add(
                    new Stretch(
                        new Points(number * whole.width()),
                        new Points((number + 1) * whole.width()),
                        people)));
    return new Spread(plan, whole.people(), bands(plan, whole), stretches);
  }

  /** Gives the distribution of this instance's people, for the others. */
  @GET
  @Path("/local")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(hidden = true)
  public Local local(String plan, @QueryParam("width") @DefaultValue("10") int width) {
    if (width < 1 || width > WIDEST) {
      throw new ProblemException(
          Problem.invalid("width", "is a number of points from 1 to " + WIDEST));
    }
    Versions.all(desk, caller.workspace(), plan);
    try {
      Scores.Spread spread =
          scores.distribution(caller.workspace(), plan, Points.of(width).thousandths());
      return new Local(spread.partitions(), spread.distribution());
    } catch (Scores.MovingException e) {
      throw OneHop.moving();
    }
  }

  /** Those that a later version does not have any more come last before none. */
  private List<InBand> bands(String plan, Distribution whole) {
    List<String> names =
        new ArrayList<>(
            Versions.all(desk, caller.workspace(), plan).stream()
                .filter(version -> version.takesEffect())
                .reduce((older, newer) -> newer)
                .map(version -> version.compiled().bands().highestFirst())
                .orElse(List.of())
                .stream()
                .map(band -> band.name())
                .toList());
    whole.bands().keySet().stream()
        .filter(name -> !name.equals(Distribution.NO_BAND) && !names.contains(name))
        .forEach(names::add);
    List<InBand> bands = new ArrayList<>();
    names.forEach(name -> bands.add(new InBand(name, whole.bands().getOrDefault(name, 0L))));
    bands.add(new InBand(null, whole.bands().getOrDefault(Distribution.NO_BAND, 0L)));
    return bands;
  }
}
