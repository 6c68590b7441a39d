package io.impuls.tracking.resolver.domain.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A graph in maps, the plainest thing that keeps the port's promises. */
final class GraphInMemory implements GraphMemory {

  private final Map<UUID, Node> nodes = new HashMap<>();
  private final Map<UUID, Map<UUID, Edge>> edges = new HashMap<>();
  private final Map<Set<UUID>, Decision> decisions = new HashMap<>();
  private final Set<List<UUID>> asked = new HashSet<>();

  @Override
  public Optional<Node> node(UUID own) {
    return Optional.ofNullable(nodes.get(own));
  }

  @Override
  public void keep(Node node) {
    nodes.put(node.own(), node);
  }

  @Override
  public List<Edge> edges(UUID end) {
    return List.copyOf(edges.getOrDefault(end, Map.of()).values());
  }

  @Override
  public void keep(UUID end, Edge edge) {
    edges.computeIfAbsent(end, e -> new HashMap<>()).put(edge.otherThan(end), edge);
  }

  @Override
  public void forget(UUID end, Edge edge) {
    edges.get(end).remove(edge.otherThan(end));
  }

  @Override
  public List<Decision> decisions(UUID person) {
    List<Decision> found = new ArrayList<>(decisions.values());
    found.removeIf(d -> !d.from().equals(person) && !d.into().equals(person));
    return found;
  }

  @Override
  public void keep(Decision decision) {
    decisions.put(Set.of(decision.from(), decision.into()), decision);
  }

  @Override
  public boolean askOnce(UUID one, UUID other) {
    return asked.add(List.of(one, other));
  }

  Map<UUID, Node> all() {
    return Map.copyOf(nodes);
  }
}
