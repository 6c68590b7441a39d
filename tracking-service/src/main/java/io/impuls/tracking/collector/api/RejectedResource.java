package io.impuls.tracking.collector.api;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.RejectionRepair.Form;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.rejected.Rejection;
import io.impuls.tracking.collector.rejected.Rejection.Place;
import io.impuls.tracking.collector.rejected.RejectionDesk;
import io.impuls.tracking.collector.rejected.RejectionDesk.Outcome;
import io.impuls.tracking.collector.rejected.Rejections;
import io.impuls.tracking.collector.sources.SourceDesk;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was refused: look at it, mend it, send it again once. */
@Path("/v1/rejected")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rejected events")
@Blocking
@RolesAllowed(Roles.OPERATOR)
public class RejectedResource {

  private static final int MOST = 500;

  /** Bytes of a repaired event: no key allows more. */
  private static final int LARGEST = 256 << 10;

  private final Rejections rejections;
  private final RejectionDesk desk;
  private final SourceDesk sources;
  private final Caller caller;

  RejectedResource(Rejections rejections, RejectionDesk desk, SourceDesk sources, Caller caller) {
    this.rejections = rejections;
    this.desk = desk;
    this.sources = sources;
    this.caller = caller;
  }

  /**
   * Some refused events.
   *
   * @param rejected the newest first
   * @param before where to go on; null when there are no older ones
   */
  public record Page(List<RejectionView> rejected, String before) {}

  /** Gives the newest refused events. */
  @GET
  @Operation(summary = "Refused events, newest first")
  public Page newest(
      @QueryParam("reason") String reason,
      @QueryParam("before") String before,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    UUID workspace = caller.workspace();
    if (limit < 1 || limit > MOST) {
      throw new ProblemException(Problem.invalid("limit", "must be 1 to " + MOST));
    }
    Place from = before == null ? null : place(before, "before");
    Rejections.Page page = rejections.newest(workspace, reason(reason), from, limit);
    return new Page(
        page.found().stream().map(RejectionView::brief).toList(),
        page.before() == null ? null : page.before().toString());
  }

  /** Gives one refused event with its payload. */
  @GET
  @Path("/{id}")
  @Operation(summary = "A refused event with its payload, and its repair")
  public RejectionView one(String id) {
    return RejectionView.of(find(caller.workspace(), id));
  }

  /** Keeps a repaired event for it. */
  @POST
  @Path("/{id}/repair")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary =
          "Keep a repaired event to be replayed: as JSON of POST /v1/events, or (form=sent) as its"
              + " sender wrote it")
  public RejectionView repair(
      String id,
      @QueryParam("source") String source,
      @QueryParam("form") @DefaultValue("native") String form,
      String payload)
      throws InterruptedException {
    UUID workspace = caller.workspace();
    if (payload == null || payload.isBlank()) {
      throw new ProblemException(Problem.invalid("", "Send the repaired event as JSON"));
    }
    if (payload.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new ProblemException(
          Problem.of(413, "Too large", "An event may have %d bytes".formatted(LARGEST)));
    }
    Rejection found = find(workspace, id);
    return done(
        desk.repair(
            found,
            payload,
            form(form),
            source(workspace, found, source),
            caller.subject(),
            InstantSource.system().instant()));
  }

  /** Sends it again: as repaired, else as it came. Only once. */
  @POST
  @Path("/{id}/replay")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Send a refused event again, as repaired or as it came; once only")
  public RejectionView replay(String id, @QueryParam("source") String source)
      throws InterruptedException {
    UUID workspace = caller.workspace();
    Rejection found = find(workspace, id);
    return done(
        desk.replay(
            found,
            source(workspace, found, source),
            caller.subject(),
            InstantSource.system().instant()));
  }

  private static RejectionView done(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return RejectionView.of(done.rejection());
    }
    if (outcome instanceof Outcome.ReplayedBefore before) {
      throw new ProblemException(
          Problem.conflict(
              "It was replayed at %s and is the event %s"
                  .formatted(before.repair().at(), before.repair().eventId())));
    }
    if (outcome instanceof Outcome.NeedsRepair) {
      throw new ProblemException(
          Problem.conflict(
              "What came by this route cannot be sent again as it is: POST it as an event of"
                  + " /v1/events to .../repair first"));
    }
    Refusal why = ((Outcome.StillRefused) outcome).why();
    throw new ProblemException(
        new Problem(
            Problem.INVALID,
            "The event would be refused again",
            422,
            "%s: %s".formatted(why.reason(), why.detail()),
            List.of(new FieldError(why.field(), why.detail()))));
  }

  private Rejection find(UUID workspace, String id) {
    return rejections
        .find(workspace, place(id, "id"))
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("There is no such refused event")));
  }

  private TrackingSource source(UUID workspace, Rejection rejection, String named) {
    if (!sources.ready()) {
      throw new ProblemException(
          Problem.unavailable("The sources are not loaded here yet"), Duration.ofSeconds(1));
    }
    Optional<TrackingSource> own = desk.sourceOf(rejection);
    if (named == null && own.isPresent()) {
      return own.get();
    }
    String id = named != null ? named : rejection.event().source();
    if (id == null) {
      throw new ProblemException(
          Problem.invalid("source", "It came with no key: say which source it shall be of"));
    }
    List<TrackingSource> keys =
        sources.keys(workspace, id).stream().filter(TrackingSource::enabled).toList();
    if (keys.isEmpty()) {
      throw new ProblemException(
          Problem.conflict("There is no source '%s' any more; name another".formatted(id)));
    }
    return keys.get(keys.size() - 1);
  }

  private static Form form(String text) {
    return Arrays.stream(Form.values())
        .filter(form -> form.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new ProblemException(Problem.invalid("form", "must be native or sent")));
  }

  private static Place place(String text, String parameter) {
    return Place.of(text)
        .orElseThrow(
            () -> new ProblemException(Problem.invalid(parameter, "must be such as '7-1042'")));
  }

  private static RejectionReason reason(String text) {
    if (text == null) {
      return null;
    }
    return Arrays.stream(RejectionReason.values())
        .filter(reason -> reason.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.invalid(
                        "reason", "must be one of " + List.of(RejectionReason.values()))));
  }
}
