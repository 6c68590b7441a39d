package io.impuls.segmentation.api;

import io.impuls.contracts.Ids;
import io.impuls.contracts.plan.TagDefinition;
import io.impuls.contracts.plan.TagDefinition.Merged;
import io.impuls.contracts.plan.TagDefinition.Sensitivity;
import io.impuls.segmentation.api.CatalogueViews.Said;
import io.impuls.segmentation.api.CatalogueViews.Saying;
import io.impuls.segmentation.domain.Tag;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What users say about tags: names, groups, colours, which need care, and which became one. */
@Path("/v1/tag-catalogue")
@Produces(MediaType.APPLICATION_JSON)
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Tag catalogue")
@Blocking
public class CatalogueResource {

  private final DefinitionDesk<TagDefinition, TagDefinition> desk;
  private final DefinitionFeed<TagDefinition, TagDefinition, Catalogue> feed;
  private final Caller caller;
  private final InstantSource clock;

  CatalogueResource(
      DefinitionDesk<TagDefinition, TagDefinition> desk,
      DefinitionFeed<TagDefinition, TagDefinition, Catalogue> feed,
      Caller caller,
      InstantSource clock) {
    this.desk = desk;
    this.feed = feed;
    this.caller = caller;
    this.clock = clock;
  }

  /** Gives what is said of tags, in the order of their keys. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "What is said of tags, of all or those of a group")
  public List<Said> all(@QueryParam("group") Optional<String> group) {
    return loaded().newest(caller.workspace()).stream()
        .map(Said::of)
        .filter(said -> group.isEmpty() || group.get().equals(said.group()))
        .sorted(java.util.Comparator.comparing(Said::tag))
        .toList();
  }

  /** Gives what is said of a tag. */
  @GET
  @Path("/{tag}")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "What is said of a tag")
  public Said one(String tag) {
    return Said.of(found(TagOrder.tag(tag)));
  }

  /** Says something of a tag; whether it is part of another stays. */
  @PUT
  @Path("/{tag}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Name a tag, put it into a group, give it a colour, mark it as sensitive",
      description = "The key in the address stays; only how it is shown changes")
  @APIResponse(responseCode = "201", description = "Nothing had been said of it before")
  @APIResponse(responseCode = "200", description = "It is said, or was said already")
  @APIResponse(responseCode = "409", description = "Somebody else said something first")
  public Response say(String tag, Saying saying) {
    Saying given = TagOrder.present(saying);
    Tag named = TagOrder.tag(tag);
    String name = given.name() == null ? named.name() : TagOrder.tag(given.name(), "/name").name();
    Merged merged = newest(named).map(TagDefinition::merged).orElse(null);
    return propose(
        new Proposal<>(
            given.version(),
            null,
            new TagDefinition(
                named.key(), name, given.group(), given.colour(), given.sensitivity(), merged)));
  }

  /** Makes a tag part of another. */
  @POST
  @Path("/{tag}/merge")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Make a tag part of another",
      description = "The scores that a contact has of both add up, and so does what comes later")
  public Response merge(String tag, TagOrder.Merge merging) {
    Tag from = TagOrder.tag(tag);
    TagOrder.present(merging).check();
    String into = TagOrder.tag(merging.into(), "/into").key();
    TagDefinition said = newest(from).orElseGet(() -> silent(from));
    if (said.merged() != null && said.merged().operation().equals(merging.operation())) {
      return Response.ok(Said.of(found(from))).build();
    }
    if (said.merged() != null) {
      throw new ProblemException(
          Problem.conflict(
              "'%s' is part of '%s' already: take that back first"
                  .formatted(from.key(), said.merged().into())));
    }
    Catalogue now = feed.index(caller.workspace()).orElse(Catalogue.EMPTY);
    if (now.resolve(into).equals(from.key())) {
      throw new ProblemException(
          Problem.invalid(
              "/into",
              into.equals(from.key())
                  ? "is another tag"
                  : "'%s' is part of '%s': that would be a circle".formatted(into, from.key())));
    }
    Merged merged =
        new Merged(
            into,
            merging.operation(),
            merging.reason().strip(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return propose(new Proposal<>(null, null, with(said, merged)));
  }

  /** Makes a tag one of its own again. */
  @POST
  @Path("/{tag}/unmerge")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Take a merge back",
      description = "Both tags have again what their own rules and acts came to")
  public Response unmerge(String tag) {
    TagDefinition said = found(TagOrder.tag(tag)).published().definition();
    return propose(new Proposal<>(null, null, with(said, null)));
  }

  private static TagDefinition silent(Tag tag) {
    return new TagDefinition(tag.key(), tag.name(), null, null, Sensitivity.NORMAL, null);
  }

  private static TagDefinition with(TagDefinition said, Merged merged) {
    return new TagDefinition(
        said.tag(), said.name(), said.group(), said.colour(), said.sensitivity(), merged);
  }

  private Response propose(Proposal<TagDefinition> proposal) {
    String id = id(proposal.definition().tag());
    return Refusals.answer(
        loaded().propose(caller.workspace(), id, proposal, caller.subject()), Said::of);
  }

  private Optional<TagDefinition> newest(Tag tag) {
    return loaded()
        .newest(caller.workspace(), id(tag.key()))
        .map(version -> version.published().definition());
  }

  private Version<TagDefinition, TagDefinition> found(Tag tag) {
    return loaded()
        .newest(caller.workspace(), id(tag.key()))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound("Nothing is said of the tag '" + tag.key() + "'")));
  }

  /** Keys have any letters, ids of definitions have not. */
  private String id(String key) {
    return Ids.derived(caller.workspace(), "tag", key).toString();
  }

  private DefinitionDesk<TagDefinition, TagDefinition> loaded() {
    if (!feed.loaded()) {
      throw Refusals.loading();
    }
    return desk;
  }
}
