package io.impuls.segmentation.api;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.segmentation.domain.PersonTags;
import io.impuls.segmentation.domain.Tags;
import io.impuls.segmentation.topology.SegmentationTopology;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.streams.OwnerLookup;
import io.impuls.streams.OwnerLookup.Owner;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;

/**
 * Answers from here, following merges, or relays the answer of the instance that has the person.
 */
@Singleton
class PersonAnswers {

  /** Longest chain of merged persons that is followed. */
  private static final int MOST_ALIASES = 8;

  private final Tags tags;
  private final OwnerLookup owners;
  private final OneHop hop;

  PersonAnswers(Tags tags, OwnerLookup owners, OneHop hop) {
    this.tags = tags;
    this.owners = owners;
    this.hop = hop;
  }

  /**
   * Gives the answer about a person.
   *
   * @param path gives what to ask another instance about the person
   * @param view makes the answer of what was found here
   */
  Response answer(
      PersonKey asked,
      HttpHeaders headers,
      Function<UUID, String> path,
      Function<PersonTags, Object> view) {
    boolean hopped = headers.getHeaderString(OneHop.HEADER) != null;
    PersonKey person = asked;
    for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
      Owner owner = owners.owner(SegmentationTopology.TAGS, person.text());
      if (owner instanceof Owner.Remote there && (!hopped || aliases > 0)) {
        return hop.relay(
            there.url(),
            path.apply(person.person()),
            headers.getHeaderString(HttpHeaders.AUTHORIZATION));
      }
      if (!(owner instanceof Owner.Local)) {
        throw OneHop.moving();
      }
      PersonTags found = local(person);
      if (found.mergedInto().isEmpty()) {
        return Response.ok(view(found, view)).build();
      }
      person = new PersonKey(asked.workspace(), found.mergedInto().get());
    }
    throw new ProblemException(Problem.notFound("The merges of this person lead nowhere"));
  }

  private PersonTags local(PersonKey person) {
    try {
      return tags.of(person)
          .orElseThrow(
              () ->
                  new ProblemException(
                      Problem.notFound("Nothing that this person did matches a rule so far")));
    } catch (Tags.MovingException e) {
      throw OneHop.moving();
    }
  }

  private static Object view(PersonTags found, Function<PersonTags, Object> view) {
    try {
      return view.apply(found);
    } catch (Tags.MovingException e) {
      throw OneHop.moving();
    }
  }
}
