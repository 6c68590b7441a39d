package io.impuls.segmentation.topology;

import io.impuls.contracts.Ids;
import io.impuls.contracts.plan.TagDefinition.Merged;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.TagMove;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.TagScore;
import io.impuls.segmentation.domain.catalogue.Catalogue.Merges;
import io.impuls.streams.ledger.LedgerKeys;
import io.impuls.streams.ledger.Renewal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Finds the persons of a task who have tags that became one, or are two again, after each change of
 * the catalogue; and after a start, as nothing is kept of what was done before.
 */
final class MergedTags {

  /** Rows that are looked at before events have their turn. */
  private static final int MOST_ROWS = 10_000;

  private final Function<UUID, TagRules> rules;
  private final Map<UUID, Merges> done = new HashMap<>();

  /** Where the way through the rows of a workspace goes on. */
  private record Way(UUID workspace, Merges merges, byte[] from) {}

  private Way way;

  MergedTags(Function<UUID, TagRules> rules) {
    this.rules = rules;
  }

  /** Gives the next person; empty where none is among the rows looked at. */
  Optional<Renewal> next(ReadOnlyKeyValueStore<byte[], byte[]> tags) {
    if (way == null || !merges(way.workspace()).equals(way.merges())) {
      way = begin(tags);
    }
    return way == null ? Optional.empty() : goOn(tags);
  }

  private Merges merges(UUID workspace) {
    return rules.apply(workspace).catalogue().merges();
  }

  /** One look for each workspace: its rows lie together. */
  private Way begin(ReadOnlyKeyValueStore<byte[], byte[]> tags) {
    byte[] from = {};
    while (true) {
      try (KeyValueIterator<byte[], byte[]> rows = tags.range(from, null)) {
        if (!rows.hasNext()) {
          return null;
        }
        byte[] key = rows.next().key;
        UUID workspace = LedgerKeys.person(key).workspace();
        Merges now = merges(workspace);
        if (!now.equals(done.getOrDefault(workspace, Merges.NONE))) {
          return new Way(workspace, now, Arrays.copyOf(key, LedgerKeys.PERSON_BYTES));
        }
        from = behind(workspace);
      }
    }
  }

  private Optional<Renewal> goOn(ReadOnlyKeyValueStore<byte[], byte[]> tags) {
    int looked = 0;
    byte[] last = way.from();
    try (KeyValueIterator<byte[], byte[]> rows = tags.range(way.from(), behind(way.workspace()))) {
      while (rows.hasNext() && looked < MOST_ROWS) {
        KeyValue<byte[], byte[]> row = rows.next();
        last = row.key;
        looked++;
        if (way.merges().everPart().contains(TagRows.tag(row.key))) {
          PersonKey person = LedgerKeys.person(row.key);
          byte[] next = LedgerKeys.end(LedgerKeys.person(person), LedgerKeys.PERSON_BYTES + 1);
          way = new Way(way.workspace(), way.merges(), next);
          return Optional.of(new Renewal(person, cause(person, way.merges())));
        }
      }
      if (rows.hasNext()) {
        way = new Way(way.workspace(), way.merges(), Arrays.copyOf(last, last.length + 1));
        return Optional.empty();
      }
    }
    done.put(way.workspace(), way.merges());
    way = null;
    return Optional.empty();
  }

  private static Cause cause(PersonKey person, Merges merges) {
    Merged last = merges.last();
    UUID id =
        Ids.derived(
            person.workspace(),
            TagChange.TAGS_MERGED,
            last.operation(),
            last.at().toString(),
            person.person().toString());
    return new Cause(id, TagChange.TAGS_MERGED, last.at(), last.at());
  }

  /** Gives what each tag that ever had to do with a merge comes to by the log of a person. */
  static SortedMap<String, Long> sums(TagRules rules, List<Entry> log) {
    SortedMap<String, Long> sums = new TreeMap<>();
    rules.catalogue().merges().everPart().forEach(key -> sums.put(key, 0L));
    for (Entry entry : log) {
      sums.computeIfPresent(
          rules.key(entry.match()), (key, sum) -> Math.addExact(sum, entry.awarded()));
    }
    return sums;
  }

  static TagMove move(Tag tag, TagScore before, TagScore after) {
    long difference = after.thousandths() - before.thousandths();
    return new TagMove(tag, difference, null, 0, TagOrigin.BULK, Optional.empty());
  }

  /** Gives a key behind all rows of a workspace. */
  private static byte[] behind(UUID workspace) {
    byte[] prefix =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(workspace.getMostSignificantBits())
            .putLong(workspace.getLeastSignificantBits())
            .array();
    return LedgerKeys.end(prefix, LedgerKeys.PERSON_BYTES + 1);
  }
}
