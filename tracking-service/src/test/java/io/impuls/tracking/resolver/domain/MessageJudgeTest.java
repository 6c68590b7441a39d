package io.impuls.tracking.resolver.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Agent.Verdict;
import io.impuls.contracts.event.Event;
import io.impuls.testkit.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageJudgeTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final Instant SENT = Instant.parse("2026-11-20T10:00:00Z");

  private MessageTrace trace = MessageTrace.NONE;

  /** TR-03: each click counts with its own link. */
  @Test
  void aHumanClicksOneLinkAfterTheOther() {
    judge("email.sent", 0, null);
    judge("email.delivered", 1_000, null);

    for (int i = 1; i <= 4; i++) {
      assertThat(verdict(judge("email.clicked", 60_000L * i, "link-" + i)))
          .isEqualTo(Verdict.HUMAN);
    }
  }

  @Test
  void nobodyClicksWithinTwoSecondsOfTheDelivery() {
    judge("email.sent", 0, null);
    judge("email.delivered", 30_000, null);

    assertThat(verdict(judge("email.clicked", 31_999, "a"))).isEqualTo(Verdict.MACHINE);
    assertThat(verdict(judge("email.clicked", 33_001, "b"))).isEqualTo(Verdict.HUMAN);
  }

  @Test
  void theSendingStandsInForADeliveryThatWasNotTold() {
    judge("sms.sent", 0, null);

    assertThat(verdict(judge("sms.clicked", 1_999, "a"))).isEqualTo(Verdict.MACHINE);
  }

  @Test
  void nobodyFollowsTwoLinksWithinASecond() {
    judge("email.clicked", 60_000, "a");

    Event second = judge("email.clicked", 61_000, "b");
    assertThat(verdict(second)).isEqualTo(Verdict.MACHINE);
    assertThat(second.resolution().agent().reason()).contains("two links");
    assertThat(verdict(judge("email.clicked", 62_600, "b"))).isEqualTo(Verdict.HUMAN);
  }

  @Test
  void theSameLinkTwiceIsImpatience() {
    judge("email.clicked", 60_000, "a");

    assertThat(verdict(judge("email.clicked", 60_500, "a"))).isEqualTo(Verdict.HUMAN);
  }

  @Test
  void whoFollowedTheHiddenLinkIsBehindTheClicksAroundIt() {
    trace =
        MessageJudge.judge(event("email.clicked", 60_000).property("hidden", true).build(), trace)
            .trace();

    assertThat(verdict(judge("email.clicked", 65_000, "a"))).isEqualTo(Verdict.MACHINE);
    assertThat(verdict(judge("email.clicked", 55_000, "b"))).isEqualTo(Verdict.MACHINE);
    assertThat(verdict(judge("email.clicked", 80_000, "c"))).isEqualTo(Verdict.HUMAN);
  }

  @Test
  void opensWithinHalfAnHourCountOnce() {
    assertThat(judge("email.opened", 0, null).repeated()).isFalse();
    assertThat(judge("email.opened", minutes(29), null).repeated()).isTrue();
    assertThat(judge("email.opened", minutes(30), null).repeated()).isFalse();
    assertThat(judge("email.opened", minutes(30) - 1, null).repeated()).isTrue();
  }

  @Test
  void anOpenByAMachineStandsInNobodysWay() {
    Event byProxy = event("email.opened", 0).byMachine("mail privacy proxy").build();
    trace = MessageJudge.judge(byProxy, trace).trace();

    assertThat(judge("email.opened", minutes(1), null).repeated()).isFalse();
  }

  @Test
  void concernsEventsThatNameTheirMessage() {
    assertThat(MessageJudge.message(event("email.opened", 0).build())).contains("m");
    assertThat(MessageJudge.message(Events.of("email.opened").build())).isEmpty();
    assertThat(MessageJudge.message(Events.of("page.viewed").property("message", "m").build()))
        .isEmpty();
  }

  private Event judge(String type, long afterMillis, String link) {
    Events event = event(type, afterMillis);
    if (link != null) {
      event.property("link", link);
    }
    MessageJudge.Judged judged = MessageJudge.judge(event.build(), trace);
    trace = judged.trace();
    return judged.event();
  }

  private static Events event(String type, long afterMillis) {
    return Events.of(type).person(ANNA).property("message", "m").at(SENT.plusMillis(afterMillis));
  }

  private static long minutes(int minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }

  private static Verdict verdict(Event event) {
    return event.resolution().agent().verdict();
  }
}
