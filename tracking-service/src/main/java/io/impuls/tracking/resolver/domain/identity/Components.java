package io.impuls.tracking.resolver.domain.identity;

import io.impuls.contracts.Identifier.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who is who among some identifiers: a function of the sets of nodes, edges and decisions, in
 * whatever order those are given.
 *
 * <p>What users decided comes first. Then the edges are followed in the order of their events; one
 * that would join two user ids, two that a user took apart, or too many identifiers, is refused.
 */
public final class Components {

  private final Map<UUID, Group> groupOf = new HashMap<>();
  private final Map<UUID, Node> nodes = new HashMap<>();
  private final List<Decision> splits = new ArrayList<>();
  private final List<Decision> merges = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private final int most;

  private Components(int most) {
    this.most = most;
  }

  /** Why an edge is not followed. */
  public enum Reason {
    /** It would make one person of two user ids. */
    TWO_KNOWN_PERSONS,
    /** It would make one person of more identifiers than one person has. */
    TOO_MANY_IDENTIFIERS
  }

  /**
   * An edge that is not followed.
   *
   * @param edge the edge
   * @param reason why
   */
  public record Refused(Edge edge, Reason reason) {}

  private record Group(List<UUID> members) {}

  /**
   * Finds who is who.
   *
   * @param nodes the identifiers
   * @param edges edges between them
   * @param decisions the latest decision about each pair among them
   * @param most most identifiers of one person
   */
  public static Components of(
      Collection<Node> nodes, Collection<Edge> edges, Collection<Decision> decisions, int most) {
    Components components = new Components(most);
    for (Node node : nodes) {
      components.nodes.put(node.own(), node);
      components.groupOf.put(node.own(), new Group(new ArrayList<>(List.of(node.own()))));
    }
    decisions.stream()
        .sorted(Comparator.comparing(d -> Edge.between(d.from(), d.into(), d.place()), Edge.ORDER))
        .forEach(d -> (d.joined() ? components.merges : components.splits).add(d));
    components.merges.forEach(components::decided);
    edges.stream().sorted(Edge.ORDER).forEach(components::follow);
    return components;
  }

  /**
   * Gives the person that {@code own} is part of: that of the best identifier. Of two user ids, the
   * one that the user merged into the other ceases.
   */
  public UUID personOf(UUID own) {
    List<UUID> members = groupOf.get(own).members();
    Set<UUID> ceased = new HashSet<>();
    for (Decision merge : merges) {
      if (members.contains(merge.from())
          && members.contains(merge.into())
          && nodes.get(merge.from()).strong()
          && nodes.get(merge.into()).strong()) {
        ceased.add(merge.from());
      }
    }
    return members.stream()
        .filter(member -> !ceased.contains(member) || ceased.size() == members.size())
        .map(nodes::get)
        .min(Node.RANK)
        .orElseThrow()
        .own();
  }

  /** Gives the edges that are not followed, in the order of their events. */
  public List<Refused> refused() {
    return List.copyOf(refused);
  }

  /** Gives the weak identifiers that two known people claim. */
  public Set<UUID> contested() {
    Set<UUID> contested = new HashSet<>();
    for (Refused no : refused) {
      if (no.reason() == Reason.TWO_KNOWN_PERSONS) {
        for (UUID end : List.of(no.edge().low(), no.edge().high())) {
          if (!nodes.get(end).strong()) {
            contested.add(end);
          }
        }
      }
    }
    return contested;
  }

  /** Gives the sorts of identifier at the ends of an edge. */
  public Set<Kind> kinds(Edge edge) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (UUID end : List.of(edge.low(), edge.high())) {
      Node node = nodes.get(end);
      kinds.add(node.name() == null ? Kind.RECIPIENT : node.name().kind());
    }
    return kinds;
  }

  private void decided(Decision merge) {
    Group one = groupOf.get(merge.from());
    Group other = groupOf.get(merge.into());
    if (one != null && other != null && one != other && !apart(one, other, merge.place())) {
      join(one, other);
    }
  }

  private void follow(Edge edge) {
    Group one = groupOf.get(edge.low());
    Group other = groupOf.get(edge.high());
    // a person whom only a message link named joins nothing until it is known who that is
    if (one == null
        || other == null
        || one == other
        || nodes.get(edge.low()).name() == null
        || nodes.get(edge.high()).name() == null) {
      return;
    }
    if (apart(one, other, null)) {
      return;
    }
    if (strong(one) && strong(other)) {
      refused.add(new Refused(edge, Reason.TWO_KNOWN_PERSONS));
    } else if (one.members().size() + other.members().size() > most) {
      refused.add(new Refused(edge, Reason.TOO_MANY_IDENTIFIERS));
    } else {
      join(one, other);
    }
  }

  private void join(Group one, Group other) {
    boolean turned = one.members().size() < other.members().size();
    Group larger = turned ? other : one;
    Group smaller = turned ? one : other;
    larger.members().addAll(smaller.members());
    smaller.members().forEach(member -> groupOf.put(member, larger));
  }

  private boolean strong(Group group) {
    return group.members().stream().anyMatch(member -> nodes.get(member).strong());
  }

  /** Whether a user took two of them apart; later than {@code decided} where that is given. */
  private boolean apart(Group one, Group other, Place decided) {
    for (Decision split : splits) {
      Group from = groupOf.get(split.from());
      Group into = groupOf.get(split.into());
      boolean between = from == one && into == other || from == other && into == one;
      if (between && (decided == null || decided.isBefore(split.place()))) {
        return true;
      }
    }
    return false;
  }
}
