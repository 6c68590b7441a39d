package io.impuls.service.webhook;

import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The topics of a service by signed webhooks, for tools that neither speak Kafka nor listen. Not
 * for viewers: an address can be a secret. Part of the services that say so when they are built.
 */
@IfBuildProperty(name = "impuls.webhooks.served", stringValue = "true")
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
@Tag(name = "Webhooks")
@Blocking
public class WebhookResource {

  private final WebhookDesk desk;
  private final Caller caller;

  WebhookResource(WebhookDesk desk, Caller caller) {
    this.desk = desk;
    this.caller = caller;
  }

  /**
   * From where to tell again.
   *
   * @param position {@code now}, {@code beginning}, an instant, the position of a delivered event,
   *     or that of the webhook
   */
  public record Replay(String position) {}

  /** Registers a webhook. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Have the records of a topic posted to an address",
      description =
          "By the Standard Webhooks specification. The answer has the secret, which is not shown"
              + " again. from: now, beginning, a time, or a position of all partitions")
  @APIResponse(
      responseCode = "201",
      description = "It is told from now on",
      content = @Content(schema = @Schema(implementation = WebhookView.class)))
  public Response register(WebhookDesk.Order order) {
    WebhookView registered = desk.register(caller.workspace(), order, caller.subject());
    return Response.created(URI.create("/v1/webhooks/" + registered.id()))
        .entity(registered)
        .build();
  }

  /** Gives all webhooks. */
  @GET
  @Operation(summary = "The workspace's webhooks, oldest first")
  public List<WebhookView> all() {
    return desk.list(caller.workspace());
  }

  /** Gives a webhook. */
  @GET
  @Path("/{id}")
  @Operation(summary = "A webhook: how far it is, and what failed last")
  public WebhookView one(UUID id) {
    return desk.find(caller.workspace(), id);
  }

  /** Ends a webhook. */
  @DELETE
  @Path("/{id}")
  @Operation(summary = "End a webhook for good")
  public void delete(UUID id) {
    desk.delete(caller.workspace(), id, caller.subject());
  }

  /** Holds a webhook. */
  @POST
  @Path("/{id}/pause")
  @Operation(summary = "Hold a webhook at its place")
  public WebhookView pause(UUID id) {
    return desk.pause(caller.workspace(), id, caller.subject());
  }

  /** Lets a webhook go on. */
  @POST
  @Path("/{id}/resume")
  @Operation(summary = "Let a webhook go on where it was paused, suspended or disabled")
  public WebhookView resume(UUID id) {
    return desk.resume(caller.workspace(), id, caller.subject());
  }

  /** Tells a webhook again from a place on. */
  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Tell again from a place on, under the same webhook-ids",
      description =
          "The position of a delivered event moves its partition alone; what follows of it is told"
              + " again. The webhook is active then")
  public WebhookView replay(UUID id, Replay replay) {
    return desk.replay(
        caller.workspace(), id, replay == null ? null : replay.position(), caller.subject());
  }

  /** Makes a new secret. */
  @POST
  @Path("/{id}/secret")
  @Operation(
      summary = "Make a new secret",
      description = "Until formerSecretUntil deliveries are signed with the former one too")
  public WebhookView rotate(UUID id) {
    return desk.rotate(caller.workspace(), id, caller.subject());
  }

  /** Sends a test. */
  @POST
  @Path("/{id}/test")
  @Operation(summary = "Send an event of type io.impuls.webhook.test.v1 now, and give the answer")
  public WebhookView.Tested test(UUID id) {
    return desk.test(caller.workspace(), id);
  }
}
