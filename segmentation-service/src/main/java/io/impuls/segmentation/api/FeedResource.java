package io.impuls.segmentation.api;

import io.impuls.service.feed.TopicFeed;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes of tags as server-sent events, for tools that do not speak Kafka. */
@Path("/v1/feeds")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Tag(name = "Feeds")
@Blocking
public class FeedResource {

  private final TopicFeed changes;
  private final Caller caller;

  FeedResource(TopicFeed changes, Caller caller) {
    this.changes = changes;
    this.caller = caller;
  }

  /** Tells changes of tags as they come. */
  @GET
  @Path("/tag-changes")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Changes of tags as they come, as CloudEvents",
      description = "Go on where you stopped by Last-Event-ID or from: now, beginning or an id")
  public Multi<OutboundSseEvent> tagChanges(
      @Context Sse sse,
      @QueryParam("from") Optional<String> from,
      @QueryParam("tag") Optional<String> tag,
      @QueryParam("person") Optional<UUID> person,
      @HeaderParam("Last-Event-ID") Optional<String> last) {
    Optional<String> key = tag.map(name -> TagOrder.tag(name).key());
    return changes.open(
        sse, last.or(() -> from).orElse("now"), caller, person, TopicFeed.saying("tag", key));
  }
}
