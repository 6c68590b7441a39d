package io.impuls.segmentation.api;

import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.segmentation.domain.segment.Memberships.Member;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionFeed;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is a member of a segment now. Any instance answers for all. */
@Path("/v1/segments/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
@Blocking
public class MemberResource {

  /** Most members of one page. */
  static final int MOST = 100_000;

  private final AllMembers members;
  private final DefinitionFeed<SegmentDefinition, Segment, Segments> feed;
  private final Caller caller;

  MemberResource(
      AllMembers members,
      DefinitionFeed<SegmentDefinition, Segment, Segments> feed,
      Caller caller) {
    this.members = members;
    this.feed = feed;
    this.caller = caller;
  }

  /** Gives members in the order of their ids. */
  @GET
  @Path("/members")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The members of a segment, a page at a time")
  public SegmentViews.Page members(
      String id,
      @QueryParam("after") UUID after,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @Context HttpHeaders headers) {
    if (limit < 1 || limit > MOST) {
      throw new ProblemException(Problem.invalid("limit", "is a number from 1 to " + MOST));
    }
    known(id);
    List<Member> found = members.page(caller.workspace(), id, after, limit, headers);
    UUID next = found.size() < limit ? null : found.get(limit - 1).person();
    return new SegmentViews.Page(id, found, next);
  }

  /** Gives how many members there are. */
  @GET
  @Path("/count")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "How many members a segment has now")
  public SegmentViews.Count count(String id, @Context HttpHeaders headers) {
    known(id);
    return new SegmentViews.Count(id, members.count(caller.workspace(), id, headers));
  }

  private void known(String id) {
    if (!feed.loaded()) {
      throw Refusals.loading();
    }
    if (feed.versions(caller.workspace()).stream()
        .noneMatch(version -> version.published().id().equals(id))) {
      throw SegmentResource.unknown(id);
    }
  }
}
