package io.impuls.segmentation.domain.segment;

import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.ContactFields;
import io.impuls.rules.condition.FieldTest;
import io.impuls.segmentation.domain.segment.SegmentNode.Deed;
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
 * @param deeds activities, and since when each is asked for
 */
record Looking(Set<String> touching, Set<String> attributes, Map<Deed, Instant> deeds) {

  static Looking at(Segments segments, String id) {
    Looking looking = new Looking(new HashSet<>(), new HashSet<>(), new HashMap<>());
    looking.segment(segments, id, new HashSet<>());
    return looking;
  }

  private void segment(Segments segments, String id, Set<String> seen) {
    if (seen.add(id)) {
      touching.add(Lineages.applied(id));
      segments.versions(id).forEach(one -> node(segments, one.segment().root(), one.from(), seen));
    }
  }

  private void node(Segments segments, SegmentNode node, Instant from, Set<String> seen) {
    if (node instanceof SegmentNode.All all) {
      all.parts().forEach(part -> node(segments, part, from, seen));
    } else if (node instanceof SegmentNode.Any any) {
      any.parts().forEach(part -> node(segments, part, from, seen));
    } else if (node instanceof SegmentNode.Not not) {
      node(segments, not.part(), from, seen);
    } else if (node instanceof SegmentNode.Member member) {
      segment(segments, member.segment(), seen);
    } else if (node instanceof SegmentNode.Did did) {
      deed(did.deed(), from);
    } else if (node instanceof SegmentNode.Sequence sequence) {
      sequence.steps().forEach(step -> deed(step, from));
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
  }

  private void deed(Deed deed, Instant from) {
    touching.add(deed.lineage());
    deeds.merge(deed, from, (a, b) -> a.isBefore(b) ? a : b);
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
