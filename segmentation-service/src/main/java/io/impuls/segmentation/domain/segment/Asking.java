package io.impuls.segmentation.domain.segment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which segments ask which, each in one version. */
final class Asking {

  private final Map<String, Segment> byId;
  private final Map<String, Set<String>> named = new HashMap<>();

  Asking(Map<String, Segment> byId) {
    this.byId = byId;
  }

  /** Gives the ids of all. */
  Set<String> all() {
    return byId.keySet();
  }

  boolean has(String id) {
    return byId.containsKey(id);
  }

  /** Gives the ids of the segments that a segment names itself. */
  Set<String> named(String id) {
    Set<String> known = named.get(id);
    if (known == null) {
      known = new TreeSet<>();
      if (has(id)) {
        collect(byId.get(id).root(), known);
      }
      named.put(id, known);
    }
    return known;
  }

  /** Gives a segment and all that it asks, itself or by others. */
  Set<String> reach(String id) {
    Set<String> found = new HashSet<>(Set.of(id));
    List<String> open = new ArrayList<>(found);
    while (!open.isEmpty()) {
      for (String other : named(open.remove(open.size() - 1))) {
        if (found.add(other)) {
          open.add(other);
        }
      }
    }
    return found;
  }

  /** Gives how many parts a segment has with all that it asks; each of these counts once. */
  long parts(String id) {
    return reach(id).stream().filter(this::has).mapToLong(one -> count(byId.get(one).root())).sum();
  }

  private static void collect(SegmentNode node, Set<String> found) {
    if (node instanceof SegmentNode.Member member) {
      found.add(member.segment());
    }
    node.parts().forEach(part -> collect(part, found));
  }

  private static long count(SegmentNode node) {
    return 1 + node.parts().stream().mapToLong(Asking::count).sum();
  }
}
