package io.impuls.segmentation.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.segmentation.config.SegmentationConfig;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tag rules: read, and publish another version. */
@Path("/v1/tag-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tag rules")
@Blocking
public class RuleResource {

  private final DefinitionDesk<TagRuleDefinition, TagRule> desk;
  private final DefinitionFeed<TagRuleDefinition, TagRule, TagRules> feed;
  private final DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue;
  private final Caller caller;
  private final SegmentationConfig config;
  private final InstantSource clock;

  RuleResource(
      DefinitionDesk<TagRuleDefinition, TagRule> desk,
      DefinitionFeed<TagRuleDefinition, TagRule, TagRules> feed,
      DefinitionFeed<TagDefinition, TagDefinition, Catalogue> catalogue,
      Caller caller,
      InstantSource clock,
      SegmentationConfig config) {
    this.desk = desk;
    this.feed = feed;
    this.catalogue = catalogue;
    this.caller = caller;
    this.clock = clock;
    this.config = config;
  }

  /** Gives the newest version of each rule. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The newest version of each tag rule")
  public List<RuleView> newest() {
    return views(loaded().newest(caller.workspace()));
  }

  /** Gives the newest version of each rule that this one instance has loaded. */
  @GET
  @Path("/" + DefinitionDesk.RESERVED)
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Which versions the instance that answers judges by")
  public Loaded loadedVersions() {
    Map<String, Integer> versions = new TreeMap<>();
    newest().forEach(rule -> versions.put(rule.id(), rule.version()));
    return new Loaded(config.instanceId(), feed.fresh(), versions);
  }

  /** Gives the newest version of a rule. */
  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The newest version of a tag rule")
  public RuleView rule(String id) {
    return versions(id).get(0);
  }

  /** Gives every version of a rule, newest first. */
  @GET
  @Path("/{id}/versions")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Every version of a tag rule, newest first")
  public List<RuleView> versions(String id) {
    List<RuleView> versions = new ArrayList<>(views(loaded().versions(caller.workspace(), id)));
    if (versions.isEmpty()) {
      throw new ProblemException(Problem.notFound("There is no tag rule '" + id + "'"));
    }
    Collections.reverse(versions);
    return versions;
  }

  /**
   * Publishes the next version of a rule. Sending the newest version again changes nothing, so a
   * request whose answer was lost can be repeated.
   */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Publish the next version of a tag rule")
  @APIResponse(
      responseCode = "201",
      description = "The first version was published",
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  @APIResponse(
      responseCode = "200",
      description = "A later version was published, or the newest says the same already",
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  public Response publish(
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = RuleBody.class)))
          String body)
      throws JsonProcessingException {
    Proposal<TagRuleDefinition> proposal = Proposal.read(body, TagRuleDefinition.class);
    return Refusals.answer(
        loaded().propose(caller.workspace(), id, proposal, caller.subject()), this::view);
  }

  private DefinitionDesk<TagRuleDefinition, TagRule> loaded() {
    if (!feed.loaded()) {
      throw Refusals.loading();
    }
    return desk;
  }

  private List<RuleView> views(List<Version<TagRuleDefinition, TagRule>> versions) {
    return versions.stream().map(this::view).toList();
  }

  private RuleView view(Version<TagRuleDefinition, TagRule> version) {
    return RuleView.of(
        version, clock.instant(), catalogue.index(caller.workspace()).orElse(Catalogue.EMPTY));
  }

  /**
   * What an instance has loaded.
   *
   * @param instance which instance answers
   * @param fresh whether it may judge by what it has
   * @param versions rule id to newest version
   */
  public record Loaded(String instance, boolean fresh, Map<String, Integer> versions) {}
}
