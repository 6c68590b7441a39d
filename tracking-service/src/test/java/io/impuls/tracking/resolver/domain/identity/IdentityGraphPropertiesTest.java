package io.impuls.tracking.resolver.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The persons follow from the set of links: in whatever order, and however often, they arrive, the
 * graph agrees with a plain evaluator that sees all of them at once.
 */
class IdentityGraphPropertiesTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final int MANY = 1_000;

  /** What happened: two identifiers in an event, or a decision about two of them. */
  record Step(Identifier one, Identifier other, int second, int tie, int decided) {

    Place place() {
      return new Place(Instant.ofEpochSecond(second), new UUID(tie, tie));
    }

    Set<UUID> pair() {
      return Set.of(IdentityGraphPropertiesTest.id(one), IdentityGraphPropertiesTest.id(other));
    }
  }

  @Provide
  Arbitrary<List<Step>> logs() {
    Arbitrary<Identifier> identifier =
        Combinators.combine(
                Arbitraries.of(Kind.USER_ID, Kind.EMAIL, Kind.EMAIL, Kind.PHONE),
                Arbitraries.integers().between(0, 3))
            .as((kind, n) -> new Identifier(kind, kind.name().toLowerCase() + n));
    return Combinators.combine(
            identifier,
            identifier,
            Arbitraries.integers().between(0, 8),
            Arbitraries.integers().between(-4, 4),
            Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(1, 1), Tuple.of(1, 2)))
        .as(Step::new)
        .filter(step -> !step.one().equals(step.other()))
        .list()
        .ofMaxSize(25);
  }

  @Property(tries = 400)
  void anyOrderGivesThePersonsOfThePlainEvaluator(
      @ForAll("logs") List<Step> log, @ForAll Random random) {
    List<Step> steps = oneDecisionAPair(log);
    Map<UUID, Set<UUID>> expected = plainly(steps);

    for (int order = 0; order < 4; order++) {
      List<Step> arriving = new ArrayList<>(steps);
      arriving.addAll(steps.subList(0, steps.size() / 2));
      Collections.shuffle(arriving, random);
      assertThat(groups(run(arriving, MANY))).isEqualTo(new HashSet<>(expected.values()));
    }
  }

  @Property(tries = 400)
  void anyOrderGivesTheSamePersonsWhereLinksAreTooMany(
      @ForAll("logs") List<Step> log, @ForAll Random random) {
    List<Step> steps = oneDecisionAPair(log);
    Map<UUID, Node> first = run(steps, 3).all();

    for (int order = 0; order < 4; order++) {
      List<Step> arriving = new ArrayList<>(steps);
      Collections.shuffle(arriving, random);
      assertThat(run(arriving, 3).all()).isEqualTo(first);
    }
  }

  @Property(tries = 300)
  void changesAreToldCompletely(@ForAll("logs") List<Step> log) {
    GraphInMemory memory = new GraphInMemory();
    IdentityGraph graph = new IdentityGraph(MANY);
    Map<UUID, UUID> told = new HashMap<>();

    for (Step step : oneDecisionAPair(log)) {
      for (IdentityGraph.Change change : take(graph, memory, step).changes()) {
        assertThat(change.from())
            .isEqualTo(told.getOrDefault(change.node().own(), change.node().own()));
        told.put(change.node().own(), change.node().person());
      }
    }

    memory
        .all()
        .forEach((own, node) -> assertThat(told.getOrDefault(own, own)).isEqualTo(node.person()));
  }

  private static List<Step> oneDecisionAPair(List<Step> log) {
    Set<Set<UUID>> decided = new HashSet<>();
    return log.stream().filter(step -> step.decided() == 0 || decided.add(step.pair())).toList();
  }

  private static GraphInMemory run(List<Step> steps, int most) {
    GraphInMemory memory = new GraphInMemory();
    IdentityGraph graph = new IdentityGraph(most);
    steps.forEach(step -> take(graph, memory, step));
    return memory;
  }

  private static IdentityGraph.Outcome take(IdentityGraph graph, GraphMemory memory, Step step) {
    if (step.decided() == 0) {
      return graph.link(memory, WORKSPACE, step.one(), step.other(), step.place());
    }
    graph.link(memory, WORKSPACE, step.one(), null, step.place());
    graph.link(memory, WORKSPACE, step.other(), null, step.place());
    return graph.decide(
        memory, new Decision(id(step.one()), id(step.other()), step.decided() == 1, step.place()));
  }

  private static Set<Set<UUID>> groups(GraphInMemory memory) {
    Map<UUID, Set<UUID>> byPerson = new HashMap<>();
    memory
        .all()
        .forEach(
            (own, node) -> byPerson.computeIfAbsent(node.person(), p -> new HashSet<>()).add(own));
    byPerson.forEach((person, members) -> assertThat(members).contains(person));
    return new HashSet<>(byPerson.values());
  }

  /**
   * Decisions first, then links by their events, each joining two sets unless something forbids.
   */
  private static Map<UUID, Set<UUID>> plainly(List<Step> steps) {
    Map<UUID, Set<UUID>> setOf = new HashMap<>();
    Set<UUID> users = new HashSet<>();
    for (Step step : steps) {
      for (Identifier identifier : List.of(step.one(), step.other())) {
        setOf.put(id(identifier), new HashSet<>(Set.of(id(identifier))));
        if (identifier.kind() == Kind.USER_ID) {
          users.add(id(identifier));
        }
      }
    }
    List<Step> sorted =
        steps.stream()
            .sorted(
                Comparator.comparing(Step::place)
                    .thenComparing(
                        s -> Edge.between(id(s.one()), id(s.other()), s.place()), Edge.ORDER))
            .toList();
    List<Step> splits = sorted.stream().filter(s -> s.decided() == 2).toList();
    for (Step step : sorted) {
      if (step.decided() == 1) {
        Set<UUID> both = union(setOf, step);
        boolean takenApartLater =
            splits.stream()
                .filter(s -> step.place().isBefore(s.place()))
                .anyMatch(s -> parts(setOf, both, s));
        if (!takenApartLater) {
          both.forEach(own -> setOf.put(own, both));
        }
      }
    }
    for (Step step : sorted) {
      if (step.decided() == 0 && !setOf.get(id(step.one())).contains(id(step.other()))) {
        Set<UUID> both = union(setOf, step);
        boolean twoKnown =
            setOf.get(id(step.one())).stream().anyMatch(users::contains)
                && setOf.get(id(step.other())).stream().anyMatch(users::contains);
        if (!twoKnown && splits.stream().noneMatch(s -> parts(setOf, both, s))) {
          both.forEach(own -> setOf.put(own, both));
        }
      }
    }
    return setOf;
  }

  /** Whether a set would hold two that were taken apart and are not together anyway. */
  private static boolean parts(Map<UUID, Set<UUID>> setOf, Set<UUID> both, Step split) {
    return both.containsAll(split.pair())
        && !setOf.get(id(split.one())).contains(id(split.other()));
  }

  private static Set<UUID> union(Map<UUID, Set<UUID>> setOf, Step step) {
    return List.of(setOf.get(id(step.one())), setOf.get(id(step.other()))).stream()
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private static UUID id(Identifier identifier) {
    return Ids.person(WORKSPACE, identifier);
  }
}
