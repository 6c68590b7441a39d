package io.impuls.segmentation.topology;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.segmentation.domain.HeldTag;
import io.impuls.segmentation.domain.PersonTags;
import io.impuls.segmentation.domain.TagCard;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.TagScore;
import io.impuls.segmentation.domain.Tags;
import io.impuls.segmentation.domain.Why;
import io.impuls.streams.OwnerLookup;
import io.impuls.streams.ledger.Head;
import io.impuls.streams.ledger.LedgerReader;
import io.impuls.streams.ledger.LedgerStores;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the stores of the topology that runs in this process. */
public final class LocalTags implements Tags {

  private final OwnerLookup stores;
  private final Function<UUID, TagRules> rules;
  private final LedgerReader<TagCard> reader = new LedgerReader<>(new TagCardCodec());

  /**
   * Makes the reader.
   *
   * @param rules gives the present rules of a workspace: they say how a tag is written
   */
  public LocalTags(OwnerLookup stores, Function<UUID, TagRules> rules) {
    this.stores = stores;
    this.rules = rules;
  }

  @Override
  public Optional<PersonTags> of(PersonKey person) {
    try {
      Optional<Head<TagCard>> head = reader.head(open(LedgerStores.HEADS), person);
      return head.map(found -> read(person, found, open(SegmentationTopology.TAGS)));
    } catch (InvalidStateStoreException e) {
      throw new MovingException(e);
    }
  }

  @Override
  public List<Why> why(PersonKey person, String tag, int limit) {
    try {
      List<Entry> log = reader.log(open(LedgerStores.MATCHES), person);
      TagRules present = rules.apply(person.workspace());
      return Why.newest(present, log, present.catalogue().resolve(tag), limit);
    } catch (InvalidStateStoreException e) {
      throw new MovingException(e);
    }
  }

  private PersonTags read(
      PersonKey person, Head<TagCard> head, ReadOnlyKeyValueStore<byte[], byte[]> rows) {
    TagRules names = rules.apply(person.workspace());
    // rows of tags that became part of others move over some at a time
    SortedMap<String, TagScore> held = new TreeMap<>();
    TagRows.all(rows, person)
        .forEach(
            (key, score) ->
                held.merge(
                    names.catalogue().resolve(key),
                    score,
                    (one, other) -> one.plus(other.thousandths())));
    List<HeldTag> tags =
        held.entrySet().stream()
            .map(row -> new HeldTag(names.tag(row.getKey()), row.getValue()))
            .sorted(HeldTag.STRONGEST_FIRST)
            .toList();
    return new PersonTags(person.person(), head.version(), head.answeredBy(TagCard.EMPTY), tags);
  }

  private ReadOnlyKeyValueStore<byte[], byte[]> open(String store) {
    return stores.<byte[]>local(store).orElseThrow(() -> new MovingException(null));
  }
}
