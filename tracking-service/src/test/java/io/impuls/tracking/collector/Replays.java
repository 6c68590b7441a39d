package io.impuls.tracking.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.protocol.RefusedRequest;
import io.impuls.tracking.collector.protocol.Replay;

/** What tests of replays have in common. */
public final class Replays {

  private Replays() {}

  /** Gives what was refused of a request, as it comes back from its topic. */
  public static RejectedEvent refused(Judgement judgement, int index) {
    Verdict verdict = ((Judgement.Store) judgement).verdicts().get(index);
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    byte[] kept =
        Topics.REJECTED_EVENTS.serde().serialize("t", ((Verdict.Rejected) verdict).event());
    return Topics.REJECTED_EVENTS.serde().deserialize("t", kept);
  }

  /** Gives the event that came of a request. */
  public static Event event(Judgement judgement, int index) {
    Verdict verdict = ((Judgement.Store) judgement).verdicts().get(index);
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).event();
  }

  /** Gives the event that a refused one becomes when it is sent again. */
  public static Event again(
      Replay replay, RejectedEvent refused, String payload, TrackingSource source) {
    assertThat(replay.serves(refused.route())).isTrue();
    Judgement judgement = replay.judge(new RefusedRequest(refused, payload), source);
    assertThat(((Judgement.Store) judgement).verdicts()).hasSize(1);
    return event(judgement, 0);
  }
}
