package io.impuls.contact.api;

import io.impuls.service.security.Roles;
import io.impuls.service.topic.PartitionPosition;
import io.impuls.service.topic.TopicReader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How far this instance has come with the topics. */
@Path("/v1/projection")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
public class ProjectionResource {

  private final TopicReader reader;

  public ProjectionResource(TopicReader reader) {
    this.reader = reader;
  }

  /**
   * Progress of the projection.
   *
   * @param ready whether it reads and its last batch went well
   * @param lag records still to come over the partitions of this instance; -1 while unknown
   * @param asOf when the ends behind the lag were asked for; with a lag of 0 everything before is
   *     in the databases
   * @param positions one for each partition of this instance
   */
  public record Progress(
      boolean ready, long lag, Instant asOf, List<PartitionPosition> positions) {}

  @GET
  @Operation(summary = "Positions and lag of the projection, for operators")
  public Progress progress() {
    // first when, then how much: the other way round an old lag could get a young date
    Instant asOf = reader.lagAsOf().orElse(null);
    return new Progress(reader.ready(), reader.lag(), asOf, reader.positions());
  }
}
