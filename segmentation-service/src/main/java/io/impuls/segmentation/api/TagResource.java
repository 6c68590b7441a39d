package io.impuls.segmentation.api;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.segmentation.domain.Tags;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionFeed;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * A person's tags, the reasons, and what users change of them by hand. Any instance answers; a
 * merged person's answer is the new one's.
 */
@Path("/v1/tags/{person}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tags")
@Blocking
public class TagResource {

  private static final String ALL_TAGS = "100000";
  private static final int MOST_TAGS = Integer.parseInt(ALL_TAGS);
  private static final int MOST_ENTRIES = 500;

  private final Tags tags;
  private final PersonAnswers answers;
  private final CurrentTag current;
  private final HandDesk desk;
  private final DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue;
  private final Caller caller;

  TagResource(
      Tags tags,
      PersonAnswers answers,
      CurrentTag current,
      HandDesk desk,
      DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue,
      Caller caller) {
    this.catalogue = catalogue;
    this.current = current;
    this.desk = desk;
    this.tags = tags;
    this.answers = answers;
    this.caller = caller;
  }

  /** Gives a person's tags, strongest first; all of them unless {@code limit} says fewer. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The tags of a person, strongest first")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = TagViews.Person.class)))
  public Response tags(
      UUID person,
      @QueryParam("limit") @DefaultValue(ALL_TAGS) int limit,
      @Context HttpHeaders headers) {
    check(limit, MOST_TAGS);
    return answers.answer(
        new PersonKey(caller.workspace(), person),
        headers,
        who -> "/v1/tags/" + who + "?limit=" + limit,
        found -> TagViews.Person.of(found, limit));
  }

  /** Gives what gave a tag, and what did not and why, newest first. */
  @GET
  @Path("/why")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Why the person has this tag: every match and what became of it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = TagViews.Reasons.class)))
  public Response why(
      UUID person,
      @QueryParam("tag") String tag,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @Context HttpHeaders headers) {
    check(limit, MOST_ENTRIES);
    String key = TagOrder.tag(tag).key();
    UUID workspace = caller.workspace();
    String query = "/why?limit=" + limit + "&tag=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    return answers.answer(
        new PersonKey(workspace, person),
        headers,
        who -> "/v1/tags/" + who + query,
        found ->
            new TagViews.Reasons(
                found.person(),
                key,
                tags.why(new PersonKey(workspace, found.person()), key, limit).stream()
                    .map(TagViews.Reason::of)
                    .toList()));
  }

  /** Gives a tag another score. */
  @PUT
  @Path("/{tag}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Set the score of a person's tag by hand",
      description =
          "What is recorded is the difference to the score now: what becomes known later adds to"
              + " it.")
  @APIResponse(responseCode = "200", description = "It is recorded, and counts within moments")
  @APIResponse(responseCode = "409", description = "The score is another than the user saw")
  public TagViews.Done set(
      UUID person,
      String tag,
      TagOrder.Set order,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    TagOrder.present(order).check();
    io.impuls.segmentation.domain.Tag named = TagOrder.tag(tag);
    Points before = current.of(key(person), present(named.key()), authorization);
    if (order.from() != null && !order.from().equals(before)) {
      throw new ProblemException(
          Problem.conflict(
              "The score is %s by now, not %s: look at it again before you change it"
                  .formatted(before == null ? "none" : before, order.from())));
    }
    HandDesk.Why why = why(order.operation(), order.reason());
    return TagViews.Done.of(desk.set(why, person, named, order.score(), before));
  }

  /** Gives a tag, strengthens, weakens or removes it. */
  @POST
  @Path("/{tag}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Give a tag to a person by hand, or take it away")
  @APIResponse(responseCode = "200", description = "It is recorded, and counts within moments")
  public TagViews.Done change(UUID person, String tag, TagOrder.Change order) {
    TagOrder.present(order).check();
    return TagViews.Done.of(
        desk.change(
            why(order.operation(), order.reason()),
            person,
            TagOrder.tag(tag),
            order.act(),
            TagOrder.points(order.act(), order.points())));
  }

  /** Gives the key of the tag that a tag is by now. */
  private String present(String key) {
    return catalogue.index(caller.workspace()).orElse(Catalogue.EMPTY).resolve(key);
  }

  private HandDesk.Why why(String operation, String reason) {
    return new HandDesk.Why(caller.workspace(), caller.subject(), operation, reason);
  }

  private PersonKey key(UUID person) {
    return new PersonKey(caller.workspace(), person);
  }

  private static void check(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new ProblemException(Problem.invalid("limit", "is a number from 1 to " + most));
    }
  }
}
