package io.impuls.tracking.resolver.domain.identity;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps the graph of identifiers, and finds what each new link or decision changes. Of each
 * identifier only the earliest links are kept, as many as a person may have identifiers.
 */
public final class IdentityGraph {

  private final int most;

  /**
   * Makes it.
   *
   * @param most most identifiers of one person, and most links of one identifier; 2 or more
   */
  public IdentityGraph(int most) {
    if (most < 2) {
      throw new IllegalArgumentException("a person has two identifiers at least, not " + most);
    }
    this.most = most;
  }

  /**
   * An identifier names another person than before.
   *
   * @param node the identifier, as it is now
   * @param from whom it named
   * @param left whether {@code from} lives on without it; else {@code from} itself became {@code
   *     node.person()}
   * @param represented whether others were known by the name of this one, or may have been
   * @param consents what the person said last, by whichever identifier
   */
  public record Change(
      Node node, UUID from, boolean left, boolean represented, Consents consents) {}

  /**
   * Something a user should look at, once.
   *
   * @param reason what is wrong
   * @param candidates the two persons in question, smaller id first
   * @param kinds sorts of identifier that would join them
   */
  public record Review(Components.Reason reason, List<UUID> candidates, Set<Kind> kinds) {}

  /** What came of a link or decision. */
  public record Outcome(List<Change> changes, List<Review> reviews) {

    private static final Outcome NOTHING = new Outcome(List.of(), List.of());
  }

  /**
   * Takes in that identifiers came together, or that one came alone.
   *
   * @param weaker the one
   * @param stronger the other; null when there is none
   */
  public Outcome link(
      GraphMemory memory, UUID workspace, Identifier weaker, Identifier stronger, Place place) {
    UUID one = Ids.person(workspace, weaker);
    boolean isNew = meet(memory, one, weaker);
    Set<UUID> touched = new HashSet<>(Set.of(one));
    if (stronger != null) {
      UUID other = Ids.person(workspace, stronger);
      isNew |= meet(memory, other, stronger);
      if (!other.equals(one)) {
        touched.add(other);
        Edge edge = Edge.between(one, other, place);
        isNew |= keep(memory, one, edge, touched) | keep(memory, other, edge, touched);
      }
    }
    return isNew ? changes(memory, touched) : Outcome.NOTHING;
  }

  /**
   * Takes in that an event said that somebody had another user id before. Where both are known
   * persons, now or later, a user is asked; they are never joined by it.
   */
  public Outcome alias(
      GraphMemory memory, UUID workspace, Identifier earlier, Identifier later, Place place) {
    UUID one = Ids.person(workspace, earlier);
    UUID other = Ids.person(workspace, later);
    if (one.equals(other)) {
      return Outcome.NOTHING;
    }
    met(memory, one);
    boolean isNew = meet(memory, other, later);
    Set<UUID> touched = new HashSet<>(Set.of(one, other));
    Edge edge = Edge.between(one, other, place);
    isNew |= keep(memory, one, edge, touched) | keep(memory, other, edge, touched);
    return isNew ? changes(memory, touched) : Outcome.NOTHING;
  }

  /** Takes in what a user decided; deciding the same about the same two again changes nothing. */
  public Outcome decide(GraphMemory memory, Decision decision) {
    met(memory, decision.from());
    met(memory, decision.into());
    Optional<Decision> before =
        memory.decisions(decision.from()).stream()
            .filter(d -> d.otherThan(decision.from()).equals(decision.into()))
            .findFirst();
    if (before.isPresent()
        && (before.get().joined() == decision.joined()
            || !before.get().place().isBefore(decision.place()))) {
      return Outcome.NOTHING;
    }
    memory.keep(decision);
    return changes(memory, Set.of(decision.from(), decision.into()));
  }

  /** Takes in what a person said, which holds for all their identifiers. */
  public Outcome say(GraphMemory memory, UUID own, Consents said) {
    met(memory, own);
    Node before = memory.node(own).orElseThrow();
    Node after = before.saying(said);
    if (after.equals(before)) {
      return Outcome.NOTHING;
    }
    memory.keep(after);
    Collection<Node> members = Region.within(memory, Set.of(own), Set.of(after.person())).nodes();
    Consents last = members.stream().map(Node::consents).reduce(Consents.NONE, Consents::later);
    return new Outcome(
        members.stream().map(node -> new Change(node, node.person(), false, false, last)).toList(),
        List.of());
  }

  private static void met(GraphMemory memory, UUID own) {
    if (memory.node(own).isEmpty()) {
      memory.keep(Node.alone(own, null));
    }
  }

  private static boolean meet(GraphMemory memory, UUID own, Identifier identifier) {
    Optional<Node> before = memory.node(own);
    Node now = before.orElseGet(() -> Node.alone(own, null)).seenAs(identifier);
    if (before.isPresent() && before.get().equals(now)) {
      return false;
    }
    memory.keep(now);
    return true;
  }

  /** Keeps the earliest edges of a node: a set of them, whatever the order in which they came. */
  private boolean keep(GraphMemory memory, UUID end, Edge edge, Set<UUID> touched) {
    List<Edge> kept = memory.edges(end);
    for (Edge before : kept) {
      if (before.otherThan(end).equals(edge.otherThan(end))) {
        if (before.place().compareTo(edge.place()) <= 0) {
          return false;
        }
        memory.keep(end, edge);
        return true;
      }
    }
    if (kept.size() >= most) {
      Edge last = kept.stream().max(Edge.ORDER).orElseThrow();
      if (Edge.ORDER.compare(last, edge) <= 0) {
        return false;
      }
      memory.forget(end, last);
      touched.add(last.otherThan(end));
    }
    memory.keep(end, edge);
    return true;
  }

  private Outcome changes(GraphMemory memory, Set<UUID> touched) {
    Region region = Region.around(memory, touched);
    Components now = Components.of(region.nodes(), region.edges(), region.decisions(), most);
    Set<UUID> contested = now.contested();
    List<Change> changes = new ArrayList<>();
    Set<UUID> moved = new HashSet<>();
    for (Node before : region.nodes()) {
      Node after = before.naming(now.personOf(before.own()), contested.contains(before.own()));
      boolean untold = touched.contains(before.own()) && !before.person().equals(before.own());
      if (!after.equals(before) || untold) {
        memory.keep(after);
        changes.add(change(region, now, before, after));
        moved.add(after.person());
      }
    }
    changes.addAll(toldAnew(region, now, moved, changes));
    return new Outcome(List.copyOf(changes), reviews(memory, now));
  }

  /** Whoever is joined by somebody who said something learns it, although nothing else changes. */
  private static List<Change> toldAnew(
      Region region, Components now, Set<UUID> moved, List<Change> changes) {
    Set<UUID> told = new HashSet<>();
    changes.forEach(change -> told.add(change.node().own()));
    List<Change> more = new ArrayList<>();
    for (Node node : region.nodes()) {
      Consents said = saidBy(region, now, node.person());
      if (!said.equals(Consents.NONE)
          && moved.contains(node.person())
          && !told.contains(node.own())) {
        more.add(new Change(node, node.person(), false, false, said));
      }
    }
    return more;
  }

  private static Consents saidBy(Region region, Components now, UUID person) {
    return region.nodes().stream()
        .filter(node -> now.personOf(node.own()).equals(person))
        .map(Node::consents)
        .reduce(Consents.NONE, Consents::later);
  }

  private static Change change(Region region, Components now, Node before, Node after) {
    boolean left =
        !before.person().equals(before.own())
            && region.has(before.person())
            && !now.personOf(before.person()).equals(after.person());
    boolean represented =
        before.name() == null
            || before.person().equals(before.own())
                && region.nodes().stream()
                    .anyMatch(
                        other ->
                            !other.own().equals(before.own())
                                && other.person().equals(before.own()));
    return new Change(
        after, before.person(), left, represented, saidBy(region, now, after.person()));
  }

  private static List<Review> reviews(GraphMemory memory, Components now) {
    List<Review> reviews = new ArrayList<>();
    for (Components.Refused no : now.refused()) {
      UUID one = now.personOf(no.edge().low());
      UUID other = now.personOf(no.edge().high());
      if (!Objects.equals(one, other)) {
        UUID low = Ids.compareUnsigned(one, other) < 0 ? one : other;
        UUID high = low.equals(one) ? other : one;
        if (memory.askOnce(low, high)) {
          reviews.add(new Review(no.reason(), List.of(low, high), now.kinds(no.edge())));
        }
      }
    }
    return List.copyOf(reviews);
  }
}
