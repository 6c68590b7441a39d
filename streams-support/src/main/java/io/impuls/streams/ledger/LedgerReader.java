package io.impuls.streams.ledger;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads heads and match logs for answers over HTTP.
 *
 * @param <S> the service's part of the head record
 */
public final class LedgerReader<S> {

  private final StateCodec<S> codec;

  /** Makes the reader of heads written with {@code codec}. */
  public LedgerReader(StateCodec<S> codec) {
    this.codec = codec;
  }

  /** Gives the head of a person; empty when nothing ever matched. */
  public Optional<Head<S>> head(ReadOnlyKeyValueStore<byte[], byte[]> heads, PersonKey person) {
    return Optional.ofNullable(heads.get(LedgerKeys.person(person)))
        .map(stored -> Head.read(stored, codec));
  }

  /** Gives the person's retained log, oldest first. */
  public List<Entry> log(ReadOnlyKeyValueStore<byte[], byte[]> matches, PersonKey person) {
    return PersonMatches.chronological(matches, person);
  }
}
