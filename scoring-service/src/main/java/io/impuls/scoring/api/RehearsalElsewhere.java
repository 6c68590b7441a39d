package io.impuls.scoring.api;

import io.impuls.scoring.domain.Scores;
import io.impuls.service.hop.OneHop;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Asks the other instances for a rehearsal that does not run here. */
@Singleton
class RehearsalElsewhere {

  private final Scores scores;
  private final OneHop hop;

  RehearsalElsewhere(Scores scores, OneHop hop) {
    this.scores = scores;
    this.hop = hop;
  }

  /** Gives how far it is, from whoever knows; empty where nobody does. */
  Optional<Response> find(String plan, UUID run, String authorization) {
    return first(peer -> hop.ask(peer, path(plan, run), authorization));
  }

  /** Stops it wherever it runs; empty where nobody knows it. */
  Optional<Response> cancel(String plan, UUID run, String authorization) {
    return first(peer -> hop.delete(peer, path(plan, run), authorization));
  }

  private Optional<Response> first(Function<URI, HttpResponse<byte[]>> ask) {
    for (URI peer : others()) {
      HttpResponse<byte[]> answer = ask.apply(peer);
      if (answer.statusCode() == Response.Status.OK.getStatusCode()) {
        return Optional.of(OneHop.relay(answer));
      }
    }
    return Optional.empty();
  }

  private Set<URI> others() {
    try {
      return scores.others();
    } catch (Scores.MovingException e) {
      throw OneHop.moving();
    }
  }

  private static String path(String plan, UUID run) {
    return "/v1/plans/" + URLEncoder.encode(plan, StandardCharsets.UTF_8) + "/rehearsals/" + run;
  }
}
