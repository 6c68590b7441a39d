package io.impuls.tracking.resolver.domain.identity;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The part of the graph that a link can change: everything that is connected with it, by edges that
 * are followed and by edges that are not.
 */
final class Region {

  /**
   * Most nodes that are walked. A household has a handful; more means that shared identifiers chain
   * whole circles of people, and then only the persons themselves that meet are looked at.
   */
  static final int MOST = 2_000;

  private final Map<UUID, Node> nodes = new LinkedHashMap<>();
  private final Map<Edge, Integer> ends = new HashMap<>();
  private final Set<Decision> decisions = new HashSet<>();

  private Region() {}

  /** Gives the region around some nodes. */
  static Region around(GraphMemory memory, Set<UUID> starts) {
    Region whole = new Region();
    if (whole.walk(memory, starts, null)) {
      return whole;
    }
    Set<UUID> persons = new HashSet<>();
    starts.forEach(start -> memory.node(start).ifPresent(node -> persons.add(node.person())));
    return within(memory, starts, persons);
  }

  /** Gives the region of some persons alone. */
  static Region within(GraphMemory memory, Set<UUID> starts, Set<UUID> persons) {
    Region inner = new Region();
    inner.walk(memory, starts, persons);
    return inner;
  }

  Collection<Node> nodes() {
    return nodes.values();
  }

  /** Gives the edges that both ends keep. */
  List<Edge> edges() {
    return ends.entrySet().stream()
        .filter(entry -> entry.getValue() == 2)
        .map(Map.Entry::getKey)
        .toList();
  }

  Set<Decision> decisions() {
    return decisions;
  }

  boolean has(UUID own) {
    return nodes.containsKey(own);
  }

  private boolean walk(GraphMemory memory, Set<UUID> starts, Set<UUID> persons) {
    Deque<UUID> next = new ArrayDeque<>(starts);
    Set<UUID> seen = new HashSet<>(starts);
    while (!next.isEmpty()) {
      UUID own = next.poll();
      Node node = memory.node(own).orElse(null);
      if (node == null || persons != null && !persons.contains(node.person())) {
        continue;
      }
      if (persons == null && nodes.size() == MOST) {
        return false;
      }
      nodes.put(own, node);
      for (Edge edge : memory.edges(own)) {
        ends.merge(edge, 1, Integer::sum);
        if (seen.add(edge.otherThan(own))) {
          next.add(edge.otherThan(own));
        }
      }
      for (Decision decision : memory.decisions(own)) {
        decisions.add(decision);
        if (seen.add(decision.otherThan(own))) {
          next.add(decision.otherThan(own));
        }
      }
    }
    return true;
  }
}
