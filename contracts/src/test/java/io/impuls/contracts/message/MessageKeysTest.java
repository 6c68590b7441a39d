package io.impuls.contracts.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.impuls.contracts.Ids;
import io.impuls.contracts.message.MessageToken.Use;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageKeysTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");
  private static final UUID PERSON = UUID.fromString("11111111-2222-5333-8444-555555555555");
  private static final UUID MESSAGE = UUID.fromString("aaaaaaaa-bbbb-5ccc-8ddd-eeeeeeeeeeee");
  private static final String URL = "https://shop.example/tv?a=1";
  private static final String K1 = "k1:0123456789abcdef0123456789abcdef";
  private static final String K2 = "k2:fedcba9876543210fedcba9876543210";

  private static final MessageKeys KEYS = MessageKeys.parse(List.of(K1));
  private static final MessageKeys OWN = MessageKeys.parse(List.of(K1 + ":" + WORKSPACE));

  private static final MessageToken CLICK =
      new MessageToken(Use.CLICK, WORKSPACE, PERSON, MESSAGE, "spring", "2", URL);

  @Test
  void sealsAsDocumented() {
    // reckoned with Python's hmac from the layout in TokenForm
    assertThat(KEYS.seal(CLICK))
        .isEqualTo(
            "EQJrMQIAAAAAAABAAIAAAAAAAAABERERESIiUzOERFVVVVVVVaqqqqq7u1zMjd3u7u7u7u4Gc3ByaW5nATJo"
                + "dHRwczovL3Nob3AuZXhhbXBsZS90dj9hPTEvqfjl484-7S_UTqO3EJ1K");
    assertThat(
            OWN.sealShort(
                MessageToken.smsClick(WORKSPACE, PERSON, "spring", "2", "https://shop.example/tv")))
        .isEqualTo("IwJrMREREREiIlMzhERVVVVVVVUGc3ByaW5nATJzaG9wLmV4YW1wbGUvdHanC7UeZK60YA");
  }

  @Test
  void opensWhatItSealed() {
    for (MessageToken token :
        List.of(
            CLICK,
            MessageToken.click(WORKSPACE, null, "zażółć", null, "http://shop.example:8080/"),
            MessageToken.click(WORKSPACE, PERSON, "c".repeat(255), "l".repeat(255), longest()),
            MessageToken.of(Use.OPEN, WORKSPACE, PERSON, "spring"),
            MessageToken.of(Use.OPEN, WORKSPACE, null, null),
            MessageToken.of(Use.HIDDEN, WORKSPACE, PERSON, "spring"),
            MessageToken.of(Use.UNSUBSCRIBE, WORKSPACE, PERSON, "spring"),
            MessageToken.of(Use.REPORT, WORKSPACE, PERSON, "spring"))) {
      String text = KEYS.seal(token);
      assertThat(text).matches("[A-Za-z0-9_-]+").hasSizeLessThan(MessageKeys.LONGEST_TOKEN);
      assertThat(KEYS.open(text, token.use())).contains(token);
    }
  }

  @Test
  void aShortTokenFitsAnSmsAndNamesTheSend() {
    MessageToken sms =
        MessageToken.smsClick(WORKSPACE, PERSON, "spring-sale", "1", "https://shop.example/p/1234");

    String text = OWN.sealShort(sms);

    assertThat(text).hasSizeLessThanOrEqualTo(90);
    assertThat(OWN.open(text, Use.SMS_CLICK)).contains(sms);
    assertThat(sms.message()).isEqualTo(Ids.send(WORKSPACE, "spring-sale", PERSON));
    MessageToken plain =
        MessageToken.smsClick(WORKSPACE, null, "spring-sale", null, "http://shop.example/");
    assertThat(OWN.open(OWN.sealShort(plain), Use.SMS_CLICK)).contains(plain);
  }

  @Test
  void aShortTokenTakesAKeyOfItsWorkspaceAlone() {
    MessageToken sms = MessageToken.smsClick(WORKSPACE, PERSON, "spring", "1", URL);

    assertThatIllegalStateException().isThrownBy(() -> KEYS.sealShort(sms));
    assertThat(KEYS.open(OWN.sealShort(sms), Use.SMS_CLICK)).isEmpty();
  }

  @Test
  void everyChangedCharacterMakesItUnknown() {
    for (String text :
        List.of(
            KEYS.seal(CLICK),
            OWN.sealShort(MessageToken.smsClick(WORKSPACE, PERSON, "spring", "1", URL)))) {
      MessageKeys keys = MessageKeys.parse(List.of(K1 + ":" + WORKSPACE));
      for (int i = 0; i < text.length(); i++) {
        char other = text.charAt(i) == 'A' ? 'B' : 'A';
        String changed = text.substring(0, i) + other + text.substring(i + 1);
        for (Use use : Use.values()) {
          assertThat(keys.open(changed, use)).as(changed).isEmpty();
        }
        assertThat(keys.open(text.substring(0, i), Use.CLICK)).isEmpty();
      }
      assertThat(keys.open(text + "A", Use.CLICK)).isEmpty();
      assertThat(keys.open(text + "=", Use.CLICK)).isEmpty();
    }
  }

  @Test
  void aTokenForOneUseIsNoneForAnother() {
    String text = KEYS.seal(MessageToken.of(Use.OPEN, WORKSPACE, PERSON, "spring"));

    assertThat(KEYS.open(text, Use.UNSUBSCRIBE)).isEmpty();
    assertThat(KEYS.open(text, Use.OPEN)).isPresent();
  }

  @Test
  void anOldKeyOpensBesideANewOneUntilItIsTakenOut() {
    String old = KEYS.seal(CLICK);
    MessageKeys both = MessageKeys.parse(List.of(K2, K1));

    assertThat(both.open(old, Use.CLICK)).contains(CLICK);
    assertThat(KEYS.open(both.seal(CLICK), Use.CLICK)).isEmpty();
    assertThat(MessageKeys.parse(List.of(K2)).open(old, Use.CLICK)).isEmpty();
    assertThat(MessageKeys.NONE.open(old, Use.CLICK)).isEmpty();
    assertThat(
            MessageKeys.parse(List.of("k1:another secret of the same old name"))
                .open(old, Use.CLICK))
        .isEmpty();
  }

  @Test
  void aKeyOfOneWorkspaceSignsForNoOther() {
    MessageToken foreign = MessageToken.of(Use.OPEN, OTHER, PERSON, "spring");

    assertThat(OWN.sealFor(WORKSPACE)).isTrue();
    assertThat(OWN.sealFor(OTHER)).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> OWN.seal(foreign));
    assertThat(OWN.open(KEYS.seal(foreign), Use.OPEN)).isEmpty();
  }

  @Test
  void aTokenWithoutAPersonTellsNothingOfThem() {
    String text = KEYS.seal(MessageToken.click(WORKSPACE, null, "spring", "1", URL));

    assertThat(text).isEqualTo(KEYS.seal(MessageToken.click(WORKSPACE, null, "spring", "1", URL)));
    assertThat(KEYS.open(text, Use.CLICK).orElseThrow().personal()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MessageToken(Use.OPEN, WORKSPACE, null, MESSAGE, "spring", null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageToken.of(Use.UNSUBSCRIBE, WORKSPACE, null, "spring"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "/relative",
        "https:///nowhere",
        "https://user:secret@shop.example/",
        "https://shop.example/\r\nSet-Cookie: a=b",
        "https://shop.example/a b",
        "https://sklep.example/żółw",
        "ftp://shop.example/",
        ""
      })
  void leadsOnlyToWebAddresses(String url) {
    assertThat(MessageToken.isDestination(url)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageToken.click(WORKSPACE, PERSON, "spring", "1", url));
  }

  @Test
  void whateverStrangersSendIsUnknown() {
    Random random = new Random(20_261_125);
    List<String> texts = new ArrayList<>(List.of("", "A", "EQ", "....", "%00", "ż", "=", "EQJrMQ"));
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(120)];
      random.nextBytes(bytes);
      if (bytes.length > 4 && i % 2 == 0) {
        System.arraycopy(
            new byte[] {(byte) (i % 4 == 0 ? 0x11 : 0x21), 2, 'k', '1'}, 0, bytes, 0, 4);
      }
      texts.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    for (String text : texts) {
      assertThat(OWN.open(text, Use.CLICK)).isEmpty();
      assertThat(OWN.open(text, Use.SMS_CLICK)).isEmpty();
    }
    assertThat(OWN.open(null, Use.CLICK)).isEmpty();
    assertThat(OWN.open("E".repeat(100_000), Use.CLICK)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k1", "k1:short", ":0123456789abcdef0123456789abcdef", "k 1:x"})
  void refusesKeysThatAreNone(String setting) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageKeys.parse(List.of(setting)))
        .withMessageNotContaining("short");
  }

  @Test
  void hidesItsSecrets() {
    assertThat(MessageKey.parse(K1)).hasToString("MessageKey[k1]");
    assertThatIllegalArgumentException().isThrownBy(() -> MessageKeys.parse(List.of(K1, K1)));
  }

  private static String longest() {
    return "https://shop.example/" + "a".repeat(2_000 - "https://shop.example/".length());
  }
}
