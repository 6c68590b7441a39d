package io.impuls.campaign.store;

import static io.impuls.campaign.domain.Samples.ANN;
import static io.impuls.campaign.domain.Samples.BEN;
import static io.impuls.campaign.domain.Samples.NOON;
import static io.impuls.campaign.domain.Samples.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.campaign.domain.Backoff;
import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Campaigns;
import io.impuls.campaign.domain.Decision;
import io.impuls.campaign.domain.Handover;
import io.impuls.campaign.domain.MailTemplate;
import io.impuls.campaign.domain.Outbox.Parcel;
import io.impuls.campaign.domain.Outgoing;
import io.impuls.campaign.domain.Reason;
import io.impuls.campaign.domain.Samples;
import io.impuls.campaign.domain.SendRecords.Kept;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Split;
import io.impuls.testkit.Events;
import io.impuls.testkit.SettableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger on a real PostgreSQL, with a clock that the test moves. */
class LedgerIT {

  private static final UUID CHRIS = UUID.fromString("00000000-0000-5000-8000-00000000000c");
  private static final String ADDRESS = "ann@example.test";
  private static Database database;

  private static final Instant TOLD = NOON;

  private final SettableClock clock = SettableClock.at(NOON);
  private final Transactions transactions = new Transactions(database.source());
  private final PostgresCampaigns campaigns = new PostgresCampaigns(transactions, clock);
  private final PostgresAudience audience = new PostgresAudience(transactions, clock);
  private final PostgresLedger ledger = new PostgresLedger(transactions, clock);
  private final PostgresSendRecords records = new PostgresSendRecords(transactions, clock);
  private final PostgresOutbox outbox = new PostgresOutbox(transactions);
  private final PostgresHandovers handovers = instance();
  private final Campaign campaign = Samples.hotCampaign();

  @BeforeAll
  static void open() {
    database = new Database();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @BeforeEach
  void save() {
    database.empty();
    campaigns.save(campaign, 0, "test");
  }

  @AfterEach
  void resign() {
    handovers.resign();
  }

  @Test
  void sendsOnceHoweverOftenItIsTold() {
    audience.identified(agreed(ANN, ADDRESS));
    for (int i = 0; i < 3; i++) {
      audience.identified(agreed(ANN, ADDRESS));
      decide(ANN);
      deliverAll(new Handover.Accepted());
    }

    assertThat(states(ANN)).containsExactly(State.SENT);
    assertThat(published()).containsExactly("RESERVED", "HANDING_OFF", "SENT", "email.sent");
    assertThat(published()).isEmpty();
  }

  @Test
  void decidesForOnePersonOnceAtATime() throws Exception {
    audience.identified(agreed(ANN, ADDRESS));
    List<Callable<Optional<Decision>>> triggers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      triggers.add(() -> decide(ANN));
    }
    List<Decision> decisions = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Optional<Decision>> one : threads.invokeAll(triggers)) {
        one.get().ifPresent(decisions::add);
      }
    } finally {
      threads.shutdown();
    }

    assertThat(decisions).hasSize(1);
    assertThat(states(ANN)).containsExactly(State.RESERVED);
  }

  @Test
  void waitsForAnAddressWithConsentAndThenSends() {
    decide(ANN);
    assertThat(states(ANN)).containsExactly(State.WAITING);

    audience.identified(Events.identified("1", ADDRESS).person(ANN).at(NOON).build());
    ledger.decideAgain(10);
    assertThat(states(ANN)).containsExactly(State.WAITING);

    audience.identified(agreed(ANN, ADDRESS));
    ledger.decideAgain(10);
    assertThat(states(ANN)).containsExactly(State.RESERVED);
  }

  @Test
  void wakesEverybodyBehindAnAddressWhenItsConsentComes() {
    audience.identified(Events.identified("1", ADDRESS).person(ANN).at(NOON).build());
    decide(ANN);

    audience.identified(agreed(BEN, ADDRESS));
    ledger.decideAgain(10);

    assertThat(states(ANN)).containsExactly(State.RESERVED);
  }

  @Test
  void givesUpWaitingWhenTheUsefulTimeIsOver() {
    audience.identified(
        Events.identified("1", ADDRESS)
            .consent(Campaign.PURPOSE, false)
            .person(BEN)
            .at(NOON)
            .build());
    decide(ANN);
    decide(BEN);
    clock.advance(Duration.ofHours(24));
    ledger.decideAgain(10);
    assertThat(states(ANN)).containsExactly(State.WAITING);

    clock.advance(Duration.ofMillis(1));
    ledger.decideAgain(10);

    assertThat(reason(ANN)).isEqualTo(Reason.Kind.NO_ADDRESS);
    assertThat(reason(BEN)).isEqualTo(Reason.Kind.NO_CONSENT);
  }

  @Test
  void skipsWhatIsTooOldAndTakesUpALaterTrigger() {
    audience.identified(agreed(ANN, ADDRESS));
    clock.set(NOON.plus(Duration.ofHours(25)));
    decide(ANN);
    assertThat(reason(ANN)).isEqualTo(Reason.Kind.TOO_LATE);
    decide(ANN);
    assertThat(reason(ANN)).isEqualTo(Reason.Kind.TOO_LATE);

    ledger.decide(WORKSPACE, "hot", Samples.occasion(ANN, clock.instant()));

    assertThat(states(ANN)).containsExactly(State.RESERVED);
  }

  @Test
  void sendsOnceToAnAddressOfTwoPersons() {
    audience.identified(agreed(ANN, ADDRESS));
    audience.identified(agreed(BEN, ADDRESS));
    decide(ANN);
    deliverAll(new Handover.Accepted());
    decide(BEN);

    assertThat(states(ANN)).containsExactly(State.SENT);
    assertThat(reason(BEN)).isEqualTo(Reason.Kind.ADDRESS_TAKEN);
  }

  @Test
  void hasTheDatabaseRefuseASecondSend() {
    audience.identified(agreed(ANN, ADDRESS));
    decide(ANN);

    String copy =
        "insert into sends select gen_random_uuid(), workspace, campaign, %s, trigger_id,"
            + " trigger_of, triggered_at, facts, useful_until, state, reason, %s, attempts, due_at,"
            + " created_at, updated_at from sends";
    assertThatThrownBy(() -> database.change(copy.formatted("person", "'other'")))
        .hasMessageContaining("sends_once_per_person");
    assertThatThrownBy(() -> database.change(copy.formatted("gen_random_uuid()", "address_hash")))
        .hasMessageContaining("sends_once_per_address");
  }

  @Test
  void makesWhatAnotherLeftInTheMiddleUnknownAndSendsWhatWasReserved() {
    audience.identified(agreed(ANN, ADDRESS));
    audience.identified(agreed(BEN, "ben@example.test"));
    decide(ANN);
    PostgresHandovers dead = instance();
    assertThat(dead.lead()).isTrue();
    Outgoing lost = dead.next().orElseThrow();
    decide(BEN);
    dead.resign();

    List<UUID> sent = deliverAll(new Handover.Accepted());

    assertThat(sent).hasSize(1).doesNotContain(lost.send().id());
    assertThat(states(ANN)).containsExactly(State.UNKNOWN);
    assertThat(reason(ANN)).isEqualTo(Reason.Kind.CRASHED);
    assertThat(states(BEN)).containsExactly(State.SENT);
    clock.advance(Duration.ofHours(1));
    decide(ANN);
    assertThat(deliverAll(new Handover.Accepted())).isEmpty();

    // whoever was only thought dead knows better
    dead.settle(lost, new Handover.Accepted());
    assertThat(states(ANN)).containsExactly(State.SENT);
  }

  @Test
  void leadsWithOneInstanceAndGoesOnWithAnotherWhenItsSessionEnds() {
    PostgresHandovers first = instance();
    assertThat(first.lead()).isTrue();
    assertThat(handovers.lead()).isFalse();
    database.texts(
        "select pg_terminate_backend(pid)::text from pg_locks"
            + " where locktype = 'advisory' and classid = ?",
        Locks.HANDOVER);

    PostgresHandovers other = instance();
    assertThat(other.lead()).isTrue();
    other.resign();
    first.resign();
  }

  @Test
  void keepsWhatWasNotHandedOverReserved() {
    audience.identified(agreed(ANN, ADDRESS));
    decide(ANN);
    deliverAll(new Handover.Deferred(451));
    assertThat(states(ANN)).containsExactly(State.RESERVED);
    assertThat(deliverAll(new Handover.Accepted())).isEmpty();

    clock.advance(Duration.ofSeconds(1));

    assertThat(deliverAll(new Handover.Accepted())).hasSize(1);
    assertThat(states(ANN)).containsExactly(State.SENT);
  }

  @Test
  void doesNotSendAfterTheUsefulTimeOrAWithdrawal() {
    audience.identified(agreed(ANN, ADDRESS));
    audience.identified(agreed(BEN, "ben@example.test"));
    decide(ANN);
    decide(BEN);
    audience.identified(
        Events.identified("2", "ben@example.test")
            .consent(Campaign.PURPOSE, false)
            .person(BEN)
            .at(NOON.plusSeconds(1))
            .build());
    assertThat(deliverAll(new Handover.Deferred(451))).hasSize(1);
    assertThat(states(BEN)).containsExactly(State.WAITING);

    clock.advance(Duration.ofHours(25));
    ledger.decideAgain(10);

    assertThat(deliverAll(new Handover.Accepted())).isEmpty();
    assertThat(reason(ANN)).isEqualTo(Reason.Kind.TOO_LATE);
    assertThat(reason(BEN)).isEqualTo(Reason.Kind.NO_CONSENT);
  }

  @Test
  void sendsToWhereThePersonIsWhenTheMailLeaves() {
    audience.identified(agreed(ANN, "old@example.test"));
    decide(ANN);
    clock.advance(Duration.ofMinutes(1));
    audience.identified(
        Events.identified("1", ADDRESS)
            .consent(Campaign.PURPOSE, true)
            .person(ANN)
            .at(NOON.plusSeconds(30))
            .build());
    assertThat(deliverAll(new Handover.Accepted())).isEmpty();
    ledger.decideAgain(10);

    handovers.lead();
    assertThat(handovers.next().orElseThrow().to().value()).isEqualTo(ADDRESS);
  }

  @Test
  void keepsPausedCampaignsSendsBack() {
    audience.identified(agreed(ANN, ADDRESS));
    decide(ANN);
    save(false, 1);
    assertThat(deliverAll(new Handover.Accepted())).isEmpty();
    assertThat(decide(BEN)).isEmpty();

    save(true, 2);

    assertThat(deliverAll(new Handover.Accepted())).hasSize(1);
    assertThat(states(BEN)).isEmpty();
  }

  @Test
  void inheritsASendWhetherTheMergeComesBeforeOrAfterTheTrigger() {
    audience.identified(agreed(ANN, ADDRESS));
    decide(ANN);
    deliverAll(new Handover.Accepted());
    // before: Ben's own trigger is read while he is still somebody else
    decide(BEN);
    audience.merged(WORKSPACE, ANN, BEN, TOLD);
    audience.merged(WORKSPACE, ANN, BEN, TOLD);
    // after: triggers of either name the same person
    decide(BEN);
    decide(ANN);
    audience.merged(WORKSPACE, BEN, CHRIS, TOLD);
    decide(CHRIS);
    ledger.decideAgain(10);

    assertThat(deliverAll(new Handover.Accepted())).isEmpty();
    assertThat(database.texts("select state from sends where state in ('WAITING', 'RESERVED')"))
        .isEmpty();
    assertThat(database.texts("select send_id::text from sends where state = 'SENT'")).hasSize(1);
  }

  /** Ann was taken for Ben: what is decided about her afterwards is hers, and her address too. */
  @Test
  void whoIsPartedIsDecidedAboutAlone() {
    UUID address = Ids.person(WORKSPACE, new Identifier(Identifier.Kind.EMAIL, ADDRESS));
    audience.identified(agreed(ANN, ADDRESS));
    audience.merged(WORKSPACE, ANN, BEN, TOLD);

    for (int i = 0; i < 2; i++) {
      audience.parted(WORKSPACE, new Split(BEN, ANN, ANN), TOLD.plusSeconds(1));
      audience.parted(WORKSPACE, new Split(BEN, ANN, address), TOLD.plusSeconds(1));
      audience.merged(WORKSPACE, ANN, BEN, TOLD);
    }
    decide(ANN);
    decide(BEN);

    assertThat(deliverAll(new Handover.Accepted())).hasSize(1);
    assertThat(states(ANN)).containsExactly(State.SENT);
    assertThat(states(BEN)).containsExactly(State.WAITING);
  }

  @Test
  void aSplitSendsNoSecondMailToAMailboxAndAnotherMergeJoinsAgain() {
    UUID address = Ids.person(WORKSPACE, new Identifier(Identifier.Kind.EMAIL, ADDRESS));
    audience.identified(agreed(ANN, ADDRESS));
    audience.merged(WORKSPACE, ANN, BEN, TOLD);
    decide(BEN);
    assertThat(deliverAll(new Handover.Accepted())).hasSize(1);

    audience.parted(WORKSPACE, new Split(BEN, ANN, ANN), TOLD.plusSeconds(1));
    audience.parted(WORKSPACE, new Split(BEN, ANN, address), TOLD.plusSeconds(1));
    decide(ANN);
    audience.merged(WORKSPACE, ANN, BEN, TOLD.plusSeconds(2));
    decide(ANN);
    ledger.decideAgain(10);

    assertThat(deliverAll(new Handover.Accepted())).isEmpty();
  }

  @Test
  void mailsAnAnonymousTriggerToWhoItTurnedOutToBe() {
    decide(ANN);
    audience.identified(agreed(BEN, ADDRESS));
    audience.merged(WORKSPACE, ANN, BEN, TOLD);
    ledger.decideAgain(10);

    assertThat(deliverAll(new Handover.Accepted())).hasSize(1);
    assertThat(states(BEN)).containsExactly(State.SENT);
    decide(BEN);
    assertThat(deliverAll(new Handover.Accepted())).isEmpty();
  }

  @Test
  void mergesAndDecidesAtTheSameTimeWithoutASecondSend() throws Exception {
    audience.identified(agreed(ANN, ADDRESS));
    audience.identified(agreed(BEN, "ben@example.test"));
    List<Callable<Object>> work = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      work.add(() -> decide(ANN));
      work.add(() -> decide(BEN));
      work.add(
          () -> {
            audience.merged(WORKSPACE, ANN, BEN, TOLD);
            return null;
          });
      work.add(() -> ledger.decideAgain(10));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Object> one : threads.invokeAll(work)) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    ledger.decideAgain(10);

    assertThat(deliverAll(new Handover.Accepted())).hasSize(1);
  }

  @Test
  void letsAnOperatorSayWhatBecameOfAnUnknownSend() {
    audience.identified(agreed(ANN, ADDRESS));
    decide(ANN);
    deliverAll(new Handover.Unclear("time-out"));
    UUID sendId = kept(ANN).get(0).send().id();
    published();
    assertThat(records.resolve(UUID.randomUUID(), sendId, true, "log")).isEmpty();

    assertThat(records.resolve(WORKSPACE, sendId, true, "seen in the server's log")).isPresent();

    assertThat(states(ANN)).containsExactly(State.SENT);
    assertThat(published()).containsExactly("SENT", "email.sent");
    assertThat(records.resolve(WORKSPACE, sendId, false, "again")).isEmpty();
  }

  @Test
  void keepsRecordsUntilTheyAreAcknowledged() {
    decide(ANN);
    assertThatThrownBy(
            () ->
                outbox.relay(
                    10,
                    parcels -> {
                      throw new java.io.IOException("no broker");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(published()).containsExactly("WAITING");
  }

  @Test
  void publishesFromOneInstanceAtATime() throws SQLException {
    decide(ANN);
    try (Connection other = database.connect()) {
      other.setAutoCommit(false);
      assertThat(new Locks(new AliasTable()).outbox(other)).isTrue();
      assertThat(published()).isEmpty();
      other.rollback();
    }
    assertThat(published()).containsExactly("WAITING");
  }

  @Test
  void savesTheFirstOfTwoEditors() {
    Campaign changed = active(false);
    assertThat(campaigns.save(changed, 1, "a")).isInstanceOf(Campaigns.SaveOutcome.Kept.class);
    assertThat(campaigns.save(named("Other"), 1, "b"))
        .isEqualTo(new Campaigns.SaveOutcome.Stale(2));
    // the same again is what is kept already
    assertThat(campaigns.save(changed, 1, "a"))
        .isEqualTo(
            new Campaigns.SaveOutcome.Kept(campaigns.find(WORKSPACE, "hot").orElseThrow(), false));
    assertThat(campaigns.find(UUID.randomUUID(), "hot")).isEmpty();
  }

  private PostgresHandovers instance() {
    return new PostgresHandovers(
        transactions,
        new Leadership(database.source()),
        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
        clock);
  }

  private Optional<Decision> decide(UUID person) {
    return ledger.decide(WORKSPACE, "hot", Samples.occasion(person, NOON));
  }

  private List<UUID> deliverAll(Handover answer) {
    List<UUID> delivered = new ArrayList<>();
    assertThat(handovers.lead()).isTrue();
    for (Optional<Outgoing> next = handovers.next(); next.isPresent(); next = handovers.next()) {
      handovers.settle(next.get(), answer);
      delivered.add(next.get().send().id());
    }
    return delivered;
  }

  private List<Kept> kept(UUID person) {
    return records.page(WORKSPACE, "hot", null, 100, null).stream()
        .filter(kept -> kept.send().person().equals(person))
        .toList();
  }

  private List<State> states(UUID person) {
    return kept(person).stream().map(kept -> kept.send().state()).toList();
  }

  private Reason.Kind reason(UUID person) {
    return kept(person).get(0).send().progress().reason().kind();
  }

  private List<String> published() {
    List<String> published = new ArrayList<>();
    outbox.relay(
        1_000,
        parcels -> {
          for (Parcel parcel : parcels) {
            published.add(
                parcel instanceof Parcel.OfDelivery of
                    ? of.delivery().state().name()
                    : ((Parcel.OfEvent) parcel).event().type());
          }
        });
    return published;
  }

  private static Event agreed(UUID person, String address) {
    return Events.identified(null, address)
        .id("agreed-" + person + address)
        .consent(Campaign.PURPOSE, true)
        .person(person)
        .at(NOON)
        .build();
  }

  private void save(boolean active, int readVersion) {
    campaigns.save(active(active), readVersion, "test");
  }

  private Campaign active(boolean active) {
    return with(campaign.name(), active);
  }

  private Campaign named(String name) {
    return with(name, true);
  }

  private Campaign with(String name, boolean active) {
    MailTemplate mail = campaign.mail();
    Instant from = campaign.activeFrom();
    return new Campaign(
        WORKSPACE, "hot", 1, name, active, campaign.trigger(), mail, campaign.usefulFor(), from);
  }
}
