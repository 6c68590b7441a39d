package io.impuls.campaign.domain;

import static io.impuls.campaign.domain.Samples.ANN;
import static io.impuls.campaign.domain.Samples.BEN;
import static io.impuls.campaign.domain.Samples.NOON;
import static io.impuls.campaign.domain.Samples.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.delivery.Delivery.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ann turns out to be Ben. */
class MergedSendsTest {

  private static final Reason MERGED = Reason.of(Reason.Kind.MERGED);
  private static final Reason TOO_LATE = Reason.of(Reason.Kind.TOO_LATE);

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"HANDING_OFF", "SENT", "UNKNOWN"})
  void inheritsThatASendWasMade(State made) {
    List<Send> changed = settle(send(ANN, made, null), null);

    assertThat(changed).hasSize(1);
    assertThat(changed.get(0).person()).isEqualTo(BEN);
    assertThat(changed.get(0).state()).isEqualTo(made);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"HANDING_OFF", "SENT", "UNKNOWN"})
  void closesWhatTheSurvivorHadStartedWhenASendWasMade(State made) {
    for (State started : List.of(State.WAITING, State.RESERVED)) {
      List<Send> changed = settle(send(ANN, made, null), send(BEN, started, null));

      assertThat(changed).hasSize(1);
      assertThat(changed.get(0).person()).isEqualTo(BEN);
      assertThat(changed.get(0).progress().reason()).isEqualTo(MERGED);
      assertThat(changed.get(0).progress().addressHash()).isNull();
      assertThat(changed.get(0).startsAnew()).isFalse();
    }
  }

  @Test
  void closesTheOtherWhenTheSurvivorHasIt() {
    List<Send> changed = settle(send(ANN, State.RESERVED, null), send(BEN, State.SENT, null));

    assertThat(changed).hasSize(1);
    assertThat(changed.get(0).person()).isEqualTo(ANN);
    assertThat(changed.get(0).progress().reason()).isEqualTo(MERGED);
  }

  @Test
  void leavesTwoMadeSendsAsTheyAre() {
    assertThat(settle(send(ANN, State.SENT, null), send(BEN, State.UNKNOWN, null))).isEmpty();
  }

  @Test
  void goesOnWithOneOfTwoThatWait() {
    List<Send> changed = settle(send(ANN, State.RESERVED, null), send(BEN, State.WAITING, null));

    // the mailbox is freed first, then the survivor is decided again
    assertThat(changed).extracting(Send::person).containsExactly(ANN, BEN);
    assertThat(changed).extracting(Send::state).containsExactly(State.FAILED, State.WAITING);
    assertThat(changed.get(1).progress().dueAt()).isEqualTo(NOON);
  }

  @Test
  void takesUpTheOtherOccasionWhenNothingCameOfTheSurvivors() {
    List<Send> changed = settle(send(ANN, State.WAITING, null), send(BEN, State.FAILED, TOO_LATE));

    assertThat(changed).extracting(Send::person).containsExactly(ANN, BEN);
    assertThat(changed.get(1).occasion().person()).isEqualTo(ANN);
    assertThat(changed.get(1).state()).isEqualTo(State.WAITING);
  }

  @Test
  void keepsTheSurvivorsWhenNothingCameOfTheOther() {
    assertThat(settle(send(ANN, State.FAILED, TOO_LATE), send(BEN, State.RESERVED, null)))
        .isEmpty();
  }

  private static List<Send> settle(Send from, Send into) {
    return MergedSends.settle(from, into, BEN, NOON);
  }
}
