package io.impuls.tracking.collector.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Json;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.tracking.collector.domain.SourceSettings;
import io.impuls.tracking.collector.sources.SourceDesk;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sites, apps and backends that may send, and their keys. */
@Path("/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sources")
@Blocking
@RolesAllowed(Roles.OPERATOR)
public class SourceResource {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final SourceDesk desk;
  private final Caller caller;

  SourceResource(SourceDesk desk, Caller caller) {
    this.desk = desk;
    this.caller = caller;
  }

  /**
   * What to do with the keys there are.
   *
   * @param oldKeysUntil until when they live on; absent for as long as before
   */
  public record Rotation(Instant oldKeysUntil) {}

  /** Gives every source of the caller's workspace. */
  @GET
  @Operation(summary = "Every source with its keys; secret keys by their ids")
  public List<SourceView> sources() {
    UUID workspace = caller.workspace();
    Map<String, List<TrackingSource>> bySource = new LinkedHashMap<>();
    for (TrackingSource one : desk().keys(workspace)) {
      bySource.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(one);
    }
    return bySource.values().stream().map(SourceView::of).toList();
  }

  /** Makes a source with its first key. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a source; the answer is the only one that shows a secret key")
  public Response create(SourceBody body) throws InterruptedException {
    UUID workspace = caller.workspace();
    if (body == null) {
      throw new ProblemException(Problem.invalid("", "Send the source as a JSON object"));
    }
    return desk()
        .create(workspace, body.settings(), change())
        .map(SourceResource::made)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.conflict(
                        "There is a source '%s' already; for a further key POST to /v1/sources/%s/keys"
                            .formatted(body.id(), body.id()))));
  }

  /** Puts other settings in place of a source's, at once for all of its keys. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change a source's settings; what is absent becomes its default")
  public SourceView change(String id, SourceBody body) throws InterruptedException {
    UUID workspace = caller.workspace();
    if (body == null) {
      throw new ProblemException(Problem.invalid("", "Send the source as a JSON object"));
    }
    List<TrackingSource> keys = desk().keys(workspace, id);
    if (!keys.isEmpty()) {
      keys = desk().change(workspace, body.settingsOf(id, keys.get(0).kind()), change());
    }
    if (keys.isEmpty()) {
      throw new ProblemException(Problem.notFound("There is no such source"));
    }
    return SourceView.of(keys);
  }

  /** Makes a further key of a source; the old ones live on as told. */
  @POST
  @Path("/{id}/keys")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Make a further key; the old ones live until oldKeysUntil")
  public Response rotate(
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = Rotation.class)))
          String body)
      throws InterruptedException, JsonProcessingException {
    UUID workspace = caller.workspace();
    boolean empty = body == null || body.isBlank();
    Instant until = empty ? null : Json.mapper().readValue(body, Rotation.class).oldKeysUntil();
    return desk()
        .rotate(workspace, id, until, change())
        .map(SourceResource::made)
        .orElseThrow(() -> new ProblemException(Problem.notFound("There is no such source")));
  }

  /** Ends a key at once. With its last key a source is gone; what it sent stays. */
  @DELETE
  @Path("/{id}/keys/{keyId}")
  @Operation(summary = "End a key at once")
  public Response remove(String id, String keyId) throws InterruptedException {
    UUID workspace = caller.workspace();
    if (!desk().remove(workspace, id, keyId)) {
      throw new ProblemException(Problem.notFound("There is no such key of this source"));
    }
    return Response.noContent().build();
  }

  private SourceSettings.Change change() {
    return new SourceSettings.Change(caller.subject(), InstantSource.system().instant());
  }

  private SourceDesk desk() {
    if (!desk.ready()) {
      throw new ProblemException(Problem.unavailable("The sources are not loaded here yet"), RETRY);
    }
    return desk;
  }

  private static Response made(SourceDesk.NewKey key) {
    return Response.status(Response.Status.CREATED)
        .header("Cache-Control", "no-store")
        .entity(new SourceView.Made(key.record().id(), key.record().keyId(), key.secret()))
        .build();
  }
}
