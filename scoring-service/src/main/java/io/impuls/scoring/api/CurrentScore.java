package io.impuls.scoring.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.scoring.api.PersonLookup.Found;
import io.impuls.service.hop.OneHop;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.http.HttpResponse;

/** The score that a person has now, whichever instance holds it. */
@Singleton
class CurrentScore {

  private final PersonLookup people;
  private final OneHop hops;

  CurrentScore(PersonLookup people, OneHop hops) {
    this.people = people;
    this.hops = hops;
  }

  /** Gives the score; none where nothing is known of the person. A merged one has the new one's. */
  Points of(PersonKey asked, String plan, String authorization) {
    Found found = people.find(asked, false);
    if (found instanceof Found.There there) {
      String path = "/v1/scores/" + there.person().person();
      return read(hops.ask(there.url(), path, authorization), plan);
    }
    return new Points(
        ((Found.Here) found).scores().map(one -> one.card().of(plan).total()).orElse(0L));
  }

  private static Points read(HttpResponse<byte[]> answer, String plan) {
    if (answer.statusCode() == Response.Status.NOT_FOUND.getStatusCode()) {
      return Points.ZERO;
    }
    if (answer.statusCode() != Response.Status.OK.getStatusCode()) {
      throw OneHop.moving();
    }
    try {
      for (JsonNode standing : Json.mapper().readTree(answer.body()).path("plans")) {
        if (plan.equals(standing.path("plan").textValue())) {
          return Points.of(standing.path("score").decimalValue());
        }
      }
      return Points.ZERO;
    } catch (IOException e) {
      // Another release answered, in a form that this one does not know yet.
      throw OneHop.moving();
    }
  }
}
