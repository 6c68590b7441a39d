package io.impuls.scoring.api;

import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.scoring.domain.Scores;
import io.impuls.service.hop.OneHop;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks every instance for its part of an answer; all partitions must be there. */
@Singleton
class AllInstances {

  private final Scores scores;
  private final OneHop hop;

  AllInstances(Scores scores, OneHop hop) {
    this.scores = scores;
    this.hop = hop;
  }

  /** What one instance contributes. */
  interface Part {
    /** Gives the partitions that it looked through. */
    Set<Integer> partitions();
  }

  /**
   * Gives the parts of all instances.
   *
   * @param local this instance's
   * @param path where the others answer with theirs, encoded
   */
  <P extends Part> List<P> parts(P local, Class<P> type, String path, String authorization) {
    List<P> parts = new ArrayList<>(List.of(local));
    Set<Integer> partitions = new HashSet<>(local.partitions());
    for (URI peer : scores.others()) {
      P theirs = read(hop.ask(peer, path, authorization), type);
      parts.add(theirs);
      partitions.addAll(theirs.partitions());
    }
    if (partitions.size() < Topics.EVENTS.partitions()) {
      throw OneHop.moving();
    }
    return parts;
  }

  private static <P> P read(HttpResponse<byte[]> answer, Class<P> type) {
    if (answer.statusCode() != Response.Status.OK.getStatusCode()) {
      throw OneHop.moving();
    }
    try {
      return Json.mapper().readValue(answer.body(), type);
    } catch (IOException e) {
      // Another release answered, in a form that this one does not know yet.
      throw OneHop.moving();
    }
  }
}
