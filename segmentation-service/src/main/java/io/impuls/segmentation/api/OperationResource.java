package io.impuls.segmentation.api;

import io.impuls.contracts.Points;
import io.impuls.contracts.tag.TagAct.Kind;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tags given to, or taken from, many persons at once, and operations taken back (SG-20, SG-23). */
@Path("/v1/tag-operations/{operation}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tags")
@Blocking
public class OperationResource {

  private final HandDesk desk;
  private final Caller caller;

  OperationResource(HandDesk desk, Caller caller) {
    this.desk = desk;
    this.caller = caller;
  }

  /**
   * What an operation did.
   *
   * @param operation its id
   * @param tag key of the tag
   * @param act what was done
   * @param points points added to each; 0 for {@code REMOVE}
   * @param persons to how many persons
   */
  public record Done(String operation, String tag, Kind act, Points points, int persons) {}

  /**
   * What was taken back.
   *
   * @param operation id of the operation
   * @param persons of how many persons' tags
   */
  public record Undone(String operation, int persons) {}

  /** Gives a tag to a list of persons, or takes it from them. */
  @PUT
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Give a tag to a list of persons, or take it from them",
      description = "Sent again under the same id, each person counts once.")
  @APIResponse(responseCode = "200", description = "It is recorded, and counts within moments")
  public Done change(String operation, TagOrder.Bulk order) {
    TagOrder.present(order).check(operation);
    io.impuls.segmentation.domain.Tag tag = TagOrder.tag(order.tag());
    Points points = TagOrder.points(order.act(), order.points());
    int persons =
        desk.change(why(operation, order.reason()), order.persons(), tag, order.act(), points);
    return new Done(operation, tag.key(), order.act(), points, persons);
  }

  /** Takes back what an operation did. */
  @POST
  @Path("/undo")
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Take back what an operation did",
      description = "Works for 30 days, and for changes of one person's tag, too.")
  @APIResponse(responseCode = "200", description = "It is recorded, and counts within moments")
  @APIResponse(responseCode = "404", description = "There is no such operation, or it is too old")
  public Undone undo(String operation, TagOrder.Undo order) {
    TagOrder.present(order).check(operation);
    return new Undone(operation, desk.undo(why(operation, order.reason())));
  }

  private HandDesk.Why why(String operation, String reason) {
    return new HandDesk.Why(caller.workspace(), caller.subject(), operation, reason);
  }
}
