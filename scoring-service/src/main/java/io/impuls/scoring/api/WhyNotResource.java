package io.impuls.scoring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.EventSearch;
import io.impuls.scoring.domain.Explainer;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.Why;
import io.impuls.scoring.domain.WhyNot;
import io.impuls.scoring.domain.traits.TraitHistory;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionFeed;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why an event of a person gave nothing, or less than it might (semantics 3.9). */
@Path("/v1/scores/{person}/why-not")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scores")
@Blocking
public class WhyNotResource {

  /** How far back an event is looked for of which the ledger knows nothing. */
  private static final Duration USUAL = Duration.ofDays(1);

  /** Clocks of brokers and collectors differ by less. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final PersonLookup people;
  private final EventSearch events;
  private final DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans;
  private final Caller caller;
  private final InstantSource clock;

  WhyNotResource(
      PersonLookup people,
      EventSearch events,
      DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> plans,
      Caller caller,
      InstantSource clock) {
    this.people = people;
    this.events = events;
    this.plans = plans;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * The answer.
   *
   * @param person who; another than asked for when that one was merged into this
   * @param whyNot each rule's verdict
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(UUID person, WhyNot whyNot) {}

  /** Gives every rule's verdict on an event. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Why an event gave nothing: what every rule made of it",
      description =
          "The event is looked for among those published since a time; without one, since the"
              + " ledger knows it, or for a day")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Answer.class)))
  @APIResponse(responseCode = "404", description = "The person has no such event since then")
  public Response whyNot(
      UUID person,
      @QueryParam("event") String event,
      @QueryParam("since") Optional<String> since,
      @QueryParam("plan") Optional<String> plan,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam(OneHop.HEADER) String hop) {
    UUID id = id(event);
    Optional<Instant> from = since.map(text -> Times.parse("since", text));
    String query =
        "/why-not?event="
            + id
            + from.map(time -> "&since=" + time).orElse("")
            + plan.map(one -> "&plan=" + URLEncoder.encode(one, StandardCharsets.UTF_8)).orElse("");
    return people.answer(
        new PersonKey(caller.workspace(), person),
        authorization,
        hop,
        query,
        found -> answer(person, found, id, from, plan));
  }

  private Answer answer(
      UUID asked,
      PersonLookup.Found.Here found,
      UUID event,
      Optional<Instant> since,
      Optional<String> plan) {
    UUID workspace = found.person().workspace();
    UUID person = found.person().person();
    PlanVersions known = plans.index(workspace).orElse(PlanVersions.NONE);
    List<Entry> log =
        found
            .scores()
            .map(scores -> scores.current(clock.instant(), known).log())
            .orElse(List.of());
    List<Why> entries =
        new Explainer(known, log)
            .of(event).stream()
                .filter(why -> plan.isEmpty() || plan.get().equals(why.plan()))
                .toList();
    List<Match> matches =
        log.stream().map(Entry::match).filter(match -> match.eventId().equals(event)).toList();
    Instant from =
        since.orElseGet(
            () ->
                matches.stream()
                    .map(match -> match.receivedAt().minus(MARGIN))
                    .findFirst()
                    .orElse(clock.instant().minus(USUAL)));
    Set<UUID> persons = new HashSet<>(List.of(asked, person));
    matches.forEach(match -> persons.add(match.originalPerson()));
    EventSearch.Result result = events.find(workspace, persons, event, from);
    if (result.event().isPresent()) {
      return new Answer(
          person,
          WhyNot.of(known, person, plan, result.event().get(), entries, TraitHistory.of(log)));
    }
    if (entries.isEmpty()) {
      throw new ProblemException(Problem.notFound(missing(from, result.complete())));
    }
    return new Answer(person, WhyNot.ofLedger(entries));
  }

  private static String missing(Instant from, boolean complete) {
    return complete
        ? "The person has no such event that was published since %s: name an earlier \"since\""
            .formatted(from)
        : ("The events since %s could not be looked through in time: name a later \"since\", just"
                + " before the event was received")
            .formatted(from);
  }

  private static UUID id(String event) {
    try {
      if (event != null) {
        return UUID.fromString(event);
      }
    } catch (IllegalArgumentException e) {
      // Said below: to the caller it makes no difference why it is none.
    }
    throw new ProblemException(
        Problem.invalid("event", "is the id of an event, as /why and the timeline name it"));
  }
}
