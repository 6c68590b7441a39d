package io.impuls.contact.api;

import io.impuls.contact.domain.Contacts;
import io.impuls.contact.domain.Timeline;
import io.impuls.contact.domain.TimelineEntry;
import io.impuls.contact.domain.TimelineEntry.Kind;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The timeline of a contact, newest first. */
@Path("/v1/contacts/{person}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
public class TimelineResource {

  private final Contacts contacts;
  private final Timeline timeline;
  private final Caller caller;

  public TimelineResource(Contacts contacts, Timeline timeline, Caller caller) {
    this.contacts = contacts;
    this.timeline = timeline;
    this.caller = caller;
  }

  /**
   * One line.
   *
   * @param at event time
   * @param kind event, session, score or tag
   * @param type event type, or what changed
   * @param id id of the event or change
   * @param detail what there is to show
   */
  public record Line(Instant at, String kind, String type, UUID id, Map<String, Object> detail) {
    static Line of(TimelineEntry entry) {
      return new Line(entry.at(), entry.kind().word(), entry.type(), entry.id(), entry.detail());
    }
  }

  /**
   * A page of a timeline.
   *
   * @param person whose timeline this is, merges followed
   * @param entries newest first
   * @param next cursor of the next page; absent on the last
   */
  public record Lines(UUID person, List<Line> entries, String next) {}

  @GET
  @Operation(
      summary = "What happened to a person, newest first, merged persons included",
      description = "Filter: kind (event, session, score, tag). Pages: limit (1 to 200), cursor.")
  public CompletionStage<Lines> timeline(
      @PathParam("person") String person,
      @QueryParam("kind") String kind,
      @QueryParam("limit") String limit,
      @QueryParam("cursor") String cursor) {
    UUID workspace = caller.workspace();
    Kind only = kind(kind);
    int most = Parameters.limit(limit);
    Timeline.Place after = Cursor.timeline(cursor);
    return contacts
        .identities(workspace, Parameters.person(person))
        .thenCompose(
            identities -> {
              if (identities.isEmpty()) {
                throw Parameters.notThere();
              }
              return timeline
                  .page(workspace, identities, only, after, most)
                  .thenApply(
                      page ->
                          new Lines(
                              identities.get(0),
                              page.entries().stream().map(Line::of).toList(),
                              Cursor.of(page.next())));
            });
  }

  private static Kind kind(String kind) {
    try {
      return kind == null ? null : Kind.of(kind);
    } catch (IllegalArgumentException e) {
      throw Parameters.bad("kind", "must be event, session, score or tag");
    }
  }
}
