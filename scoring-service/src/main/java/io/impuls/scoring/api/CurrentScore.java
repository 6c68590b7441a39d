package io.impuls.scoring.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.Scores;
import io.impuls.scoring.domain.Scores.Place;
import io.impuls.service.hop.OneHop;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;

/** The score that a person has now, whichever instance holds it. */
@Singleton
class CurrentScore {

  /** Longest chain of merged persons that is followed. */
  private static final int MOST_ALIASES = 8;

  private final Scores scores;
  private final OneHop hops;

  CurrentScore(Scores scores, OneHop hops) {
    this.scores = scores;
    this.hops = hops;
  }

  /** Gives the score; none where nothing is known of the person. A merged one has the new one's. */
  Points of(PersonKey asked, String plan, String authorization) {
    PersonKey person = asked;
    for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
      Place place = scores.place(person);
      if (place instanceof Place.There there) {
        return read(hops.ask(there.url(), "/v1/scores/" + person.person(), authorization), plan);
      }
      if (!(place instanceof Place.Here)) {
        throw OneHop.moving();
      }
      Optional<PersonScores> found = local(person);
      UUID into = found.map(PersonScores::mergedInto).orElse(null);
      if (into == null) {
        return new Points(found.map(one -> one.card().of(plan).total()).orElse(0L));
      }
      person = new PersonKey(asked.workspace(), into);
    }
    throw OneHop.moving();
  }

  private Optional<PersonScores> local(PersonKey person) {
    try {
      return scores.person(person);
    } catch (Scores.MovingException e) {
      throw OneHop.moving();
    }
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
