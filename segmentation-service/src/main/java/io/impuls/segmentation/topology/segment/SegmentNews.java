package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.SegmentMove;
import io.impuls.contracts.tag.SegmentMove.By;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.Topics;
import io.impuls.segmentation.domain.SegmentationMetrics;
import io.impuls.segmentation.domain.segment.Membership;
import io.impuls.segmentation.domain.segment.Membership.Revision;
import io.impuls.segmentation.domain.segment.Transition;
import io.impuls.streams.ledger.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells what became of one membership: what never happened is taken back, the newest first, then
 * comes what is new. Whoever is a member in the end is so by the last change of all.
 *
 * @param turn the step
 * @param segment id of the segment
 * @param name its name
 * @param epoch state epoch
 * @param metrics counts what is told
 */
record SegmentNews(
    Turn<?> turn, String segment, String name, int epoch, SegmentationMetrics metrics) {

  /** One change to tell. */
  private record News(Transition transition, boolean entered, Long supersedes) {}

  /** Tells a revision, and gives what to keep: each transition knows its change. */
  Membership tell(boolean before, Revision revision) {
    List<News> news = new ArrayList<>();
    for (int i = revision.gone().size() - 1; i >= 0; i--) {
      Transition gone = revision.gone().get(i);
      news.add(new News(gone, !gone.entered(), gone.change()));
    }
    for (Transition come : revision.come()) {
      news.add(new News(come, come.entered(), null));
    }
    Map<Instant, Long> told = new HashMap<>();
    boolean appends = revision.appends();
    boolean now = before;
    for (int i = 0; i < news.size(); i++) {
      News one = news.get(i);
      boolean last = i == news.size() - 1;
      boolean next = now;
      if (appends) {
        next = one.entered();
      } else if (last) {
        next = revision.next().now();
      }
      Transition transition = one.transition();
      Cause cause = transition.cause() == null ? turn.cause() : transition.cause();
      SegmentMove move =
          new SegmentMove(
              segment, transition.version(), now, next, transition.by(), one.supersedes());
      long version = emit(one.entered(), transition.at(), cause, null, move);
      if (one.supersedes() == null) {
        told.put(transition.at(), version);
      }
      now = next;
    }
    return new Membership(
        revision.next().until(),
        revision.next().transitions().stream()
            .map(one -> told.containsKey(one.at()) ? one.told(told.get(one.at())) : one)
            .toList());
  }

  void tellMerged(UUID into) {
    SegmentMove move = new SegmentMove(segment, 0, true, false, By.MERGE, null);
    emit(false, turn.cause().occurredAt(), turn.cause(), into, move);
  }

  private long emit(boolean entered, Instant at, Cause cause, UUID into, SegmentMove move) {
    long version = turn.nextVersion();
    turn.emit(
        Topics.TAG_CHANGES,
        new TagChange(
            turn.person().workspace(),
            turn.person().person(),
            "segment:" + segment,
            name,
            epoch,
            version,
            SegmentBook.action(entered),
            null,
            null,
            at,
            null,
            0,
            cause,
            into,
            0,
            null,
            null,
            move));
    metrics.changed(SegmentBook.action(entered));
    return version;
  }
}
