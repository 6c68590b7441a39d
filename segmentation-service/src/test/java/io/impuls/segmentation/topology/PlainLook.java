package io.impuls.segmentation.topology;

import io.impuls.contracts.event.Event;
import io.impuls.rules.index.Branch;
import io.impuls.segmentation.domain.segment.SegmentNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Says who is a member at an instant by looking at all events, straight from the definitions of
 * semantics 3.11 and I4: slow, and nothing of the service's but the tree.
 */
record PlainLook(List<Event> log, Map<String, SegmentNode> segments, String tag, String tagPath) {

  PlainLook {
    log =
        log.stream()
            .distinct()
            .sorted(
                Comparator.comparing(Event::occurredAt)
                    .thenComparing(event -> event.eventId().toString()))
            .toList();
  }

  /** Nobody is a member before the first event that is known of them. */
  boolean member(String segment, Instant at) {
    return !log.isEmpty()
        && !at.isBefore(log.get(0).occurredAt())
        && holds(segments.get(segment), at);
  }

  private boolean holds(SegmentNode node, Instant at) {
    if (node instanceof SegmentNode.All all) {
      return all.parts().stream().allMatch(part -> holds(part, at));
    }
    if (node instanceof SegmentNode.Any any) {
      return any.parts().stream().anyMatch(part -> holds(part, at));
    }
    if (node instanceof SegmentNode.Not not) {
      return !holds(not.part(), at);
    }
    if (node instanceof SegmentNode.Member member) {
      return holds(segments.get(member.segment()), at);
    }
    if (node instanceof SegmentNode.HasTag has) {
      long views =
          log.stream()
              .filter(event -> !event.occurredAt().isAfter(at))
              .filter(event -> event.page().path().equals(tagPath))
              .count();
      return has.key().equals(tag) && views * 1_000 >= has.atLeast();
    }
    if (node instanceof SegmentNode.Did did) {
      long times =
          within(did.within(), at).stream().filter(event -> fits(event, did.deed())).count();
      return times >= did.atLeast() && (did.atMost().isEmpty() || times <= did.atMost().getAsInt());
    }
    SegmentNode.Sequence sequence = (SegmentNode.Sequence) node;
    return chain(within(sequence.within(), at), sequence.steps(), 0, 0);
  }

  private boolean chain(List<Event> events, List<SegmentNode.Deed> steps, int step, int from) {
    if (step == steps.size()) {
      return true;
    }
    for (int i = from; i < events.size(); i++) {
      if (fits(events.get(i), steps.get(step)) && chain(events, steps, step + 1, i + 1)) {
        return true;
      }
    }
    return false;
  }

  private List<Event> within(Duration within, Instant at) {
    return log.stream()
        .filter(event -> !event.occurredAt().isAfter(at))
        .filter(event -> within == null || event.occurredAt().isAfter(at.minus(within)))
        .toList();
  }

  private static boolean fits(Event event, SegmentNode.Deed deed) {
    for (Branch branch : deed.anyOf()) {
      if (branch.eventType().equals(event.type()) && branch.condition().test(event)) {
        return true;
      }
    }
    return false;
  }
}
