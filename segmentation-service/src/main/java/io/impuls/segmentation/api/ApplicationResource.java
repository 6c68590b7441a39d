package io.impuls.segmentation.api;

import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.segmentation.domain.Tags;
import io.impuls.segmentation.domain.segment.Application;
import io.impuls.segmentation.domain.segment.Applications;
import io.impuls.segmentation.domain.segment.Memberships;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionFeed;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Applies a segment to the retained history. */
@Path("/v1/segments/{id}/application")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
@Blocking
public class ApplicationResource {

  private final Applications applications;
  private final Memberships memberships;
  private final DefinitionFeed<SegmentDefinition, Segment, Segments> feed;
  private final OneHop hop;
  private final Caller caller;
  private final InstantSource clock;

  ApplicationResource(
      Applications applications,
      Memberships memberships,
      DefinitionFeed<SegmentDefinition, Segment, Segments> feed,
      OneHop hop,
      Caller caller,
      InstantSource clock) {
    this.applications = applications;
    this.memberships = memberships;
    this.feed = feed;
    this.hop = hop;
    this.caller = caller;
    this.clock = clock;
  }

  /** Begins in the background; a run of the same version that goes on is the answer. */
  @POST
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Apply the version in force to what happened before it was published")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Application.class)))
  @APIResponse(responseCode = "409", description = "No version is in force yet, or any more")
  public Response start(String id) {
    UUID workspace = caller.workspace();
    Optional<Segments> all = feed.index(workspace);
    Segment segment =
        all.flatMap(one -> one.inForce(id, clock.instant()))
            .orElseThrow(() -> notInForce(workspace, id));
    return Response.accepted(applications.start(workspace, segment)).build();
  }

  /** Gives how far the last run has come. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "How far the application has come")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Application.class)))
  public Response progress(String id, @Context HttpHeaders headers) {
    Optional<Application> here = applications.last(caller.workspace(), id);
    if (here.isPresent()) {
      return Response.ok(here.get()).build();
    }
    for (URI peer : peers(headers)) {
      HttpResponse<byte[]> answer =
          hop.ask(
              peer,
              "/v1/segments/" + id + "/application",
              headers.getHeaderString(HttpHeaders.AUTHORIZATION));
      if (answer.statusCode() == Response.Status.OK.getStatusCode()) {
        return OneHop.relay(answer);
      }
    }
    throw new ProblemException(
        Problem.notFound("The segment has not been applied since the instances started"));
  }

  private Set<URI> peers(HttpHeaders headers) {
    try {
      return headers.getHeaderString(OneHop.HEADER) == null ? memberships.others() : Set.of();
    } catch (Tags.MovingException e) {
      throw OneHop.moving();
    }
  }

  private ProblemException notInForce(UUID workspace, String id) {
    boolean there =
        feed.versions(workspace).stream().anyMatch(one -> one.published().id().equals(id));
    return there
        ? new ProblemException(
            Problem.conflict("No version of the segment is in force now; try when one is"))
        : SegmentResource.unknown(id);
  }
}
