package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.SHOP;
import static io.impuls.tracking.resolver.topology.ResolverDriver.SITE;
import static io.impuls.tracking.resolver.topology.ResolverDriver.START;
import static io.impuls.tracking.resolver.topology.ResolverDriver.WORKSPACE;
import static io.impuls.tracking.resolver.topology.ResolverDriver.login;
import static io.impuls.tracking.resolver.topology.ResolverDriver.view;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.message.MailWithdrawal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of whom who said no nothing is published that watches them (semantics 3.25, 3.29). */
class WithheldEventsTest {

  private static final String VISITOR = "11111111-1111-4111-8111-111111111111";
  private static final String OTHER = "22222222-2222-4222-8222-222222222222";
  private static final Identity DEVICE = new Identity(VISITOR, null, null, null, null);
  private static final Identity ANNA = new Identity(null, null, "anna", null, null);
  private static final UUID PERSON = Ids.person(WORKSPACE, new Identifier(Kind.USER_ID, "anna"));
  private static final Source MAILS = new Source("messages", Source.Kind.CAMPAIGN);

  @TempDir Path stateDir;
  private ResolverDriver resolver;

  @BeforeEach
  void start() {
    resolver = new ResolverDriver(stateDir);
  }

  @AfterEach
  void stop() {
    resolver.close();
  }

  @Test
  void onADeviceFromTheWithdrawalToTheNextConsent() {
    resolver.send(said("no", SITE, DEVICE, ofMinutes(5), Map.of("tracking", false)));
    resolver.send(view("before", VISITOR, ofMinutes(4)));
    resolver.send(view("after", VISITOR, ofMinutes(6)));
    resolver.send(view("after", VISITOR, ofMinutes(6)));
    resolver.send(view("other", OTHER, ofMinutes(6)));
    resolver.send(said("yes", SITE, DEVICE, ofMinutes(7), Map.of("tracking", true)));
    resolver.send(view("again", VISITOR, ofMinutes(8)));

    assertThat(clientIds())
        .contains("no", "before", "other", "yes", "again")
        .doesNotContain("after");
    List<RejectedEvent> counted = resolver.refused();
    assertThat(counted).hasSize(1);
    assertThat(counted.get(0).reason()).isEqualTo(RejectionReason.NO_CONSENT);
    assertThat(counted.get(0).source()).isEqualTo("site");
    assertThat(counted.get(0).receivedAt()).isEqualTo(START.plus(ofMinutes(6)));
    assertThat(counted.get(0).toString()).doesNotContain(VISITOR, "after");
    assertThat(resolver.tally.withheld).isEqualTo(1);
    assertThat(resolver.tally.duplicates).isEqualTo(1);
  }

  @Test
  void whatCameWithAnotherContentIsNotKeptToBeLookedAtEither() {
    resolver.send(said("no", SITE, DEVICE, ZERO, Map.of("tracking", false)));
    resolver.send(view("after", VISITOR, ofMinutes(1), ZERO, "/one"));
    resolver.send(
        ResolverDriver.event(
            "after",
            SITE,
            "page.viewed",
            DEVICE,
            START.plus(ofMinutes(1)),
            ZERO,
            new Page("https://shop.example/two", "/two", null, null),
            "Firefox",
            "another content"));

    assertThat(resolver.refused())
        .hasSize(2)
        .allSatisfy(counted -> assertThat(counted.payload()).isNull())
        .extracting(RejectedEvent::reason)
        .containsOnly(RejectionReason.NO_CONSENT);
    assertThat(resolver.tally.conflicts).isEqualTo(1);
  }

  @Test
  void onEveryDeviceOfAPersonButNotWhatABackendTells() {
    resolver.send(login("l1", VISITOR, "anna", ZERO));
    resolver.send(view("before", VISITOR, ofMinutes(1)));
    resolver.send(said("no", SHOP, ANNA, ofMinutes(2), Map.of("tracking", false)));
    resolver.published();

    resolver.send(view("v1", VISITOR, ofMinutes(3)));
    resolver.send(
        ResolverDriver.event(
            "order",
            SHOP,
            "order.placed",
            ANNA,
            START.plus(ofMinutes(4)),
            ZERO,
            null,
            null,
            "order"));
    // the visit that all of it was part of ends
    resolver.send(view("much-later", OTHER, Duration.ofHours(3)));
    resolver.pass(Duration.ofSeconds(2));

    List<Event> found = resolver.published();
    assertThat(found.stream().filter(event -> event.person().equals(PERSON)))
        .singleElement()
        .satisfies(event -> assertThat(event.clientId()).isEqualTo("order"))
        .satisfies(event -> assertThat(event.flags()).contains(EventFlag.NO_PROFILING));
    assertThat(resolver.refused())
        .singleElement()
        .satisfies(counted -> assertThat(counted.toString()).doesNotContain(VISITOR, "anna", "v1"));
  }

  @Test
  void whatAUserWroteDownHoldsAsWell() {
    resolver.send(login("l1", VISITOR, "anna", ZERO));
    resolver.consent(PERSON, Map.of("tracking", false), ofMinutes(1));

    resolver.send(view("v1", VISITOR, ofMinutes(2)));

    assertThat(clientIds()).contains("l1").doesNotContain("v1");
  }

  @Test
  void aLoginOfWhomWhoIsNotToBeTrackedTellsNothingButItsConsents() {
    resolver.send(said("no", SHOP, ANNA, ZERO, Map.of("tracking", false)));
    resolver.send(
        said(
            "person.identified",
            "form",
            SITE,
            new Identity(VISITOR, null, "anna", null, null),
            ofMinutes(1),
            Map.of("mail_tracking", false)));
    resolver.send(ofMail("open", "email.opened", ofMinutes(2)));

    assertThat(clientIds()).containsExactly("no");
    assertThat(resolver.refused()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"email.opened", "email.clicked"})
  void whoReadsAMailIsNotToldOfWhomWhoDoesNotAllowIt(String type) {
    resolver.send(login("l1", ANNA, ZERO));
    resolver.send(ofMail("before", type, ofMinutes(1)));
    resolver.consent(PERSON, Map.of("mail_tracking", false), ofMinutes(2));

    resolver.send(ofMail("after", type, ofMinutes(3)));
    resolver.send(ofMail("delivered", "email.delivered", ofMinutes(3)));
    resolver.send(ofMail("bounced", "email.bounced", ofMinutes(3)));
    resolver.send(view("page", OTHER, ofMinutes(4)));

    assertThat(clientIds())
        .contains("before", "delivered", "bounced", "page")
        .doesNotContain("after");
    assertThat(resolver.refused())
        .singleElement()
        .satisfies(counted -> assertThat(counted.reason()).isEqualTo(RejectionReason.NO_CONSENT))
        .satisfies(counted -> assertThat(counted.toString()).doesNotContain(PERSON.toString()));
  }

  @Test
  void aLinkThatIsUsedForTheFirstTimeAfterTheWithdrawalTellsNothingEither() {
    resolver.send(login("l1", ANNA, ZERO));
    resolver.send(said("no", SITE, ANNA, ofMinutes(1), Map.of("mail_tracking", false)));

    resolver.send(ofMail("open", "email.opened", ofMinutes(2)));

    assertThat(clientIds()).containsExactlyInAnyOrder("l1", "no");
  }

  @Test
  void collectorsLearnEveryIdByWhichLinksNameWhoWithdrew() {
    resolver.send(login("l1", new Identity(null, null, "anna", "anna@example.test", null), ZERO));
    UUID byMail = Ids.person(WORKSPACE, new Identifier(Kind.EMAIL, "anna@example.test"));
    List<String> keys =
        List.of(MailWithdrawal.key(WORKSPACE, PERSON), MailWithdrawal.key(WORKSPACE, byMail));
    assertThat(resolver.withdrawals()).isEmpty();

    resolver.consent(PERSON, Map.of("mail_tracking", false), ofMinutes(1));
    assertThat(resolver.withdrawals())
        .allSatisfy(told -> assertThat(told.value.at()).isEqualTo(START.plus(ofMinutes(1))))
        .extracting(told -> told.key)
        .containsExactlyInAnyOrderElementsOf(keys);

    resolver.consent(PERSON, Map.of("mail_tracking", true), ofMinutes(2));
    assertThat(resolver.withdrawals())
        .allSatisfy(told -> assertThat(told.value).isNull())
        .extracting(told -> told.key)
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  private Set<String> clientIds() {
    return resolver.published().stream()
        .filter(
            event -> !event.type().startsWith("session.") && !event.type().startsWith("person.m"))
        .map(Event::clientId)
        .collect(java.util.stream.Collectors.toSet());
  }

  /** What a link or pixel of a mail tells: it names the person by its token. */
  private static Event ofMail(String id, String type, Duration at) {
    return ResolverDriver.event(
        id,
        MAILS,
        type,
        new Identity(null, null, null, null, null, PERSON.toString()),
        START.plus(at),
        ZERO,
        null,
        "Firefox",
        id);
  }

  private static Event said(
      String id, Source source, Identity identity, Duration at, Map<String, Boolean> consent) {
    return said("consent.changed", id, source, identity, at, consent);
  }

  private static Event said(
      String type,
      String id,
      Source source,
      Identity identity,
      Duration at,
      Map<String, Boolean> consent) {
    return new Event(
        WORKSPACE,
        Ids.event(WORKSPACE, source.id(), id),
        id,
        type,
        source,
        START.plus(at),
        START.plus(at),
        null,
        identity,
        null,
        null,
        null,
        null,
        null,
        consent,
        null,
        null,
        null,
        id,
        null);
  }
}
