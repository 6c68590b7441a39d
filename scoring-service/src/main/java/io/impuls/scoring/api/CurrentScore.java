package io.impuls.scoring.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.scoring.api.PersonLookup.Found;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.service.hop.OneHop;
import io.impuls.streams.definitions.DefinitionFeed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** The score that a person has now, whichever instance holds it. */
@Singleton
class CurrentScore {

  private final PersonLookup people;
  private final OneHop hops;
  private final Function<UUID, PlanVersions> plans;

  @Inject
  CurrentScore(
      PersonLookup people,
      OneHop hops,
      DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans) {
    this(people, hops, workspace -> plans.index(workspace).orElse(PlanVersions.NONE));
  }

  /** Makes it over the plans of each workspace. */
  CurrentScore(PersonLookup people, OneHop hops, Function<UUID, PlanVersions> plans) {
    this.people = people;
    this.hops = hops;
    this.plans = plans;
  }

  /**
   * A score.
   *
   * @param score as everybody sees it
   * @param raw before the limits of the plan: what points are added to
   */
  record Standing(Points score, Points raw) {
    private static final Standing NONE = new Standing(Points.ZERO, Points.ZERO);
  }

  /** Gives the score; none where nothing is known of the person. A merged one has the new one's. */
  Standing of(PersonKey asked, String plan, Instant now, String authorization) {
    Found found = people.find(asked, false);
    if (found instanceof Found.There there) {
      String path = "/v1/scores/" + there.person().person();
      return read(hops.ask(there.url(), path, authorization), plan);
    }
    PlanVersions known = plans.apply(asked.workspace());
    return ((Found.Here) found)
        .scores()
        .map(one -> one.current(now, known).shown(now, known).card().of(plan))
        .map(one -> new Standing(new Points(one.score()), new Points(known.raw(plan, one, now))))
        .orElse(Standing.NONE);
  }

  private static Standing read(HttpResponse<byte[]> answer, String plan) {
    if (answer.statusCode() == Response.Status.NOT_FOUND.getStatusCode()) {
      return Standing.NONE;
    }
    if (answer.statusCode() != Response.Status.OK.getStatusCode()) {
      throw OneHop.moving();
    }
    try {
      for (JsonNode standing : Json.mapper().readTree(answer.body()).path("plans")) {
        if (plan.equals(standing.path("plan").textValue())) {
          Points score = Points.of(standing.path("score").decimalValue());
          JsonNode raw = standing.path("raw");
          return new Standing(score, raw.isMissingNode() ? score : Points.of(raw.decimalValue()));
        }
      }
      return Standing.NONE;
    } catch (IOException e) {
      // Another release answered, in a form that this one does not know yet.
      throw OneHop.moving();
    }
  }
}
