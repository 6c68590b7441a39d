package io.impuls.rules.index;

import io.impuls.contracts.event.Event;
import io.impuls.rules.condition.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The branches that look at one event type. Positions are indexes into {@link #entries}. */
final class TypeIndex<R> {

  private final List<Entry<R>> entries;
  private final int[] unguarded;
  private final List<Lookup> lookups;

  /** Positions by the value that one field must have. */
  private record Lookup(Field field, Map<Object, int[]> positions) {}

  private TypeIndex(List<Entry<R>> entries, int[] unguarded, List<Lookup> lookups) {
    this.entries = entries;
    this.unguarded = unguarded;
    this.lookups = lookups;
  }

  static <R> TypeIndex<R> of(List<Entry<R>> entries) {
    List<List<Guard>> guards = entries.stream().map(entry -> Guard.of(entry.condition())).toList();
    Map<Field, Map<Object, Integer>> shared = new HashMap<>();
    guards.forEach(
        each ->
            each.forEach(
                guard ->
                    guard
                        .keys()
                        .forEach(
                            key ->
                                shared
                                    .computeIfAbsent(guard.field(), field -> new HashMap<>())
                                    .merge(key, 1, Integer::sum))));
    Map<Field, Map<Object, Positions>> chosen = new LinkedHashMap<>();
    Positions unguarded = new Positions();
    for (int i = 0; i < entries.size(); i++) {
      int position = i;
      Guard best =
          guards.get(i).stream()
              .min(Comparator.comparingInt(guard -> crowd(guard, shared)))
              .orElse(null);
      if (best == null) {
        unguarded.add(position);
      } else {
        Map<Object, Positions> byKey =
            chosen.computeIfAbsent(best.field(), field -> new HashMap<>());
        best.keys().forEach(key -> byKey.computeIfAbsent(key, k -> new Positions()).add(position));
      }
    }
    List<Lookup> lookups = new ArrayList<>();
    chosen.forEach(
        (field, byKey) -> {
          Map<Object, int[]> positions = new HashMap<>();
          byKey.forEach((key, list) -> positions.put(key, list.toArray()));
          lookups.add(new Lookup(field, positions));
        });
    return new TypeIndex<>(List.copyOf(entries), unguarded.toArray(), List.copyOf(lookups));
  }

  /** How many branches share the values of a guard: the fewer, the more selective. */
  private static int crowd(Guard guard, Map<Field, Map<Object, Integer>> shared) {
    Map<Object, Integer> counts = shared.get(guard.field());
    return guard.keys().stream().mapToInt(counts::get).sum();
  }

  List<Hit<R>> hits(Event event) {
    List<Hit<R>> hits = List.of();
    int lastRule = -1;
    for (int position : candidates(event)) {
      Entry<R> entry = entries.get(position);
      if (entry.rule() != lastRule && entry.condition().test(event)) {
        lastRule = entry.rule();
        if (hits.isEmpty()) {
          hits = new ArrayList<>();
        }
        hits.add(entry.hit());
      }
    }
    return hits;
  }

  /** Gives the positions that can match, each once, in order. */
  int[] candidates(Event event) {
    Positions found = null;
    for (int i = 0; i < lookups.size(); i++) {
      Lookup lookup = lookups.get(i);
      Positions collected = found == null ? new Positions() : found;
      lookup.field.each(
          event,
          value -> {
            int[] positions = lookup.positions.get(Field.key(value));
            if (positions != null) {
              collected.addAll(positions);
            }
          });
      found = collected;
    }
    if (found == null || found.isEmpty()) {
      return unguarded;
    }
    found.addAll(unguarded);
    return found.distinct();
  }
}
