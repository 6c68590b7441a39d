package io.impuls.streams.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DefinitionDeskTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String RULE = "{'name':'n','anyOf':[{'event':'page.viewed'}],'tag':'%s'%s}";

  private final Definitions<TagRuleDefinition, String> log =
      new Definitions<>(
          published -> published.definition().tag(), rule -> rule.tag().startsWith("DRAFT"));
  private Published<TagRuleDefinition> rival;

  private final DefinitionDesk<TagRuleDefinition, String> desk =
      new DefinitionDesk<>(
          log::all,
          this::append,
          published ->
              published.definition().tag() == null
                  ? new Parsed.Failed<String>(List.of(new Problem("/tag", "missing")))
                  : new Parsed.Ok<>(published.definition().tag()),
          Duration.ofDays(30),
          () -> NOON,
          () -> true);

  /** The feed ends its loading while it is asked, and had told nothing until then. */
  @Test
  void whatIsStillBeingLoadedIsNotMissing() {
    AtomicBoolean loaded = new AtomicBoolean();
    DefinitionDesk<TagRuleDefinition, String> loading =
        new DefinitionDesk<>(
            workspace -> {
              loaded.set(true);
              return List.of();
            },
            this::append,
            published -> new Parsed.Ok<>("A"),
            Duration.ofDays(30),
            () -> NOON,
            loaded::get);

    assertThat(loading.known(WORKSPACE, "r")).isEmpty();
    assertThat(desk.known(WORKSPACE, "r")).contains(List.of());
  }

  @Test
  void aFirstVersionIsCreatedAndALaterOneRevisesIt() throws JsonProcessingException {
    assertThat(propose("r", "A", "")).isInstanceOf(Decision.Created.class);
    assertThat(propose("r", "B", "")).isInstanceOf(Decision.Revised.class);

    assertThat(desk.versions(WORKSPACE, "r"))
        .extracting(version -> version.published().version())
        .containsExactly(1, 2);
    assertThat(desk.newest(WORKSPACE, "r").orElseThrow().compiled()).isEqualTo("B");
    assertThat(desk.newest(WORKSPACE)).hasSize(1);
  }

  @Test
  void sayingTheSameAgainPublishesNothing() throws JsonProcessingException {
    propose("r", "A", ",'increment':0.5,'effectiveFrom':'2026-11-01T00:00:00Z'");

    assertThat(propose("r", "A", ",'increment':0.5,'effectiveFrom':'2026-11-01T00:00:00Z'"))
        .isInstanceOf(Decision.Unchanged.class);
    assertThat(propose("r", "A", ",'increment':0.5")).isInstanceOf(Decision.Unchanged.class);
    assertThat(desk.versions(WORKSPACE, "r")).hasSize(1);
  }

  @Test
  void theFirstVersionThatTakesEffectMayReachBackAlsoAfterDrafts() throws JsonProcessingException {
    String past = ",'effectiveFrom':'2026-11-01T00:00:00Z'";
    propose("r", "DRAFT", "");

    assertThat(propose("r", "A", past)).isInstanceOf(Decision.Revised.class);
    assertThat(propose("r", "B", past)).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void anAuthorWhoMeantAnotherVersionIsInConflict() throws JsonProcessingException {
    propose("r", "A", "");
    propose("r", "B", "");

    assertThat(propose("r", "C", ",'version':2")).isInstanceOf(Decision.Conflict.class);
    assertThat(propose("r", "C", ",'version':3")).isInstanceOf(Decision.Revised.class);
  }

  @Test
  void theSecondOfTwoAuthorsIsInConflict() throws JsonProcessingException {
    rival =
        new Published<>(
            WORKSPACE, "r", 1, new UUID(9, 9), null, "rival", read("X", "").definition());

    assertThat(propose("r", "A", "")).isInstanceOf(Decision.Conflict.class);
    assertThat(desk.newest(WORKSPACE, "r").orElseThrow().compiled()).isEqualTo("X");
  }

  @Test
  void onlyAFirstVersionMayBeginInThePastAndNotBeforeTheHorizon() throws JsonProcessingException {
    assertThat(pointers(propose("r", "A", ",'effectiveFrom':'2026-10-23T11:59:59Z'")))
        .containsExactly("/effectiveFrom");
    assertThat(propose("r", "A", ",'effectiveFrom':'2026-10-23T12:00:00Z'"))
        .isInstanceOf(Decision.Created.class);
    assertThat(pointers(propose("r", "B", ",'effectiveFrom':'2026-11-22T12:00:09Z'")))
        .containsExactly("/effectiveFrom");
    assertThat(propose("r", "B", ",'effectiveFrom':'2026-11-22T12:00:10Z'"))
        .isInstanceOf(Decision.Revised.class);
  }

  @Test
  void refusesWrongIdsAndWrongContentTogether() throws JsonProcessingException {
    Proposal<TagRuleDefinition> untagged =
        new Proposal<>(null, null, new TagRuleDefinition("n", null, null, null, null));

    assertThat(pointers(desk.propose(WORKSPACE, "a/b", untagged, "me")))
        .containsExactly("id", "/tag");
    assertThat(desk.newest(WORKSPACE)).isEmpty();
  }

  @Test
  void aFieldThatIsNotKnownIsNamed() {
    assertThatThrownBy(() -> read("A", ",'capp':{}"))
        .isInstanceOf(JsonMappingException.class)
        .hasMessageContaining("capp");
    assertThatThrownBy(() -> read("A", ",'effectiveFrom':'soon'"))
        .isInstanceOf(JsonMappingException.class)
        .hasMessageContaining("effectiveFrom");
    assertThatThrownBy(() -> read("A", ",'tag':'B'")).hasMessageContaining("tag");
    assertThatThrownBy(() -> Proposal.read("[]", TagRuleDefinition.class))
        .isInstanceOf(JsonMappingException.class);
  }

  private Publication<TagRuleDefinition, String> append(Published<TagRuleDefinition> proposal) {
    if (rival != null) {
      log.accept(rival, NOON);
    }
    Version<TagRuleDefinition, String> holder = log.accept(proposal, NOON);
    return holder.published().proposalId().equals(proposal.proposalId())
        ? new Publication.Won<>(holder)
        : new Publication.Conflict<>(holder);
  }

  private Decision<TagRuleDefinition, String> propose(String id, String tag, String more)
      throws JsonProcessingException {
    return desk.propose(WORKSPACE, id, read(tag, more), "me");
  }

  private static Proposal<TagRuleDefinition> read(String tag, String more)
      throws JsonProcessingException {
    String body = RULE.formatted(tag, more).replace('\'', '"');
    return Proposal.read(body, TagRuleDefinition.class);
  }

  private static List<String> pointers(Decision<TagRuleDefinition, String> decision) {
    return decision instanceof Decision.Refused<TagRuleDefinition, String> refused
        ? refused.problems().stream().map(Problem::pointer).toList()
        : List.of();
  }
}
