package io.impuls.campaign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {

  @Test
  void readsWhatItWrote() {
    Reason plain = Reason.of(Reason.Kind.MERGED);
    Reason detailed = new Reason(Reason.Kind.RESOLVED, "seen in the log: yes");

    assertThat(Reason.parse(plain.toString())).isEqualTo(plain);
    assertThat(Reason.parse(detailed.toString())).isEqualTo(detailed);
    assertThat(Reason.parse(null)).isNull();
  }

  @Test
  void neverStartsAnewAfterAMailWasMade() {
    for (Reason.Kind kind : Reason.Kind.values()) {
      assertThat(kind.startsAnew() && kind.countsAsMade()).as(kind.name()).isFalse();
    }
  }
}
