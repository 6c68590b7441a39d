package io.impuls.segmentation.api;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.segmentation.domain.Tags;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
 * A person's tags, and the reasons. Any instance answers; a merged person's answer is the new
 * one's.
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
  private final Caller caller;

  TagResource(Tags tags, PersonAnswers answers, Caller caller) {
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
    String key = key(tag);
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

  private static String key(String tag) {
    try {
      return io.impuls.segmentation.domain.Tag.named(tag == null ? "" : tag).key();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.invalid("tag", e.getMessage()));
    }
  }

  private static void check(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new ProblemException(Problem.invalid("limit", "is a number from 1 to " + most));
    }
  }
}
