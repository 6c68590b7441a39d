package io.impuls.segmentation.api;

import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.segmentation.domain.segment.Memberships;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionFeed;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a person is a member of, and why. Any instance answers, and follows merges. */
@Path("/v1/memberships/{person}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
@Blocking
public class MembershipResource {

  private final Memberships memberships;
  private final PersonAnswers answers;
  private final DefinitionFeed<SegmentDefinition, Segment, Segments> feed;
  private final Caller caller;
  private final InstantSource clock;

  MembershipResource(
      Memberships memberships,
      PersonAnswers answers,
      DefinitionFeed<SegmentDefinition, Segment, Segments> feed,
      Caller caller,
      InstantSource clock) {
    this.memberships = memberships;
    this.answers = answers;
    this.feed = feed;
    this.caller = caller;
    this.clock = clock;
  }

  /** Gives what a person is a member of, with what brought it about. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The segments of a person, now or at an instant, and why")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SegmentViews.Person.class)))
  public Response of(UUID person, @QueryParam("at") String at, @Context HttpHeaders headers) {
    Instant instant = instant(at);
    return answers.answer(
        new PersonKey(caller.workspace(), person),
        headers,
        who -> "/v1/memberships/" + who + (instant == null ? "" : "?at=" + instant),
        found ->
            SegmentViews.Person.of(
                found.person(),
                instant,
                memberships.of(new PersonKey(caller.workspace(), found.person())),
                names()::get,
                segment -> retiredSince(segment, instant == null ? clock.instant() : instant)));
  }

  private Optional<Instant> retiredSince(String segment, Instant at) {
    return feed.index(caller.workspace()).flatMap(all -> all.retiredSince(segment, at));
  }

  private Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    feed.versions(caller.workspace())
        .forEach(one -> names.put(one.published().id(), one.published().definition().name()));
    return names;
  }

  private static Instant instant(String at) {
    try {
      return at == null ? null : Instant.parse(at);
    } catch (DateTimeParseException e) {
      throw new ProblemException(
          Problem.invalid("at", "is an instant such as 2026-03-01T12:00:00Z"));
    }
  }
}
