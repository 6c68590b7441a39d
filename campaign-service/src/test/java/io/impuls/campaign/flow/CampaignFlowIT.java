package io.impuls.campaign.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.impuls.campaign.domain.Campaign;
import io.impuls.contracts.Ids;
import io.impuls.contracts.Points;
import io.impuls.contracts.delivery.Delivery;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.Topics;
import io.impuls.testkit.Events;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a change record to a mail in a mailbox and back, over real servers. */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,postgres"))
@QuarkusTestResource(SmtpGate.class)
@QuarkusTestResource(LinkSettings.class)
class CampaignFlowIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @ConfigProperty(name = "impuls.kafka.bootstrap-servers")
  String kafka;

  SmtpGate gate;

  private final UUID workspace = UUID.randomUUID();
  private final Instant now = Instant.now();
  private Broker broker;

  @BeforeEach
  void begin() {
    broker = new Broker(kafka);
    put("hot", "\"band\":{\"plan\":\"engagement\",\"band\":\"HOT\"}");
  }

  @AfterEach
  void end() {
    broker.close();
  }

  @Test
  void mailsWhoEntersTheBandOnceHoweverOftenTheRecordsCome() {
    UUID ann = UUID.randomUUID();
    String address = address(ann);
    for (int i = 0; i < 3; i++) {
      broker.write(Topics.EVENTS, workspace, ann, identified(ann, address));
      broker.write(Topics.SCORE_CHANGES, workspace, ann, entersHot(ann));
    }
    await().atMost(SOON).until(() -> !Mailbox.of(address).isEmpty());
    broker.write(Topics.SCORE_CHANGES, workspace, ann, entersHot(ann));
    // what comes later in the same partition is done, so all before it is
    settled(ann);

    UUID sendId = Ids.send(workspace, "hot", ann);
    assertThat(Mailbox.of(address)).hasSize(1);
    Mailbox.Found mail = Mailbox.of(address).get(0);
    assertThat(mail.subject()).isEqualTo("Hello Ann <3");
    assertThat(mail.messageId()).isEqualTo("<" + sendId + "@impuls.local>");
    assertThat(mail.source()).contains("Ann &lt;3").contains("score 60 in HOT");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(deliveries(ann))
                    .extracting(Delivery::state)
                    .containsExactly(State.RESERVED, State.HANDING_OFF, State.SENT));
    assertThat(deliveries(ann)).extracting(Delivery::sendId).containsOnly(sendId);
    ConsumerRecord<String, Event> sent = sentEvents(sendId).get(0);
    assertThat(sentEvents(sendId)).hasSize(1);
    assertThat(sent.key()).isEqualTo(workspace + "|EMAIL:" + address);
    assertThat(new String(sent.headers().lastHeader("ce_id").value()))
        .isEqualTo(sent.value().eventId().toString());
    summary("SENT", 1);
  }

  @Test
  void waitsForTheAddressOfAnAnonymousPersonAcrossItsMerge() {
    UUID visitor = UUID.randomUUID();
    UUID ben = UUID.randomUUID();
    String address = address(ben);
    broker.write(Topics.SCORE_CHANGES, workspace, visitor, entersHot(visitor));
    await().atMost(SOON).until(() -> !deliveries(visitor).isEmpty());

    broker.write(Topics.EVENTS, workspace, ben, identified(ben, address));
    broker.write(Topics.EVENTS, workspace, visitor, merged(visitor, ben));
    broker.write(Topics.EVENTS, workspace, ben, merged(visitor, ben));
    await().atMost(SOON).until(() -> !Mailbox.of(address).isEmpty());
    broker.write(Topics.SCORE_CHANGES, workspace, ben, entersHot(ben));
    settled(ben);

    assertThat(Mailbox.of(address)).hasSize(1);
    summary("SENT", 1);
  }

  @Test
  void mailsWhoseTagComesToThePoints() {
    put("lanterns", "\"tag\":{\"key\":\"lantern\",\"atLeast\":5}");
    UUID cleo = UUID.randomUUID();
    String address = address(cleo);
    broker.write(Topics.EVENTS, workspace, cleo, identified(cleo, address));
    broker.write(Topics.TAG_CHANGES, workspace, cleo, tag(cleo, 4, 1));
    broker.write(Topics.TAG_CHANGES, workspace, cleo, tag(cleo, 5, 2));
    broker.write(Topics.TAG_CHANGES, workspace, cleo, tag(cleo, 6, 3));

    await().atMost(SOON).until(() -> !Mailbox.of(address).isEmpty());

    assertThat(deliveries(cleo)).extracting(Delivery::triggerId).containsOnly(cleo + "/1/2");
  }

  @Test
  void aMailsLinksNameWhoAgreedToItAndNobodyElse() {
    UUID fred = UUID.randomUUID();
    UUID gina = UUID.randomUUID();
    broker.write(
        Topics.EVENTS,
        workspace,
        fred,
        Events.identified(null, address(fred))
            .in(workspace)
            .at(now)
            .consent(Campaign.PURPOSE, true)
            .consent(Campaign.TRACKING_PURPOSE, true)
            .person(fred)
            .build());
    broker.write(Topics.EVENTS, workspace, gina, identified(gina, address(gina)));
    for (UUID person : List.of(fred, gina)) {
      broker.write(Topics.SCORE_CHANGES, workspace, person, entersHot(person));
      await().atMost(SOON).until(() -> !Mailbox.of(address(person)).isEmpty());
    }

    String agreed = Mailbox.of(address(fred)).get(0).plain();
    MessageToken click = token(agreed, "/m/c/([\\w-]+)", Use.CLICK);
    assertThat(click)
        .isEqualTo(MessageToken.click(workspace, fred, "hot", "1", "https://shop.example/tv?a=1"));
    assertThat(token(agreed, "/m/o/([\\w-]+)\\.gif", Use.OPEN).person()).isEqualTo(fred);
    assertThat(agreed).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    assertThat(token(agreed, "List-Unsubscribe: <https://[^>]*/m/u/([\\w-]+)>", Use.UNSUBSCRIBE))
        .isEqualTo(MessageToken.of(Use.UNSUBSCRIBE, workspace, fred, "hot"));
    String silent = Mailbox.of(address(gina)).get(0).plain();
    assertThat(token(silent, "/m/c/([\\w-]+)", Use.CLICK).personal()).isFalse();
    assertThat(silent).doesNotContain("/m/o/");
    assertThat(token(silent, "/m/u/([\\w-]+)", Use.UNSUBSCRIBE).person()).isEqualTo(gina);
  }

  @Test
  void mailsNobodyWhoUnsubscribed() {
    UUID hugo = UUID.randomUUID();
    broker.write(Topics.EVENTS, workspace, hugo, identified(hugo, address(hugo)));
    broker.write(
        Topics.EVENTS,
        workspace,
        hugo,
        Events.of(EventTypes.EMAIL_UNSUBSCRIBED)
            .in(workspace)
            .at(now.plusSeconds(1))
            .consent(Campaign.PURPOSE, false)
            .person(hugo)
            .build());
    broker.write(Topics.SCORE_CHANGES, workspace, hugo, entersHot(hugo));

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(deliveries(hugo))
                    .extracting(Delivery::state)
                    .containsExactly(State.WAITING));
    assertThat(Mailbox.of(address(hugo))).isEmpty();
  }

  @Test
  void losesNothingWhileTheMailServerIsAway() {
    UUID dora = UUID.randomUUID();
    String address = address(dora);
    gate.shut();
    try {
      broker.write(Topics.EVENTS, workspace, dora, identified(dora, address));
      broker.write(Topics.SCORE_CHANGES, workspace, dora, entersHot(dora));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  given()
                      .get("/q/health/ready")
                      .then()
                      .statusCode(200)
                      .body("checks.data.state", hasItem("degraded")));
      assertThat(Mailbox.of(address)).isEmpty();
    } finally {
      gate.open();
    }

    await().atMost(SOON).until(() -> !Mailbox.of(address).isEmpty());
    await().atMost(SOON).untilAsserted(() -> summary("SENT", 1));
    assertThat(Mailbox.of(address)).hasSize(1);
  }

  @Test
  void leavesASendUnknownWhenTheAnswerIsLostAndAsksAnOperator() {
    UUID emil = UUID.randomUUID();
    String address = address(emil);
    UUID sendId = Ids.send(workspace, "hot", emil);
    gate.loseAnswers(true);
    try {
      broker.write(Topics.EVENTS, workspace, emil, identified(emil, address));
      broker.write(Topics.SCORE_CHANGES, workspace, emil, entersHot(emil));
      await().atMost(SOON).untilAsserted(() -> summary("UNKNOWN", 1));
    } finally {
      gate.loseAnswers(false);
    }
    broker.write(Topics.SCORE_CHANGES, workspace, emil, entersHot(emil));
    settled(emil);
    assertThat(Mailbox.of(address)).hasSize(1);
    assertThat(sentEvents(sendId)).isEmpty();

    given()
        .auth()
        .oauth2(TestTokens.operator(workspace))
        .contentType(ContentType.JSON)
        .body("{\"state\":\"sent\",\"reason\":\"seen in the mailbox\"}")
        .post("/v1/sends/{id}/resolve", sendId)
        .then()
        .statusCode(200)
        .body("state", equalTo("SENT"));

    await().atMost(SOON).until(() -> sentEvents(sendId).size() == 1);
    assertThat(Mailbox.of(address)).hasSize(1);
  }

  private static MessageToken token(String mail, String pattern, Use use) {
    Matcher found = Pattern.compile(pattern).matcher(mail);
    assertThat(found.find()).as(pattern).isTrue();
    return MessageKeys.parse(List.of(LinkSettings.KEY)).open(found.group(1), use).orElseThrow();
  }

  private void put(String id, String trigger) {
    given()
        .auth()
        .oauth2(TestTokens.marketer(workspace))
        .contentType(ContentType.JSON)
        .body(
            """
            {"name":"Test","activeFrom":"%s","trigger":{%s},
             "mail":{"subject":"Hello {firstName ?: 'friend'}",
                     "html":"<p>{firstName}</p><p>score {score ?: 'none'} in {band ?: tag}</p><a href=\\"https://shop.example/tv?a=1\\">TV</a>"}}
            """
                .formatted(now.minus(Duration.ofHours(1)), trigger))
        .put("/v1/campaigns/{id}", id)
        .then()
        .statusCode(201);
    known(id);
  }

  /** A campaign is known to the triggers within a second; a trigger of a stranger shows it. */
  private void known(String id) {
    int before = total(id);
    await()
        .atMost(SOON)
        .until(
            () -> {
              UUID stranger = UUID.randomUUID();
              broker.write(Topics.SCORE_CHANGES, workspace, stranger, entersHot(stranger));
              broker.write(Topics.TAG_CHANGES, workspace, stranger, tag(stranger, 5, 1));
              return total(id) > before;
            });
  }

  private int total(String id) {
    return given()
        .auth()
        .oauth2(TestTokens.viewer(workspace))
        .get("/v1/campaigns/{id}/summary", id)
        .then()
        .statusCode(200)
        .extract()
        .path("total");
  }

  /** Waits until a record written now behind all of this person's is done. */
  private void settled(UUID person) {
    UUID marker = UUID.randomUUID();
    broker.write(Topics.SCORE_CHANGES, workspace, person, entersHot(marker));
    await().atMost(SOON).until(() -> !deliveries(marker).isEmpty());
  }

  private void summary(String state, int count) {
    given()
        .auth()
        .oauth2(TestTokens.viewer(workspace))
        .get("/v1/campaigns/hot/summary")
        .then()
        .statusCode(200)
        .body("byState." + state, equalTo(count));
  }

  private List<Delivery> deliveries(UUID person) {
    return broker.read(Topics.DELIVERIES, d -> d.person().equals(person)).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  private List<ConsumerRecord<String, Event>> sentEvents(UUID sendId) {
    return broker.read(Topics.COLLECTED, e -> sendId.toString().equals(e.clientId()));
  }

  private static String address(UUID person) {
    return Mailbox.opened(person + "@example.test");
  }

  private Event identified(UUID person, String address) {
    return Events.identified(null, address)
        .in(workspace)
        .id("identified-" + person)
        .at(now)
        .trait("firstName", "Ann <3")
        .consent(Campaign.PURPOSE, true)
        .person(person)
        .build();
  }

  private Event merged(UUID from, UUID into) {
    return Events.of(EventTypes.PERSON_MERGED)
        .in(workspace)
        .id("merged-" + from)
        .at(now)
        .build()
        .resolved(new Resolution(into, into, null, null, null, null, null, new Merge(from, into)));
  }

  private ScoreChange entersHot(UUID person) {
    return new ScoreChange(
        workspace,
        person,
        "engagement",
        1,
        1,
        Points.of(40),
        Points.of(60),
        null,
        "HOT",
        now,
        null,
        List.of(),
        null,
        0);
  }

  private TagChange tag(UUID person, int after, long version) {
    return new TagChange(
        workspace,
        person,
        "LANTERN",
        "Lantern",
        1,
        version,
        TagChange.Action.REINFORCED,
        Points.of(after - 1),
        Points.of(after),
        now,
        "lanterns",
        1,
        null,
        null,
        0);
  }
}
