package io.impuls.tracking.resolver.topology;

import static io.impuls.tracking.resolver.topology.ResolverDriver.SHOP;
import static io.impuls.tracking.resolver.topology.ResolverDriver.SITE;
import static io.impuls.tracking.resolver.topology.ResolverDriver.START;
import static io.impuls.tracking.resolver.topology.ResolverDriver.WORKSPACE;
import static io.impuls.tracking.resolver.topology.ResolverDriver.event;
import static io.impuls.tracking.resolver.topology.ResolverDriver.login;
import static io.impuls.tracking.resolver.topology.ResolverDriver.view;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.event.VisitSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTopologyTest {

  private static final String VISITOR = "11111111-1111-4111-8111-111111111111";
  private static final String OTHER_VISITOR = "22222222-2222-4222-8222-222222222222";
  private static final UUID NOBODY = person(Kind.VISITOR, VISITOR);
  private static final UUID ANNA = person(Kind.USER_ID, "anna");
  private static final UUID BEN = person(Kind.USER_ID, "ben");

  private static final Comparator<UUID> BY_NAME =
      Comparator.comparing((UUID person) -> !person.equals(ANNA));

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
  void anAnonymousEventIsItsDevicesPersons() {
    resolver.send(view("v1", VISITOR, ZERO));

    List<KeyValue<String, Event>> found = resolver.publishedWithKeys();
    assertThat(found)
        .extracting(r -> r.value.type())
        .containsExactly("session.started", "page.viewed");
    Event viewed = found.get(1).value;
    assertThat(found).allMatch(r -> r.key.equals(WORKSPACE + "|" + NOBODY));
    assertThat(viewed.person()).isEqualTo(NOBODY);
    assertThat(viewed.resolution().timeliness()).isEqualTo(Timeliness.ON_TIME);
    assertThat(viewed.resolution().agent()).isEqualTo(Agent.HUMAN);
    assertThat(viewed.resolution().visitSource().kind()).isEqualTo(VisitSource.Kind.DIRECT);
    assertThat(viewed.resolution().sessionId())
        .isEqualTo(Ids.session(WORKSPACE, new Identifier(Kind.VISITOR, VISITOR), viewed.eventId()));
  }

  @Test
  void theZoneOfAnEventIsTheOneThatItCameWithAndNoOther() {
    resolver.send(ResolverDriver.inZone("a", "Europe/Warsaw", ZERO));
    resolver.send(ResolverDriver.inZone("b", "America/New_York", ofMinutes(1)));
    resolver.send(ResolverDriver.inZone("c", null, ofMinutes(2)));

    assertThat(resolver.published())
        .filteredOn(e -> e.type().equals("person.identified"))
        .extracting(e -> e.context().get("timezone"))
        .containsExactly("Europe/Warsaw", "America/New_York", null);
  }

  @Test
  void aVisitThatAnEventWithoutAPageOpensGoesOn() {
    Event consent =
        event(
            "c1",
            SITE,
            "consent.changed",
            view("v1", VISITOR, ZERO).identity(),
            START,
            ZERO,
            null,
            "Firefox",
            "c1");
    resolver.send(consent);

    resolver.send(view("v1", VISITOR, Duration.ofSeconds(1)));

    assertThat(resolver.published())
        .extracting(Event::type)
        .containsExactly("session.started", "consent.changed", "page.viewed");
  }

  @Test
  void theSameEventAgainChangesNothingAndIsCounted() {
    Event first = view("v1", VISITOR, ZERO);
    Event other =
        event(
            "v1",
            SITE,
            "page.viewed",
            first.identity(),
            START,
            ZERO,
            first.page(),
            "Firefox",
            "another payload");
    resolver.send(first);
    resolver.published();

    resolver.send(first);
    resolver.send(other);

    assertThat(resolver.published()).isEmpty();
    assertThat(resolver.counters().get("site")).isEqualTo(new Counters.Counts(1, 2, 1));
    assertThat(resolver.tally.conflicts).isOne();
    assertThat(resolver.refused())
        .extracting(r -> r.reason())
        .containsExactly(RejectionReason.CONFLICT_OF_CONTENT);
  }

  /** Decision 7: an import's rows are known for ever, not for the dedupe time only. */
  @Test
  void anImportedRowIsRememberedForEver() {
    Event row = view("import/run/1", VISITOR, ZERO).flagged(EventFlag.BACKFILL);
    resolver.send(row);
    assertThat(resolver.published()).hasSize(1);
    resolver.send(view("v2", VISITOR, ofDays(400)));
    resolver.published();

    resolver.send(
        view("import/run/1", VISITOR, ZERO, ofDays(400), "/import/run/1")
            .flagged(EventFlag.BACKFILL));

    assertThat(resolver.published()).isEmpty();
    assertThat(resolver.tally.duplicates).isOne();
    assertThat(resolver.tally.conflicts).isZero();
  }

  /** Decisions 8 and 9: an import opens no visit, and its newest row ends nobody's. */
  @Test
  void anImportOpensNoVisitAndMovesNoClock() {
    resolver.send(view("v1", VISITOR, ZERO));
    resolver.send(
        view("import/run/1", "22222222-2222-4222-8222-222222222222", ofDays(2))
            .flagged(EventFlag.BACKFILL));
    resolver.pass(ofSeconds(2));

    assertThat(resolver.published())
        .extracting(Event::type)
        .containsExactly("session.started", "page.viewed", "page.viewed");
  }

  @Test
  void whatIsToldOfSomebodyWhoIsNotActiveOpensNoVisit() {
    resolver.send(view("v1", VISITOR, ZERO).flagged(EventFlag.PASSIVE));

    assertThat(resolver.published()).extracting(Event::type).containsExactly("page.viewed");
  }

  @Test
  void anIdIsRememberedForTheWholeHorizon() {
    resolver.send(view("v1", VISITOR, ZERO));
    resolver.send(view("v2", VISITOR, ofDays(29)));
    resolver.published();

    resolver.send(view("v1", VISITOR, ZERO, ofDays(29), "/v1"));

    assertThat(resolver.published()).isEmpty();
    assertThat(resolver.tally.duplicates).isOne();
  }

  @Test
  void aLoginMakesTheAnonymousPersonKnownOnce() {
    resolver.send(view("v1", VISITOR, ZERO));
    resolver.published();

    resolver.send(login("l1", VISITOR, "anna", ofMinutes(1)));
    resolver.send(login("l2", VISITOR, "anna", ofMinutes(2)));

    List<KeyValue<String, Event>> found = resolver.publishedWithKeys();
    assertThat(found)
        .extracting(r -> r.value.type())
        .containsExactly(
            "person.merged", "person.merged", "person.identified", "person.identified");
    assertThat(found.get(0).key).isEqualTo(WORKSPACE + "|" + NOBODY);
    assertThat(found.get(1).key).isEqualTo(WORKSPACE + "|" + ANNA);
    Event merged = found.get(0).value;
    assertThat(merged.person()).isEqualTo(NOBODY);
    assertThat(merged.resolution().merge().from()).isEqualTo(NOBODY);
    assertThat(merged.resolution().merge().into()).isEqualTo(ANNA);
    assertThat(merged.occurredAt()).isEqualTo(START.plus(ofMinutes(1)));
    assertThat(merged.eventId()).isEqualTo(found.get(1).value.eventId());
  }

  @Test
  void aKnownDevicesEventsAreThePersons() {
    resolver.send(login("l1", VISITOR, "anna", ZERO));
    resolver.send(view("v1", VISITOR, ofMinutes(5)));
    resolver.send(view("before", VISITOR, ofMinutes(-5)));

    List<Event> found = resolver.published();
    assertThat(found).noneMatch(e -> e.type().equals("person.merged"));
    assertThat(found).allMatch(e -> e.person().equals(ANNA));
    assertThat(found)
        .filteredOn(e -> e.type().equals("page.viewed"))
        .allMatch(e -> e.resolution().originalPerson().equals(NOBODY));
  }

  @Test
  void historyDoesNotFlowFromOneLoginToTheNext() {
    resolver.send(login("l1", VISITOR, "anna", ZERO));
    resolver.send(login("l2", VISITOR, "ben", ofMinutes(10)));
    resolver.send(view("annas", VISITOR, ofMinutes(5)));
    resolver.send(view("bens", VISITOR, ofMinutes(15)));

    List<Event> found = resolver.published();
    assertThat(found).noneMatch(e -> e.type().equals("person.merged"));
    assertThat(personOf(found, "annas")).isEqualTo(ANNA);
    assertThat(personOf(found, "bens")).isEqualTo(BEN);
  }

  @Test
  void anEventThatNamesSomebodyElseIsTheirs() {
    resolver.send(login("l1", VISITOR, "ben", ZERO));
    resolver.send(login("l2", VISITOR, "anna", ofMinutes(1)));

    assertThat(personOf(resolver.published(), "l2")).isEqualTo(ANNA);
  }

  @Test
  void anAddressThatCameWithACustomerIsThatCustomers() {
    resolver.send(login("l1", known("anna", "anna@example.test", "+48111222333"), ZERO));
    resolver.send(login("l2", known(null, "anna@example.test", null), ofMinutes(1)));
    resolver.send(login("l3", known(null, null, "+48111222333"), ofMinutes(2)));

    List<Event> found = resolver.published();
    assertThat(found).allMatch(e -> e.person().equals(ANNA));
    assertThat(found.get(1).resolution().originalPerson())
        .isEqualTo(person(Kind.EMAIL, "anna@example.test"));
  }

  @Test
  void aPhoneFollowsTheAddressItCameWith() {
    resolver.send(login("l1", known("anna", "anna@example.test", null), ZERO));
    resolver.send(login("l2", known(null, "anna@example.test", "+48111222333"), ofMinutes(1)));
    resolver.send(login("l3", known(null, null, "+48111222333"), ofMinutes(2)));

    assertThat(resolver.published()).allMatch(e -> e.person().equals(ANNA));
  }

  @Test
  void anAddressThatCameAloneFirstBecomesItsCustomers() {
    resolver.send(login("l1", known(null, "home@example.test", null), ZERO));
    resolver.send(login("l2", known("anna", "home@example.test", null), ofMinutes(1)));
    resolver.send(login("l3", known(null, "home@example.test", null), ofMinutes(2)));

    List<KeyValue<String, Event>> found = resolver.publishedWithKeys();
    UUID address = person(Kind.EMAIL, "home@example.test");
    assertThat(found)
        .extracting(r -> r.value.type())
        .containsExactly(
            "person.identified",
            "person.identified",
            "person.merged",
            "person.merged",
            "person.identified");
    assertThat(found.get(2).key).isEqualTo(WORKSPACE + "|" + address);
    assertThat(found.get(3).key).isEqualTo(WORKSPACE + "|" + ANNA);
    assertThat(found.get(3).value.resolution().merge()).isEqualTo(new Merge(address, ANNA));
    assertThat(found.get(4).value.person()).isEqualTo(ANNA);
    assertThat(found.get(4).value.resolution().originalPerson()).isEqualTo(address);
  }

  @Test
  void twoKnownPeopleAreNeverMergedAndAUserIsAsked() {
    resolver.send(login("l1", known("anna", "home@example.test", null), ZERO));
    resolver.send(login("l2", known("ben", "home@example.test", null), ofMinutes(1)));
    resolver.send(login("l3", known("ben", "home@example.test", null), ofMinutes(2)));
    resolver.send(login("l4", known(null, "home@example.test", null), ofMinutes(3)));

    List<Event> found = resolver.published();
    assertThat(found).noneMatch(e -> e.type().equals("person.merged"));
    assertThat(personOf(found, "l2")).isEqualTo(BEN);
    assertThat(personOf(found, "l4")).isEqualTo(ANNA);
    assertThat(found.get(found.size() - 1).flags()).containsExactly(EventFlag.IDENTITY_CONFLICT);
    List<Event> reviews = of(found, "identity.review");
    assertThat(reviews).hasSize(1);
    assertThat(reviews.get(0).properties())
        .containsEntry("reason", "TWO_KNOWN_PERSONS")
        .containsEntry("identifierKinds", List.of("USER_ID", "EMAIL"));
    assertThat(reviews.get(0).properties().get("candidates"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsExactlyInAnyOrder(ANNA.toString(), BEN.toString());
    assertThat(resolver.tally.identityConflicts).isOne();
  }

  @Test
  void anAliasOfTwoCustomersIsForAUserToDecideWhicheverCameFirst() {
    resolver.send(login("l1", OTHER_VISITOR, "ben", ZERO));
    resolver.send(ResolverDriver.alias("a1", "ben", "anna", ofMinutes(1)));
    resolver.send(ResolverDriver.alias("a2", "carol", "anna", ofMinutes(2)));
    assertThat(reviewed()).containsExactly(List.of(ANNA, BEN));

    resolver.send(login("l2", VISITOR, "carol", ofMinutes(3)));

    assertThat(reviewed()).containsExactly(List.of(ANNA, person(Kind.USER_ID, "carol")));
  }

  /** The candidates of the reviews since the last look; nobody was merged meanwhile. */
  private List<List<UUID>> reviewed() {
    List<Event> published = resolver.published();
    assertThat(published).noneMatch(e -> e.type().equals("person.merged"));
    return published.stream()
        .filter(e -> e.type().equals("identity.review"))
        .map(
            e ->
                ((List<?>) e.properties().get("candidates"))
                    .stream().map(id -> UUID.fromString((String) id)).sorted(BY_NAME).toList())
        .toList();
  }

  @Test
  void anAddressGoesToWhoHadItFirstEvenIfThatArrivesLate() {
    resolver.send(login("l2", known("ben", "home@example.test", null), ofMinutes(1)));
    resolver.send(login("l3", known(null, "home@example.test", null), ofMinutes(2)));
    resolver.published();

    resolver.send(login("l1", known("anna", "home@example.test", null), ZERO));

    UUID address = person(Kind.EMAIL, "home@example.test");
    List<Event> splits = of(resolver.published(), "person.split");
    assertThat(splits).extracting(Event::person).containsExactly(BEN, ANNA);
    assertThat(splits.get(0).resolution().split()).isEqualTo(new Split(BEN, ANNA, address));
    resolver.send(login("l4", known(null, "home@example.test", null), ofMinutes(3)));
    assertThat(personOf(resolver.published(), "l4")).isEqualTo(ANNA);
  }

  @Test
  void whomAUserMergedIsOnePersonAndComesBackWithASplit() {
    resolver.send(login("l1", known("anna", "anna@example.test", null), ZERO));
    resolver.send(login("l2", known("ben", null, null), ZERO));
    resolver.send(login("l3", known(null, "anna@example.test", null), ofMinutes(1)));
    resolver.published();

    resolver.decide(ContactChange.Kind.MERGED, ANNA, BEN, ofMinutes(2));
    resolver.send(login("l4", known("anna", null, null), ofMinutes(3)));
    resolver.send(login("l5", VISITOR, "anna", ofMinutes(3)));
    resolver.send(view("v1", VISITOR, ofMinutes(4)));

    List<Event> merged = resolver.published();
    assertThat(of(merged, "person.merged"))
        .extracting(e -> e.resolution().merge())
        .containsExactly(new Merge(ANNA, BEN), new Merge(ANNA, BEN));
    assertThat(List.of(personOf(merged, "l4"), personOf(merged, "v1"))).containsOnly(BEN);

    resolver.decide(ContactChange.Kind.SPLIT, ANNA, BEN, ofMinutes(5));
    resolver.send(view("v2", VISITOR, ofMinutes(6)));
    resolver.send(login("l6", known(null, "anna@example.test", null), ofMinutes(6)));

    List<Event> split = resolver.published();
    UUID address = person(Kind.EMAIL, "anna@example.test");
    assertThat(of(split, "person.split"))
        .extracting(e -> e.resolution().split())
        .contains(new Split(BEN, ANNA, ANNA), new Split(BEN, ANNA, address));
    assertThat(List.of(personOf(split, "v2"), personOf(split, "l6"))).containsOnly(ANNA);
  }

  @Test
  void aMessageLinkIsThePersonItWasSentToWhoeverThatIsByNow() {
    UUID address = person(Kind.EMAIL, "anna@example.test");
    Identity click = new Identity(VISITOR, null, null, null, null, address.toString());
    resolver.send(login("l1", known(null, "anna@example.test", null), ZERO));
    resolver.send(login("c1", click, ofMinutes(1)));
    resolver.send(view("v1", VISITOR, ofMinutes(2)));
    List<Event> before = resolver.published();
    assertThat(before).allMatch(e -> e.person().equals(address));

    resolver.send(login("l2", known("anna", "anna@example.test", null), ofMinutes(3)));
    resolver.send(view("v2", VISITOR, ofMinutes(4)));

    assertThat(personOf(resolver.published(), "v2")).isEqualTo(ANNA);
  }

  @Test
  void aLateFirstLoginTakesOverTheAnonymousPast() {
    resolver.send(view("v1", VISITOR, ZERO));
    resolver.send(login("l2", VISITOR, "ben", ofMinutes(20)));
    resolver.send(view("v2", VISITOR, ofMinutes(15)));
    resolver.published();

    resolver.send(login("l1", VISITOR, "anna", ofMinutes(10)));

    List<Event> found = of(resolver.published(), "person.split");
    assertThat(found).extracting(Event::person).containsExactly(BEN, ANNA);
    assertThat(found.get(0).resolution().split())
        .isEqualTo(new Split(BEN, ANNA, NOBODY, null, START.plus(ofMinutes(20)), ANNA));
  }

  @Test
  void aLateLoginInBetweenTakesOverItsTimeOnly() {
    resolver.send(login("l1", VISITOR, "anna", ZERO));
    resolver.send(view("v1", VISITOR, ofMinutes(15)));
    resolver.send(login("l3", VISITOR, "anna", ofMinutes(20)));
    resolver.published();

    resolver.send(login("l2", VISITOR, "ben", ofMinutes(10)));

    assertThat(of(resolver.published(), "person.split").get(0).resolution().split())
        .isEqualTo(
            new Split(
                ANNA, BEN, NOBODY, START.plus(ofMinutes(10)), START.plus(ofMinutes(20)), BEN));
  }

  @Test
  void loginsInOrderSplitNothing() {
    resolver.send(login("l1", VISITOR, "anna", ZERO));
    resolver.send(view("v1", VISITOR, ofMinutes(5)));
    resolver.send(login("l2", VISITOR, "ben", ofMinutes(10)));
    resolver.send(view("v2", VISITOR, ofMinutes(15)));

    assertThat(resolver.published())
        .noneMatch(e -> e.type().equals("person.split") || e.type().equals("person.merged"));
  }

  @Test
  void anAnonymousPastIsAdoptedForThirtyDays() {
    resolver.send(view("old", VISITOR, ofDays(-31)));
    resolver.send(login("l1", VISITOR, "anna", ZERO));
    resolver.send(view("v1", OTHER_VISITOR, ofDays(-31)));
    resolver.send(view("v2", OTHER_VISITOR, ofDays(-29)));
    resolver.send(login("l2", OTHER_VISITOR, "ben", ZERO));

    List<Event> merged = of(resolver.published(), "person.merged");
    assertThat(merged)
        .extracting(e -> e.resolution().merge())
        .containsOnly(
            new Merge(person(Kind.VISITOR, OTHER_VISITOR), BEN, START.minus(ofDays(30)), BEN));
  }

  @Test
  void saysHowLateAnEventIs() {
    resolver.send(view("on-time", VISITOR, ZERO, ofMinutes(15), "/"));
    resolver.send(view("late", VISITOR, ZERO, ofMinutes(15).plusMillis(1), "/"));
    resolver.send(view("horizon", VISITOR, ZERO, ofDays(2), "/"));
    resolver.send(view("historical", VISITOR, ZERO, ofDays(2).plusMillis(1), "/"));

    assertThat(resolver.published())
        .filteredOn(e -> e.type().equals("page.viewed"))
        .extracting(e -> e.resolution().timeliness())
        .containsExactly(
            Timeliness.ON_TIME, Timeliness.LATE, Timeliness.LATE, Timeliness.HISTORICAL);
  }

  @Test
  void aHistoricalEventNeitherBindsNorOpensAVisit() {
    Event old =
        event(
            "old",
            SITE,
            "page.viewed",
            new Identity(VISITOR, null, "anna", null, null),
            START,
            ofDays(3),
            null,
            null,
            "");
    resolver.send(old);
    resolver.send(view("v1", VISITOR, ofDays(3)));

    List<Event> found = resolver.published();
    assertThat(found)
        .extracting(Event::type)
        .containsExactly("page.viewed", "session.started", "page.viewed");
    assertThat(found.get(0).person()).isEqualTo(ANNA);
    assertThat(found.get(2).person()).isEqualTo(NOBODY);
  }

  @Test
  void aRobotOpensNoVisit() {
    resolver.send(
        event(
            "r1",
            SITE,
            "page.viewed",
            new Identity(VISITOR, null, null, null, null),
            START,
            ZERO,
            new Page("https://shop.example/", "/", null, null),
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            ""));

    List<Event> found = resolver.published();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).resolution().agent().verdict()).isEqualTo(Agent.Verdict.MACHINE);
    assertThat(found.get(0).resolution().agent().reason()).contains("Googlebot");
    assertThat(found.get(0).resolution().sessionId()).isNull();
  }

  @Test
  void backendsAndCampaignsOpenNoVisit() {
    resolver.send(login("l1", VISITOR, "anna", ZERO));
    resolver.send(
        event(
            "c1",
            new Source("mails", Source.Kind.CAMPAIGN),
            "email.sent",
            known("anna", null, null),
            START.plus(ofDays(1)),
            ZERO,
            null,
            null,
            ""));
    resolver.pass(Duration.ofHours(1));

    assertThat(resolver.published())
        .extracting(Event::type)
        .containsExactly("person.identified", "email.sent");
  }

  @Test
  void whatCannotBeReadIsRefusedAndStopsNothing() {
    String key = WORKSPACE + "|VISITOR:" + VISITOR;
    resolver.sendRaw(key, "not json".getBytes(StandardCharsets.UTF_8));
    resolver.sendRaw(key, "{\"type\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    resolver.sendRaw("garbage", null);
    resolver.sendRaw(null, new byte[] {0, 1, 2});
    resolver.send(view("v1", VISITOR, ZERO));

    assertThat(resolver.refused())
        .hasSize(4)
        .allMatch(r -> r.reason() == RejectionReason.UNREADABLE_RECORD)
        .allMatch(r -> r.route().equals("tracking.collected"))
        .extracting(r -> r.rejectionId())
        .doesNotHaveDuplicates();
    assertThat(resolver.published()).isNotEmpty();
  }

  @Test
  void aTimeThatCannotBeIsRefused() {
    resolver.send(view("far", VISITOR, ofDays(1), ofDays(-1), "/"));
    resolver.send(view("past", VISITOR, ofDays(-20_000), ZERO, "/"));

    assertThat(resolver.refused())
        .extracting(r -> r.reason())
        .containsOnly(RejectionReason.INVALID_TIME);
    assertThat(resolver.published()).isEmpty();
  }

  private static UUID personOf(List<Event> events, String clientId) {
    return events.stream()
        .filter(e -> e.clientId().equals(clientId))
        .findFirst()
        .orElseThrow()
        .person();
  }

  private static List<Event> of(List<Event> events, String type) {
    return events.stream().filter(e -> e.type().equals(type)).toList();
  }

  private static Identity known(String userId, String email, String phone) {
    return new Identity(null, null, userId, email, phone);
  }

  private static UUID person(Kind kind, String value) {
    return Ids.person(WORKSPACE, new Identifier(kind, value));
  }

  static {
    assertThat(SHOP.kind().opensSession()).isFalse();
  }
}
