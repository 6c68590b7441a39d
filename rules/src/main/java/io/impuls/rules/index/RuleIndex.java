package io.impuls.rules.index;

import io.impuls.contracts.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rules of one snapshot, found by event type and then by one selective {@code equals} or {@code
 * in} of each rule. Rules that have no such test are tried one by one. Immutable.
 *
 * @param <R> what a rule is to the caller
 */
public final class RuleIndex<R> {

  private final Map<String, TypeIndex<R>> types;

  private RuleIndex(Map<String, TypeIndex<R>> types) {
    this.types = types;
  }

  /** Starts an empty index. */
  public static <R> Builder<R> builder() {
    return new Builder<>();
  }

  /** Gives the rules that match {@code event}, each once, in the order in which they were added. */
  public List<R> matching(Event event) {
    return hits(event).stream().map(Hit::rule).toList();
  }

  /** Gives the rules that match {@code event} with the activity that matched, in the same order. */
  public List<Hit<R>> hits(Event event) {
    TypeIndex<R> type = types.get(event.type());
    return type == null ? List.of() : type.hits(event);
  }

  /** Gives the number of conditions that {@code event} would be tried on: what it costs. */
  public int candidates(Event event) {
    TypeIndex<R> type = types.get(event.type());
    return type == null ? 0 : type.candidates(event).length;
  }

  /** Collects rules. */
  public static final class Builder<R> {
    private final Map<String, List<Entry<R>>> byType = new HashMap<>();
    private int rules;

    private Builder() {}

    /** Adds a rule that matches when any of {@code branches} does. */
    public Builder<R> add(R rule, List<Branch> branches) {
      Objects.requireNonNull(rule, "rule");
      for (int i = 0; i < branches.size(); i++) {
        Branch branch = branches.get(i);
        byType
            .computeIfAbsent(branch.eventType(), type -> new ArrayList<>())
            .add(new Entry<>(rules, new Hit<>(rule, i), branch.condition()));
      }
      rules++;
      return this;
    }

    /** Gives the index of what was added. */
    public RuleIndex<R> build() {
      Map<String, TypeIndex<R>> types = new HashMap<>();
      byType.forEach((type, entries) -> types.put(type, TypeIndex.of(entries)));
      return new RuleIndex<>(Map.copyOf(types));
    }
  }
}
