package io.impuls.scoring.api;

import io.impuls.service.feed.TopicFeed;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Named;
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

/** The topics of scoring as server-sent events, for tools that do not speak Kafka. */
@Path("/v1/feeds")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Tag(name = "Feeds")
@Blocking
public class FeedResource {

  private final TopicFeed changes;
  private final TopicFeed decisions;
  private final Caller caller;

  FeedResource(
      @Named("score-changes") TopicFeed changes,
      @Named("decisions") TopicFeed decisions,
      Caller caller) {
    this.changes = changes;
    this.decisions = decisions;
    this.caller = caller;
  }

  /** Tells changes of scores and bands as they come. */
  @GET
  @Path("/score-changes")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Changes of scores and bands as they come, as CloudEvents",
      description = "Go on where you stopped by Last-Event-ID or from: now, beginning or an id")
  public Multi<OutboundSseEvent> scoreChanges(
      @Context Sse sse,
      @QueryParam("from") Optional<String> from,
      @QueryParam("plan") Optional<String> plan,
      @QueryParam("person") Optional<UUID> person,
      @HeaderParam("Last-Event-ID") Optional<String> last) {
    return open(changes, sse, last.or(() -> from), plan, person);
  }

  /** Tells what became of matches as it is decided. */
  @GET
  @Path("/decisions")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "What became of every match of a rule, as CloudEvents",
      description = "Go on where you stopped by Last-Event-ID or from: now, beginning or an id")
  public Multi<OutboundSseEvent> decisions(
      @Context Sse sse,
      @QueryParam("from") Optional<String> from,
      @QueryParam("plan") Optional<String> plan,
      @QueryParam("person") Optional<UUID> person,
      @HeaderParam("Last-Event-ID") Optional<String> last) {
    return open(decisions, sse, last.or(() -> from), plan, person);
  }

  private Multi<OutboundSseEvent> open(
      TopicFeed feed,
      Sse sse,
      Optional<String> from,
      Optional<String> plan,
      Optional<UUID> person) {
    return feed.open(sse, from.orElse("now"), caller, person, TopicFeed.saying("plan", plan));
  }
}
