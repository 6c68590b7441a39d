package io.impuls.segmentation.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.plan.MatrixDefinition;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import io.impuls.contracts.plan.TagDefinition;
import io.impuls.rules.Parsed;
import io.impuls.segmentation.config.SegmentationConfig;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.segmentation.domain.matrix.Matrices;
import io.impuls.segmentation.domain.matrix.Matrix;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.Decision;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.DefinitionFeed;
import io.impuls.streams.definitions.Proposal;
import io.impuls.streams.definitions.Version;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Segmentation matrices: read, and publish another version, whole or its rows as a CSV file. */
@Path("/v1/matrices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segmentation matrices")
@Blocking
public class MatrixResource {

  private static final String CSV = "text/csv";

  private final DefinitionDesk<MatrixDefinition, Matrix> desk;
  private final DefinitionFeed<MatrixDefinition, Matrix, Matrices> feed;
  private final DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue;
  private final Caller caller;
  private final SegmentationConfig config;
  private final InstantSource clock;

  MatrixResource(
      DefinitionDesk<MatrixDefinition, Matrix> desk,
      DefinitionFeed<MatrixDefinition, Matrix, Matrices> feed,
      DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue,
      Caller caller,
      SegmentationConfig config,
      InstantSource clock) {
    this.desk = desk;
    this.feed = feed;
    this.catalogue = catalogue;
    this.caller = caller;
    this.config = config;
    this.clock = clock;
  }

  /** Gives the newest version of each matrix that is not archived, without its rows. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The newest version of each matrix that is not archived, without its rows")
  public List<MatrixView> newest() {
    return loaded().newest(caller.workspace()).stream()
        .filter(matrix -> matrix.published().definition().state() != State.ARCHIVED)
        .map(matrix -> view(matrix, false))
        .toList();
  }

  /** Gives the newest version of each matrix that this one instance has loaded. */
  @GET
  @Path("/" + DefinitionDesk.RESERVED)
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Which versions the instance that answers judges by")
  public RuleResource.Loaded loadedVersions() {
    Map<String, Integer> versions = new TreeMap<>();
    loaded()
        .newest(caller.workspace())
        .forEach(one -> versions.put(one.published().id(), one.published().version()));
    return new RuleResource.Loaded(config.instanceId(), feed.fresh(), versions);
  }

  /** Gives the newest version of a matrix. */
  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The newest version of a matrix")
  public MatrixView matrix(String id) {
    return view(found(id), true);
  }

  /** Gives every version of a matrix, newest first, without the rows. */
  @GET
  @Path("/{id}/versions")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Every version of a matrix, newest first, without the rows")
  public List<MatrixView> versions(String id) {
    found(id);
    List<MatrixView> versions = new ArrayList<>();
    desk.versions(caller.workspace(), id).forEach(version -> versions.add(view(version, false)));
    Collections.reverse(versions);
    return versions;
  }

  /** Gives the rows of the newest version as a CSV file. */
  @GET
  @Path("/{id}/rows")
  @Produces(CSV)
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The rows of the newest version as a CSV file")
  public String rows(String id) {
    return MatrixSheet.write(found(id).published().definition().rows());
  }

  /**
   * Publishes the next version of a matrix. Sending the newest version again changes nothing, so a
   * request whose answer was lost can be repeated.
   */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Publish the next version of a matrix")
  @APIResponse(
      responseCode = "201",
      description = "The first version was published",
      content = @Content(schema = @Schema(implementation = MatrixView.class)))
  @APIResponse(
      responseCode = "200",
      description = "A later version was published, or the newest says the same already",
      content = @Content(schema = @Schema(implementation = MatrixView.class)))
  @APIResponse(responseCode = "409", description = "Somebody else published a version first")
  public Response publish(
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = MatrixDefinition.class)))
          String body)
      throws JsonProcessingException {
    return answer(id, Proposal.read(body, MatrixDefinition.class), Function.identity());
  }

  /**
   * Publishes the next version of a matrix with the rows of a CSV file; all else is as before.
   *
   * @param name shown name; left out, as before, or for a first version the id
   * @param version number that this version shall get; left out, whatever is next
   */
  @PUT
  @Path("/{id}/rows")
  @Consumes(CSV)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Publish the next version of a matrix with the rows of a CSV file",
      description = "What is wrong is pointed at by line and column of the file")
  @APIResponse(
      responseCode = "201",
      description = "The first version was published",
      content = @Content(schema = @Schema(implementation = MatrixView.class)))
  @APIResponse(
      responseCode = "200",
      description = "A later version was published, or the newest says the same already",
      content = @Content(schema = @Schema(implementation = MatrixView.class)))
  @APIResponse(responseCode = "409", description = "Somebody else published a version first")
  public Response replaceRows(
      String id,
      @QueryParam("name") Optional<String> name,
      @QueryParam("version") Optional<Integer> version,
      String file) {
    Parsed<MatrixSheet> read = MatrixSheet.read(file);
    if (!read.problems().isEmpty()) {
      throw Refusals.of(read.problems());
    }
    MatrixSheet sheet = read.orElseThrow();
    Optional<MatrixDefinition> before =
        loaded().newest(caller.workspace(), id).map(newest -> newest.published().definition());
    MatrixDefinition next =
        new MatrixDefinition(
            name.or(() -> before.map(MatrixDefinition::name)).orElse(id),
            sheet.rows(),
            before.map(MatrixDefinition::newTagsPerDay).orElse(null),
            before.map(MatrixDefinition::cap).orElse(null),
            before.map(MatrixDefinition::ttl).orElse(null),
            before.map(MatrixDefinition::state).orElse(null));
    return answer(id, new Proposal<>(version.orElse(null), null, next), sheet::placed);
  }

  private Response answer(
      String id,
      Proposal<MatrixDefinition> proposal,
      Function<List<io.impuls.rules.Problem>, List<io.impuls.rules.Problem>> places) {
    Decision<MatrixDefinition, Matrix> decision =
        loaded().propose(caller.workspace(), id, proposal, caller.subject());
    if (decision instanceof Decision.Refused<MatrixDefinition, Matrix> refused) {
      throw Refusals.of(places.apply(refused.problems()));
    }
    return Refusals.answer(decision, version -> view(version, false));
  }

  private MatrixView view(Version<MatrixDefinition, Matrix> version, boolean whole) {
    Catalogue said = catalogue.index(caller.workspace()).orElse(Catalogue.EMPTY);
    return MatrixView.of(version, clock.instant(), said, whole);
  }

  private Version<MatrixDefinition, Matrix> found(String id) {
    return loaded()
        .newest(caller.workspace(), id)
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("There is no matrix '" + id + "'")));
  }

  private DefinitionDesk<MatrixDefinition, Matrix> loaded() {
    if (!feed.loaded()) {
      throw Refusals.loading();
    }
    return desk;
  }
}
