package io.impuls.scoring.domain.traits;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is known of a contact, and was: the facts in the total order of events. Of two facts about
 * the same attribute the later one holds, whichever came first.
 *
 * @param facts oldest first
 */
public record TraitHistory(List<Fact> facts) {

  /** Of a contact of whom nothing was told. */
  public static final TraitHistory NOTHING = new TraitHistory(List.of());

  /** An instant before all facts. */
  static final Instant BEGINNING = Instant.EPOCH.minusMillis(1);

  public TraitHistory {
    facts = List.copyOf(facts);
  }

  /** Gives the history that a log holds. */
  public static TraitHistory of(Collection<Entry> log) {
    return new TraitHistory(
        log.stream()
            .map(Entry::match)
            .filter(match -> match.part() == Match.Part.FACT)
            .sorted(Match.ORDER)
            .map(Fact::of)
            .toList());
  }

  /** Reads a person's history, and nothing else of their log. */
  public static TraitHistory in(MatchLog log) {
    List<Fact> facts = new ArrayList<>();
    log.scan(Fact.LINEAGE, null, BEGINNING, entry -> facts.add(Fact.of(entry.match())));
    return new TraitHistory(facts);
  }

  /** Gives the history up to an instant, that included. */
  public TraitHistory until(Instant at) {
    return new TraitHistory(
        facts.stream().filter(fact -> !fact.match().occurredAt().isAfter(at)).toList());
  }

  /** Gives the attributes that are known in the end. */
  Map<String, Object> known() {
    Map<String, Object> known = new TreeMap<>();
    facts.forEach(fact -> learn(known, fact));
    return known;
  }

  /** Takes in what a fact tells. */
  static void learn(Map<String, Object> known, Fact fact) {
    fact.attributes()
        .forEach(
            (name, value) -> {
              if (value == null) {
                known.remove(name);
              } else {
                known.put(name, value);
              }
            });
  }

  /**
   * Gives the ids of the facts without which what is known in the end is the same, and since when,
   * also if what came by one identifier is taken out again: of each attribute and identifier the
   * last fact stays, and the first of those before it that told the same.
   */
  Set<UUID> outlived() {
    record Told(UUID by, String name) {}
    record Run(UUID first, UUID last, Object value) {}
    Map<Told, Run> runs = new TreeMap<>(Comparator.comparing(Told::by).thenComparing(Told::name));
    Set<UUID> outlived = new HashSet<>();
    for (Fact fact : facts) {
      UUID id = fact.match().eventId();
      outlived.add(id);
      fact.attributes()
          .forEach(
              (name, value) ->
                  runs.merge(
                      new Told(fact.match().namedPerson(), name),
                      new Run(id, id, String.valueOf(value)),
                      (run, next) ->
                          run.value().equals(next.value())
                              ? new Run(run.first(), id, run.value())
                              : next));
    }
    runs.values().forEach(run -> outlived.removeAll(List.of(run.first(), run.last())));
    return outlived;
  }
}
