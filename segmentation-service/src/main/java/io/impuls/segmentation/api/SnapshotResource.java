package io.impuls.segmentation.api;

import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.tag.SegmentSnapshot;
import io.impuls.segmentation.domain.segment.Memberships.Member;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.segmentation.domain.segment.Snapshots;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionFeed;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists of members that never change, for campaigns. */
@Path("/v1/segments/{id}/snapshots")
@Tag(name = "Segments")
@Blocking
public class SnapshotResource {

  /** What streams a list: a line of JSON for each member. */
  static final String LINES = "application/x-ndjson";

  private final AllMembers members;
  private final Snapshots snapshots;
  private final DefinitionFeed<SegmentDefinition, Segment, Segments> feed;
  private final Caller caller;
  private final InstantSource clock;

  SnapshotResource(
      AllMembers members,
      Snapshots snapshots,
      DefinitionFeed<SegmentDefinition, Segment, Segments> feed,
      Caller caller,
      InstantSource clock) {
    this.members = members;
    this.snapshots = snapshots;
    this.feed = feed;
    this.caller = caller;
    this.clock = clock;
  }

  /** Keeps who is a member now. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Keep the members of a segment as a list that never changes")
  public Response take(String id, @Context HttpHeaders headers) {
    UUID workspace = caller.workspace();
    Instant now = clock.instant();
    Segment segment =
        feed.index(workspace)
            .flatMap(all -> all.inForce(id, now))
            .orElseThrow(() -> SegmentResource.unknown(id));
    if (segment.state() == SegmentDefinition.State.RETIRED) {
      throw new ProblemException(
          Problem.conflict(
              "The segment is retired, so nobody is a member: publish it again before you take a list"));
    }
    List<UUID> persons = new ArrayList<>();
    UUID after = null;
    List<Member> page;
    do {
      page = members.page(workspace, id, after, MemberResource.MOST, headers);
      page.forEach(member -> persons.add(member.person()));
      after = persons.isEmpty() ? null : persons.get(persons.size() - 1);
    } while (page.size() == MemberResource.MOST);
    List<SegmentSnapshot> parts = parts(workspace, segment, now, persons);
    String name =
        snapshots
            .keep(parts)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.unavailable("Kafka did not confirm the list; take another"),
                        OneHop.RETRY_AFTER));
    return Response.status(Response.Status.CREATED).entity(view(name, parts.get(0))).build();
  }

  /** Gives a part of a list. */
  @GET
  @Path("/{snapshot}")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "A kept list, a page of 1,000 members at a time")
  public SegmentViews.SnapshotPage page(
      String id, String snapshot, @QueryParam("page") @DefaultValue("0") int page) {
    List<SegmentSnapshot> found = new ArrayList<>();
    read(
        id,
        snapshot,
        part -> {
          if (part.part() == page) {
            found.add(part);
          }
          return part.part() < page;
        });
    if (found.isEmpty()) {
      throw new ProblemException(Problem.notFound("The list has no page " + page));
    }
    SegmentSnapshot part = found.get(0);
    return new SegmentViews.SnapshotPage(
        view(snapshot, part), part.persons(), page + 1 < part.parts() ? page + 1 : null);
  }

  /** Streams a list. */
  @GET
  @Path("/{snapshot}/members")
  @Produces(LINES)
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "A kept list as NDJSON: {\"person\": ...} a line")
  public StreamingOutput lines(String id, String snapshot) {
    // looked for before anything is sent: a status cannot be taken back
    read(id, snapshot, part -> false);
    return new MemberLines(snapshots, caller.workspace(), snapshot);
  }

  private void read(
      String id, String snapshot, java.util.function.Predicate<SegmentSnapshot> visitor) {
    boolean[] of = {true};
    boolean there;
    try {
      there =
          snapshots.read(
              caller.workspace(),
              snapshot,
              part -> {
                of[0] = part.segment().equals(id);
                return of[0] && visitor.test(part);
              });
    } catch (Snapshots.UnreadableException e) {
      throw new ProblemException(
          Problem.unavailable("The list cannot be read just now"), OneHop.RETRY_AFTER);
    }
    if (!there || !of[0]) {
      throw new ProblemException(
          Problem.notFound(
              "There is no list '%s' of this segment, or no more".formatted(snapshot)));
    }
  }

  private List<SegmentSnapshot> parts(
      UUID workspace, Segment segment, Instant now, List<UUID> persons) {
    UUID snapshot = UUID.randomUUID();
    int parts = Math.max(1, (persons.size() + Snapshots.PART - 1) / Snapshots.PART);
    List<SegmentSnapshot> all = new ArrayList<>(parts);
    for (int part = 0; part < parts; part++) {
      int from = part * Snapshots.PART;
      int to = Math.min(persons.size(), from + Snapshots.PART);
      all.add(
          new SegmentSnapshot(
              workspace,
              snapshot,
              segment.id(),
              segment.version(),
              now,
              caller.subject(),
              part,
              parts,
              persons.size(),
              persons.subList(from, to)));
    }
    return all;
  }

  private static SegmentViews.Snapshot view(String name, SegmentSnapshot part) {
    return new SegmentViews.Snapshot(
        name, part.segment(), part.version(), part.takenAt(), part.author(), part.count());
  }
}
