package io.impuls.segmentation.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.segmentation.api.PersonAnswers.Found;
import io.impuls.service.hop.OneHop;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.http.HttpResponse;

/** The score that a tag of a person has now, whichever instance holds it. */
@Singleton
class CurrentTag {

  private final PersonAnswers people;
  private final OneHop hop;

  CurrentTag(PersonAnswers people, OneHop hop) {
    this.people = people;
    this.hop = hop;
  }

  /** Gives the score; null where the person does not have the tag. */
  Points of(PersonKey asked, String tag, String authorization) {
    Found found = people.find(asked, false);
    if (found instanceof Found.There there) {
      String path = "/v1/tags/" + there.person().person();
      return read(hop.ask(there.url(), path, authorization), tag);
    }
    return ((Found.Here) found)
        .tags().stream()
            .flatMap(all -> all.tags().stream())
            .filter(held -> held.tag().key().equals(tag))
            .map(held -> held.score().points())
            .findFirst()
            .orElse(null);
  }

  private static Points read(HttpResponse<byte[]> answer, String tag) {
    if (answer.statusCode() == Response.Status.NOT_FOUND.getStatusCode()) {
      return null;
    }
    if (answer.statusCode() != Response.Status.OK.getStatusCode()) {
      throw OneHop.moving();
    }
    try {
      for (JsonNode held : Json.mapper().readTree(answer.body()).path("tags")) {
        if (tag.equals(held.path("tag").textValue())) {
          return Points.of(held.path("score").decimalValue());
        }
      }
      return null;
    } catch (IOException e) {
      // Another release answered, in a form that this one does not know yet.
      throw OneHop.moving();
    }
  }
}
