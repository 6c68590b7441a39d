package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.segmentation.domain.TagCourse;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.segment.Evidence;
import io.impuls.segmentation.domain.segment.Lineages;
import io.impuls.streams.ledger.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A person's ledger in the middle of a step, as conditions of segments look at it. It does not
 * change meanwhile, so the same rows are read once.
 */
final class TurnEvidence implements Evidence {

  private final PersonKey person;
  private final MatchLog log;
  private final Supplier<List<Entry>> whole;
  private final TagRules tags;
  private final Map<String, List<Entry>> ofTags = new HashMap<>();
  private final Map<Asked, List<Entry>> scanned = new HashMap<>();

  /** Which rows some condition asked for: many ask for the same. */
  private record Asked(String lineage, String capValue, Instant after) {}

  TurnEvidence(Turn<?> turn, TagRules tags) {
    this(turn.person(), turn.matches(), turn::chronologicalLog, tags);
  }

  /**
   * Reads a log.
   *
   * @param whole reads all of it, in the order of events
   */
  TurnEvidence(PersonKey person, MatchLog log, Supplier<List<Entry>> whole, TagRules tags) {
    this.person = person;
    this.log = log;
    this.whole = whole;
    this.tags = tags;
  }

  @Override
  public List<Entry> rows(String lineage, Instant after) {
    return scan(lineage, null, after);
  }

  @Override
  public List<Entry> ofTheirs(String lineage) {
    return scan(lineage, person.person().toString(), BEGINNING);
  }

  @Override
  public List<Entry> tag(String key) {
    return ofTags.computeIfAbsent(tags.catalogue().resolve(key), this::readTag);
  }

  private List<Entry> readTag(String key) {
    Optional<Set<String>> lineages = tags.lineages(key);
    List<Entry> found = new ArrayList<>();
    if (lineages.isPresent()) {
      lineages.get().forEach(one -> found.addAll(scan(one, null, BEGINNING)));
    } else {
      found.addAll(whole.get());
    }
    return found.stream()
        .filter(entry -> !Lineages.ofSegments(entry.match()))
        .filter(entry -> entry.match().gives() || entry.match().subTotal())
        .filter(entry -> tags.key(entry.match()).equals(key))
        .sorted(TagCourse.ORDER)
        .toList();
  }

  @Override
  public Optional<Instant> knownSince() {
    return scan(Lineages.KNOWN, null, BEGINNING).stream()
        .map(Entry::match)
        .map(Match::occurredAt)
        .findFirst();
  }

  private List<Entry> scan(String lineage, String capValue, Instant after) {
    return scanned.computeIfAbsent(
        new Asked(lineage, capValue, after),
        asked -> {
          List<Entry> found = new ArrayList<>();
          log.scan(lineage, capValue, after, found::add);
          return List.copyOf(found);
        });
  }
}
