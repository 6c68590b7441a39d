package io.impuls.tracking.collector.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.MailReaders;
import io.impuls.tracking.collector.domain.MessageMetrics;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLinksTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID PERSON = UUID.fromString("11111111-2222-5333-8444-555555555555");
  private static final String SHOP = "https://shop.example/tv?a=1";
  private static final String VISITOR = "6f2c1a6e-52c0-4d58-9a40-0a5c1f2d9b11";
  private static final MessageKeys KEYS =
      MessageKeys.parse(List.of("k1:0123456789abcdef0123456789abcdef:" + WORKSPACE));

  private final List<String> unnamed = new ArrayList<>();
  private int unknown;
  private final MessageMetrics metrics =
      new MessageMetrics() {
        @Override
        public void unnamed(String eventType) {
          unnamed.add(eventType);
        }

        @Override
        public void unknownToken() {
          unknown++;
        }
      };
  private final Set<UUID> withdrawn = new HashSet<>();
  private final MailReaders readers =
      (workspace, person) -> WORKSPACE.equals(workspace) && withdrawn.contains(person);
  private final OpenPixel pixel = new OpenPixel(KEYS, readers, metrics);
  private final ClickRedirect mail = ClickRedirect.ofMail(KEYS, readers, metrics);
  private final ClickRedirect sms = ClickRedirect.ofSms(KEYS, readers, metrics);
  private final HiddenLink hidden = new HiddenLink(KEYS, readers, metrics);
  private final Unsubscription unsubscription = new Unsubscription(KEYS, readers, metrics);

  @Test
  void anOpenedMailIsItsRecipients() {
    IntakeRequest request = TestRequest.get(open()).with("User-Agent", "GoogleImageProxy");

    Judgement.Store stored = store(pixel, request);

    Event event = event(stored);
    assertThat(event.type()).isEqualTo(EventTypes.EMAIL_OPENED);
    assertThat(event.workspace()).isEqualTo(WORKSPACE);
    assertThat(event.source()).isEqualTo(new Source("messages", Source.Kind.CAMPAIGN));
    assertThat(event.identity().intakeKey())
        .contains(new Identifier(Identifier.Kind.RECIPIENT, PERSON.toString()));
    assertThat(event.properties())
        .isEqualTo(
            Map.of(
                "message", Ids.send(WORKSPACE, "spring", PERSON).toString(), "campaign", "spring"));
    assertThat(event.server().userAgent()).isEqualTo("GoogleImageProxy");
    assertThat(event.server().address()).isEqualTo("203.0.113.0");
    assertThat(event.occurredAt()).isEqualTo(request.receivedAt());
    Reply image = stored.whenStored();
    assertThat(image.status()).isEqualTo(200);
    assertThat(image.contentType()).isEqualTo("image/gif");
    assertThat(new String(image.body(), StandardCharsets.ISO_8859_1)).startsWith("GIF89a");
    assertThat(header(image, "Cache-Control")).isEqualTo("no-cache, no-store, must-revalidate");
    assertThat(header(image, "Set-Cookie")).isNull();
  }

  @Test
  void withoutKafkaAnOpeningIsNotSaidToBeStored() {
    assertThat(pixel.needsKafka()).isTrue();
    assertThat(pixel.later().status()).isEqualTo(503);
    assertThat(pixel.later().contentType()).isEqualTo("image/gif");
    assertThat(header(pixel.later(), "Retry-After")).isEqualTo("1");
  }

  @Test
  void aClickLeadsToItsPageAndMakesTheBrowserThePersons() {
    Judgement.Store stored = store(mail, TestRequest.get(click("2")).cookie("impuls_vid", VISITOR));

    Event event = event(stored);
    assertThat(event.type()).isEqualTo(EventTypes.EMAIL_CLICKED);
    assertThat(event.identity().visitorId()).isEqualTo(VISITOR);
    assertThat(event.identity().recipient()).isEqualTo(PERSON.toString());
    assertThat(event.properties()).containsEntry("link", "2").containsEntry("url", SHOP);
    assertThat(event.properties()).doesNotContainKey("machine");
    assertThat(stored.whenStored().status()).isEqualTo(302);
    assertThat(header(stored.whenStored(), "Location")).isEqualTo(SHOP);
    assertThat(header(stored.whenStored(), "Set-Cookie"))
        .startsWith("impuls_vid=" + VISITOR + ";")
        .contains("HttpOnly", "Secure", "SameSite=Lax");
  }

  @Test
  void linksOfWhomWhoWithdrewAreDeadButLeadOn() {
    withdrawn.add(PERSON);

    Reply image = ((Judgement.AnswerNow) pixel.judge(TestRequest.get(open()))).reply();
    Reply onwards =
        ((Judgement.AnswerNow)
                mail.judge(TestRequest.get(click("2")).cookie("impuls_vid", VISITOR)))
            .reply();
    String hiddenPath =
        "/m/h/" + KEYS.seal(MessageToken.of(Use.HIDDEN, WORKSPACE, PERSON, "spring"));
    assertThat(hidden.judge(TestRequest.get(hiddenPath))).isInstanceOf(Judgement.AnswerNow.class);

    assertThat(image.status()).isEqualTo(200);
    assertThat(image.contentType()).isEqualTo("image/gif");
    assertThat(onwards.status()).isEqualTo(302);
    assertThat(header(onwards, "Location")).isEqualTo(SHOP);
    assertThat(header(onwards, "Set-Cookie")).isNull();
    // an aggregate counter is all that is left
    assertThat(unnamed).containsExactly(EventTypes.EMAIL_OPENED, EventTypes.EMAIL_CLICKED);
  }

  @Test
  void aFreshBrowserGetsTheCookieThatTheEventNames() {
    Judgement.Store stored = store(mail, TestRequest.get(click("2")));

    assertThat(header(stored.whenStored(), "Set-Cookie"))
        .startsWith("impuls_vid=" + event(stored).identity().visitorId() + ";");
  }

  @Test
  void aClickIsNeverStrandedWithoutKafka() {
    Judgement.Store stored = store(mail, TestRequest.get(click("2")));

    assertThat(mail.needsKafka()).isFalse();
    Judgement.Unstored unstored = stored.unstored().orElseThrow();
    assertThat(unstored.patience()).isLessThanOrEqualTo(java.time.Duration.ofSeconds(1));
    assertThat(unstored.reply().status()).isEqualTo(302);
    assertThat(header(unstored.reply(), "Location")).isEqualTo(SHOP);
    assertThat(header(unstored.reply(), "Set-Cookie")).isNull();
  }

  @Test
  void whoOnlyLooksAheadIsAMachineAndGetsNoCookie() {
    for (IntakeRequest request :
        List.of(
            TestRequest.head(click("2")),
            TestRequest.get(click("2")).with("Sec-Purpose", "prefetch;prerender"),
            TestRequest.get(click("2")).with("X-Purpose", "preview"))) {
      Judgement.Store stored = store(mail, request);

      assertThat(event(stored).properties())
          .containsEntry("machine", true)
          .containsEntry("machineReason", request.method().equals("HEAD") ? "HEAD" : "prefetch");
      assertThat(event(stored).identity().visitorId()).isNull();
      assertThat(header(stored.whenStored(), "Set-Cookie")).isNull();
      assertThat(header(stored.whenStored(), "Location")).isEqualTo(SHOP);
    }
  }

  @Test
  void globalPrivacyControlKeepsTheBrowserUnnamed() {
    Judgement.Store stored =
        store(mail, TestRequest.get(click("2")).with("Sec-GPC", "1").cookie("impuls_vid", VISITOR));

    assertThat(event(stored).identity().visitorId()).isNull();
    assertThat(event(stored).identity().recipient()).isEqualTo(PERSON.toString());
    assertThat(header(stored.whenStored(), "Set-Cookie")).isNull();
  }

  @Test
  void theSameClientInTheSameSecondIsOneClickAndAScannerBesideItAnother() {
    Instant now = Instant.parse("2026-11-22T10:00:00.100Z");
    Event first = event(store(mail, browser().at(now)));

    assertThat(event(store(mail, browser().at(now.plusMillis(800)))).eventId())
        .isEqualTo(first.eventId());
    assertThat(event(store(mail, browser().at(now.plusMillis(900)))).eventId())
        .isNotEqualTo(first.eventId());
    assertThat(event(store(mail, browser().at(now).from("198.51.100.9"))).eventId())
        .isNotEqualTo(first.eventId());
    assertThat(event(store(mail, browser().at(now).with("User-Agent", "Scanner"))).eventId())
        .isNotEqualTo(first.eventId());
    assertThat(event(store(mail, TestRequest.get(click("3")).at(now))).eventId())
        .isNotEqualTo(first.eventId());
  }

  @Test
  void aClickInAnSmsIsOne() {
    String code =
        KEYS.sealShort(
            MessageToken.smsClick(WORKSPACE, PERSON, "spring", "1", "https://shop.example/x"));

    Judgement.Store stored = store(sms, TestRequest.get("/s/" + code));

    assertThat(event(stored).type()).isEqualTo(EventTypes.SMS_CLICKED);
    assertThat(event(stored).identity().recipient()).isEqualTo(PERSON.toString());
    assertThat(event(stored).identity().visitorId()).isNotNull();
    assertThat(header(stored.whenStored(), "Location")).isEqualTo("https://shop.example/x");
  }

  @Test
  void whoFollowsAHiddenLinkIsAMachine() {
    String token = KEYS.seal(MessageToken.of(Use.HIDDEN, WORKSPACE, PERSON, "spring"));

    Judgement.Store stored = store(hidden, TestRequest.get("/m/h/" + token));

    assertThat(event(stored).type()).isEqualTo(EventTypes.EMAIL_CLICKED);
    assertThat(event(stored).properties())
        .containsEntry("hidden", true)
        .containsEntry("machine", true);
    assertThat(event(stored).identity().visitorId()).isNull();
    assertThat(stored.whenStored().status()).isEqualTo(200);
    assertThat(header(stored.whenStored(), "Location")).isNull();
  }

  @Test
  void lookingAtTheUnsubscriptionChangesNothing() {
    for (IntakeRequest request :
        List.of(TestRequest.get(unsubscribe()), TestRequest.head(unsubscribe()))) {
      Judgement judgement = unsubscription.judge(request);

      assertThat(judgement).isInstanceOf(Judgement.AnswerNow.class);
      Reply page = ((Judgement.AnswerNow) judgement).reply();
      assertThat(page.status()).isEqualTo(200);
      assertThat(text(page)).contains("method=\"post\"", "List-Unsubscribe", "Unsubscribe?");
    }
  }

  @Test
  void oneClickUnsubscribesAsOftenAsItComes() {
    for (String body :
        List.of(
            "List-Unsubscribe=One-Click",
            "--x\r\n"
                + "Content-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
                + "One-Click\r\n"
                + "--x--",
            "")) {
      Judgement.Store stored = store(unsubscription, TestRequest.post(unsubscribe(), body));

      Event event = event(stored);
      assertThat(event.type()).isEqualTo(EventTypes.EMAIL_UNSUBSCRIBED);
      assertThat(event.consent()).isEqualTo(Map.of("marketing_email", false));
      assertThat(event.identity().recipient()).isEqualTo(PERSON.toString());
      assertThat(event.identity().visitorId()).isNull();
      assertThat(stored.whenStored().status()).isEqualTo(200);
      assertThat(header(stored.whenStored(), "Set-Cookie")).isNull();
      assertThat(header(stored.whenStored(), "Location")).isNull();
      assertThat(stored.unstored()).isEmpty();
    }
    assertThat(unsubscription.later().status()).isEqualTo(503);
    assertThat(header(unsubscription.later(), "Retry-After")).isEqualTo("1");
  }

  @Test
  void theOtherButtonEndsAllMarketing() {
    Judgement.Store stored =
        store(
            unsubscription,
            TestRequest.post(unsubscribe(), "List-Unsubscribe=One-Click&scope=all"));

    assertThat(event(stored).consent())
        .isEqualTo(Map.of("marketing_email", false, "marketing_sms", false));
  }

  @Test
  void speaksTheReadersLanguage() {
    assertThat(text(page(TestRequest.get(unsubscribe()).with("Accept-Language", "pl-PL,en;q=0.5"))))
        .contains("<html lang=\"pl\">", "Zrezygnować");
    assertThat(text(page(TestRequest.get(unsubscribe()).with("Accept-Language", "xx\"><b>"))))
        .contains("<html lang=\"en\">")
        .doesNotContain("<b>");
    for (String language : List.of("pl", "en", "de", "fr")) {
      for (String request : List.of(unsubscribe(), "/m/u/x")) {
        assertThat(text(page(TestRequest.get(request).with("Accept-Language", language))))
            .doesNotContain("null")
            .doesNotContainPattern("\\{[a-z]+}");
      }
    }
  }

  @Test
  void aPersonWhoIsNotFollowedIsOnlyCounted() {
    String opened = KEYS.seal(MessageToken.of(Use.OPEN, WORKSPACE, null, "spring"));
    String clicked = KEYS.seal(MessageToken.click(WORKSPACE, null, "spring", "2", SHOP));
    String looked = KEYS.seal(MessageToken.of(Use.HIDDEN, WORKSPACE, null, "spring"));

    Reply image = answer(pixel, TestRequest.get("/m/o/" + opened + ".gif"));
    Reply onwards = answer(mail, TestRequest.get("/m/c/" + clicked).cookie("impuls_vid", VISITOR));
    Reply page = answer(hidden, TestRequest.get("/m/h/" + looked));

    assertThat(unnamed).containsExactly(EventTypes.EMAIL_OPENED, EventTypes.EMAIL_CLICKED);
    assertThat(image.contentType()).isEqualTo("image/gif");
    assertThat(header(onwards, "Location")).isEqualTo(SHOP);
    assertThat(header(onwards, "Set-Cookie")).isNull();
    assertThat(page.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/m/c/",
        "/m/c/x",
        "/m/c/https%3A%2F%2Fevil.example",
        "/m/c/../../etc",
        "/m/c/%00"
      })
  void aTokenOfNobodyLeadsNowhere(String path) {
    for (IntakeProtocol link : List.of(pixel, mail, sms, hidden, unsubscription)) {
      Reply page = answer(link, TestRequest.get(path + "?url=https://evil.example"));

      assertThat(page.status()).isEqualTo(404);
      assertThat(page.contentType()).startsWith("text/html");
      assertThat(header(page, "Location")).isNull();
      assertThat(header(page, "Set-Cookie")).isNull();
      assertThat(text(page)).doesNotContain("evil");
    }
    assertThat(unknown).isEqualTo(5);
    assertThat(
            answer(unsubscription, TestRequest.post(path, "List-Unsubscribe=One-Click")).status())
        .isEqualTo(404);
  }

  @Test
  void aTokenWorksOnItsOwnRouteOnly() {
    String token = click("2").substring("/m/c/".length());

    assertThat(answer(pixel, TestRequest.get("/m/o/" + token + ".gif")).status()).isEqualTo(404);
    assertThat(answer(unsubscription, TestRequest.post("/m/u/" + token, "")).status())
        .isEqualTo(404);
    assertThat(answer(sms, TestRequest.get("/s/" + token)).status()).isEqualTo(404);
    assertThat(store(mail, TestRequest.get("/m/c/" + token + "/?utm_source=x")).verdicts())
        .hasSize(1);
  }

  private static TestRequest browser() {
    return TestRequest.get(click("2")).with("User-Agent", "Firefox").cookie("impuls_vid", VISITOR);
  }

  private static String open() {
    return "/m/o/" + KEYS.seal(MessageToken.of(Use.OPEN, WORKSPACE, PERSON, "spring")) + ".gif";
  }

  private static String click(String link) {
    return "/m/c/" + KEYS.seal(MessageToken.click(WORKSPACE, PERSON, "spring", link, SHOP));
  }

  private static String unsubscribe() {
    return "/m/u/" + KEYS.seal(MessageToken.of(Use.UNSUBSCRIBE, WORKSPACE, PERSON, "spring"));
  }

  private Reply page(IntakeRequest request) {
    return answer(unsubscription, request);
  }

  private static Judgement.Store store(IntakeProtocol link, IntakeRequest request) {
    Judgement judgement = link.judge(request);
    assertThat(judgement).isInstanceOf(Judgement.Store.class);
    return (Judgement.Store) judgement;
  }

  private static Reply answer(IntakeProtocol link, IntakeRequest request) {
    Judgement judgement = link.judge(request);
    assertThat(judgement).isInstanceOf(Judgement.AnswerNow.class);
    return ((Judgement.AnswerNow) judgement).reply();
  }

  private static Event event(Judgement.Store stored) {
    assertThat(stored.verdicts()).hasSize(1);
    assertThat(stored.verdicts().get(0)).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) stored.verdicts().get(0)).event();
  }

  private static String header(Reply reply, String name) {
    return reply.headers().stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Reply.Header::value)
        .findFirst()
        .orElse(null);
  }

  private static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }
}
