package io.impuls.tracking.collector.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.message.MessageKeys;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.message.MessageToken.Use;
import io.impuls.tracking.collector.TestRequest;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.MailReaders;
import io.impuls.tracking.collector.domain.MessageMetrics;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Whatever follows {@code /m/} and {@code /s/}, only what we signed leads anywhere or is taken for
 * an act. A fixed number of tries; jqwik prints the seed of a failure.
 */
class MessageLinksFuzzTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID PERSON = UUID.fromString("11111111-2222-5333-8444-555555555555");
  private static final MessageKeys KEYS =
      MessageKeys.parse(List.of("k1:0123456789abcdef0123456789abcdef:" + WORKSPACE));
  private static final List<String> TOKENS =
      List.of(
          KEYS.seal(MessageToken.click(WORKSPACE, PERSON, "spring", "1", "https://shop.example/")),
          KEYS.sealShort(MessageToken.smsClick(WORKSPACE, PERSON, "spring", "1", "https://s.io/x")),
          KEYS.seal(MessageToken.of(Use.OPEN, WORKSPACE, PERSON, "spring")),
          KEYS.seal(MessageToken.of(Use.UNSUBSCRIBE, WORKSPACE, PERSON, "spring")),
          KEYS.seal(MessageToken.of(Use.HIDDEN, WORKSPACE, PERSON, "spring")));
  private static final MessageMetrics UNCOUNTED =
      new MessageMetrics() {
        @Override
        public void unnamed(String eventType) {}

        @Override
        public void unknownToken() {}
      };
  private static final MailReaders NOBODY_WITHDREW = (workspace, person) -> false;
  private static final List<IntakeProtocol> LINKS =
      List.of(
          new OpenPixel(KEYS, NOBODY_WITHDREW, UNCOUNTED),
          ClickRedirect.ofMail(KEYS, NOBODY_WITHDREW, UNCOUNTED),
          ClickRedirect.ofSms(KEYS, NOBODY_WITHDREW, UNCOUNTED),
          new HiddenLink(KEYS, NOBODY_WITHDREW, UNCOUNTED),
          new Unsubscription(KEYS, NOBODY_WITHDREW, UNCOUNTED));

  /** Or the answers to the rest would say nothing. */
  @Test
  void whatWeSignedLeadsSomewhere() {
    for (String token : TOKENS) {
      for (boolean posted : new boolean[] {false, true}) {
        assertThat(LINKS)
            .as("%s, posted: %s", token, posted)
            .filteredOn(link -> !nowhere(judged(link, token, posted)))
            .hasSize(1);
      }
    }
  }

  @Property(tries = 2_000)
  void whatWeDidNotSignLeadsNowhere(@ForAll("unsigned") String token, @ForAll boolean posted) {
    for (IntakeProtocol link : LINKS) {
      assertThat(nowhere(judged(link, token, posted))).isTrue();
    }
  }

  private static boolean nowhere(Judgement judgement) {
    return judgement instanceof Judgement.AnswerNow now
        && now.reply().status() == 404
        && now.reply().headers().stream().noneMatch(header -> header.name().equals("Location"));
  }

  private static Judgement judged(IntakeProtocol link, String token, boolean posted) {
    String path = "/m/c/" + token;
    return link.judge(
        posted ? TestRequest.post(path, "List-Unsubscribe=One-Click") : TestRequest.get(path));
  }

  @Provide
  Arbitrary<String> unsigned() {
    Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(300);
    Arbitrary<String> looksSigned =
        Arbitraries.strings()
            .withChars("-_.~%")
            .withCharRange('a', 'z')
            .withCharRange('A', 'Z')
            .withCharRange('0', '9')
            .ofMaxLength(300);
    return Arbitraries.oneOf(anything, looksSigned, damaged())
        .filter(token -> TOKENS.stream().noneMatch(token::startsWith));
  }

  private static Arbitrary<String> damaged() {
    return Arbitraries.of(TOKENS)
        .flatMap(
            token ->
                Arbitraries.integers()
                    .between(0, token.length() - 2)
                    .flatMap(
                        at ->
                            Arbitraries.chars()
                                .range('0', 'z')
                                .filter(other -> other != token.charAt(at))
                                .map(
                                    other ->
                                        token.substring(0, at) + other + token.substring(at + 1))));
  }
}
