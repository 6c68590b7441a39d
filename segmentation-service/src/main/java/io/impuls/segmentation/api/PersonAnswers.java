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
import java.net.URI;
import java.util.Optional;
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

  /** Where a person was found. */
  sealed interface Found {

    /** Here; {@code tags} are empty when nothing that they did ever matched. */
    record Here(Optional<PersonTags> tags) implements Found {}

    /** On the instance at {@code url}. */
    record There(URI url, PersonKey person) implements Found {}
  }

  /**
   * Finds a person.
   *
   * @param hopped whether another instance asks, which took this one for theirs
   */
  Found find(PersonKey asked, boolean hopped) {
    PersonKey person = asked;
    for (int aliases = 0; aliases <= MOST_ALIASES; aliases++) {
      Owner owner = owners.owner(SegmentationTopology.TAGS, person.text());
      if (owner instanceof Owner.Remote there && (!hopped || aliases > 0)) {
        return new Found.There(there.url(), person);
      }
      if (!(owner instanceof Owner.Local)) {
        throw OneHop.moving();
      }
      Optional<PersonTags> found = local(person);
      Optional<UUID> into = found.flatMap(PersonTags::mergedInto);
      if (into.isEmpty()) {
        return new Found.Here(found);
      }
      person = new PersonKey(asked.workspace(), into.get());
    }
    throw new ProblemException(Problem.notFound("The merges of this person lead nowhere"));
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
    Found found = find(asked, headers.getHeaderString(OneHop.HEADER) != null);
    if (found instanceof Found.There there) {
      return hop.relay(
          there.url(),
          path.apply(there.person().person()),
          headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    }
    PersonTags known =
        ((Found.Here) found)
            .tags()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound("Nothing that this person did matches a rule so far")));
    return Response.ok(view(known, view)).build();
  }

  private Optional<PersonTags> local(PersonKey person) {
    try {
      return tags.of(person);
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
