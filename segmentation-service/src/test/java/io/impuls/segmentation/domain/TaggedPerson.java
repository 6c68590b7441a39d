package io.impuls.segmentation.domain;

import io.impuls.contracts.event.Event;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Ledger;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** One person whose tags live in memory: the pure core without a topology. */
final class TaggedPerson implements MatchLog {

  private final TagRules rules;
  private final List<Entry> log = new ArrayList<>();
  private final Set<UUID> seen = new HashSet<>();
  private final Map<String, TagScore> scores = new TreeMap<>();

  TaggedPerson(TagRules rules) {
    this.rules = rules;
  }

  /** Takes events as they arrive; gives the moves of the last. */
  List<TagMove> does(Event... events) {
    List<TagMove> moves = List.of();
    for (Event event : events) {
      moves = take(event);
    }
    return moves;
  }

  /** Gives {@code KEY=score} of every tag that the person has. */
  List<String> tags() {
    return scores.entrySet().stream()
        .filter(entry -> entry.getValue().present())
        .map(entry -> entry.getKey() + "=" + entry.getValue().points())
        .toList();
  }

  /** Gives the tags, strongest first. */
  List<String> strongest() {
    return scores.entrySet().stream()
        .filter(entry -> entry.getValue().present())
        .map(entry -> new HeldTag(rules.tag(entry.getKey()), entry.getValue()))
        .sorted(HeldTag.STRONGEST_FIRST)
        .map(held -> held.tag().key())
        .toList();
  }

  private List<TagMove> take(Event event) {
    if (!seen.add(event.eventId())) {
      return List.of();
    }
    List<EntryChange> changes = new ArrayList<>();
    for (Match match : rules.matches(event)) {
      changes.addAll(new Ledger(rules).insert(match, this));
    }
    List<TagMove> moves = TagMoves.of(changes, rules);
    for (TagMove move : moves) {
      TagScore before = scores.getOrDefault(move.tag().key(), TagScore.ABSENT);
      scores.put(move.tag().key(), before.plus(move.thousandths()));
    }
    return moves;
  }

  @Override
  public void scan(String lineage, String capValue, Instant after, Predicate<Entry> visitor) {
    for (Entry entry : List.copyOf(log)) {
      Match match = entry.match();
      if (match.lineage().equals(lineage)
          && Objects.equals(match.capValue(), capValue)
          && match.occurredAt().isAfter(after)
          && !visitor.test(entry)) {
        return;
      }
    }
  }

  @Override
  public void remove(Match match) {
    log.removeIf(
        old ->
            old.match().lineage().equals(match.lineage())
                && old.match().eventId().equals(match.eventId()));
  }

  @Override
  public void scan(Set<String> lineages, Instant after, Predicate<Entry> visitor) {
    log.stream()
        .filter(entry -> lineages.contains(entry.match().lineage()))
        .filter(entry -> entry.match().occurredAt().isAfter(after))
        .sorted(Comparator.comparing(Entry::match, Match.JOINT_ORDER))
        .takeWhile(visitor::test)
        .forEach(entry -> {});
  }

  @Override
  public void put(Entry entry) {
    remove(entry.match());
    log.add(entry);
    log.sort(Comparator.comparing(Entry::match, Match.ORDER));
  }
}
