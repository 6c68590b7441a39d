package io.impuls.scoring.api;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.Scores;
import io.impuls.scoring.domain.Scores.Place;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Finds what is known of a person, here or on another instance; a merged one is the new one. */
@Singleton
class PersonLookup {

  /** Longest chain of merged persons that is followed. */
  private static final int MOST_ALIASES = 8;

  private final Scores scores;
  private final OneHop hops;

  PersonLookup(Scores scores, OneHop hops) {
    this.scores = scores;
    this.hops = hops;
  }

  /** Where a person was found. */
  sealed interface Found {
    /** Here; {@code scores} are empty when nothing that they did ever matched. */
    record Here(PersonKey person, Optional<PersonScores> scores) implements Found {}

    /** On the instance at {@code url}. */
    record There(URI url, PersonKey person) implements Found {}
  }

  /**
   * Finds a person.
   *
   * @param hop whether another instance asks, which took this one for theirs
   */
  Found find(PersonKey asked, boolean hop) {
    PersonKey person = asked;
    for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
      Place place = scores.place(person);
      if (place instanceof Place.There there && (!hop || aliases > 0)) {
        return new Found.There(there.url(), person);
      }
      if (!(place instanceof Place.Here)) {
        throw OneHop.moving();
      }
      Optional<PersonScores> found = local(person);
      UUID into = found.map(PersonScores::mergedInto).orElse(null);
      if (into == null) {
        return new Found.Here(person, found);
      }
      person = new PersonKey(asked.workspace(), into);
    }
    throw new ProblemException(Problem.notFound("The merges of this person lead nowhere"));
  }

  /**
   * Answers from here, or relays the answer of the instance that has the person.
   *
   * @param hop the header by which another instance asks; null when a client does
   * @param query what to ask below {@code /v1/scores/{person}}
   */
  Response answer(
      PersonKey asked,
      String authorization,
      String hop,
      String query,
      Function<Found.Here, Object> view) {
    Found found = find(asked, hop != null);
    if (found instanceof Found.There there) {
      String path = "/v1/scores/" + there.person().person() + query;
      return hops.relay(there.url(), path, authorization);
    }
    return Response.ok(view.apply((Found.Here) found)).build();
  }

  /** Gives the scores, or refuses (404) where there are none. */
  static PersonScores known(Found.Here found) {
    return found
        .scores()
        .filter(scores -> !scores.toldOnly())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound("Nothing that this person did matches a rule so far")));
  }

  private Optional<PersonScores> local(PersonKey person) {
    try {
      return scores.person(person);
    } catch (Scores.MovingException e) {
      throw OneHop.moving();
    }
  }
}
