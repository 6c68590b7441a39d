package io.impuls.segmentation.domain.segment;

import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.ContactFields;
import io.impuls.rules.condition.FieldTest;
import io.impuls.segmentation.domain.segment.SegmentNode.Deed;
import io.impuls.segmentation.domain.segment.Segments.InForce;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a segment looks at, in any of its versions, and in those that it names.
 *
 * @param touching lineages, and tags, that can change who is a member
 * @param attributes attributes of contacts
 * @param deeds activities, and when each is asked for
 */
record Looking(Set<String> touching, Set<String> attributes, Map<Deed, Span> deeds) {

  /**
   * From the first version that asks to the end of the last.
   *
   * @param from first instant
   * @param until first instant at which nobody asks any more; {@link Instant#MAX} for none
   */
  record Span(Instant from, Instant until) {

    boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }

    Span and(Span other) {
      return new Span(
          from.isBefore(other.from) ? from : other.from,
          until.isAfter(other.until) ? until : other.until);
    }
  }

  static Looking at(Segments segments, String id) {
    Looking looking = new Looking(new HashSet<>(), new HashSet<>(), new HashMap<>());
    looking.segment(segments, id, new HashSet<>());
    return looking;
  }

  private void segment(Segments segments, String id, Set<String> seen) {
    if (seen.add(id)) {
      touching.add(Lineages.applied(id));
      for (InForce one : segments.versions(id)) {
        node(segments, one.segment().root(), new Span(one.from(), one.until()), seen);
      }
    }
  }

  private void node(Segments segments, SegmentNode node, Span span, Set<String> seen) {
    if (node instanceof SegmentNode.Member member) {
      segment(segments, member.segment(), seen);
    } else if (node instanceof SegmentNode.Did did) {
      deed(did.deed(), span);
    } else if (node instanceof SegmentNode.Sequence sequence) {
      sequence.steps().forEach(step -> deed(step, span));
    } else if (node instanceof SegmentNode.HasTag tag) {
      touching.add(Lineages.tag(tag.key()));
    } else if (node instanceof SegmentNode.Score score) {
      touching.add(Lineages.score(score.plan()));
    } else if (node instanceof SegmentNode.Band band) {
      touching.add(Lineages.score(band.plan()));
    } else if (node instanceof SegmentNode.Contact contact) {
      touching.add(Lineages.FACTS);
      fields(contact.condition());
    }
    for (SegmentNode part : node.parts()) {
      node(segments, part, span, seen);
    }
  }

  private void deed(Deed deed, Span span) {
    touching.add(deed.lineage());
    deeds.merge(deed, span, Span::and);
  }

  private void fields(Condition condition) {
    if (condition instanceof Condition.All all) {
      all.parts().forEach(this::fields);
    } else if (condition instanceof Condition.Any any) {
      any.parts().forEach(this::fields);
    } else if (condition instanceof Condition.Not not) {
      fields(not.part());
    } else if (condition instanceof FieldTest test) {
      String name = test.field().name().substring(ContactFields.PREFIX.length());
      attributes.add(name);
      // a dot may lead into an object
      attributes.add(name.split("\\.", -1)[0]);
    }
  }
}
