package io.impuls.scoring.topology;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.scoring.domain.Distribution;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Rank;
import io.impuls.scoring.domain.ScoreCard;
import io.impuls.scoring.domain.Scorekeeper;
import io.impuls.scoring.domain.Scores;
import io.impuls.streams.OwnerLookup;
import io.impuls.streams.StreamsRuntime;
import io.impuls.streams.ledger.LedgerReader;
import io.impuls.streams.ledger.LedgerStores;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the stores of the topology that runs in this process. */
public final class LocalScores implements Scores {

  private final StreamsRuntime runtime;
  private final OwnerLookup owners;
  private final Function<UUID, PlanVersions> plans;
  private final InstantSource clock;
  private final LedgerReader<ScoreCard> reader = new LedgerReader<>(new ScoreCardCodec());

  /**
   * Reads from this runtime.
   *
   * @param plans gives the present plans of a workspace
   * @param clock says as of when scores are that go all the time
   */
  public LocalScores(
      StreamsRuntime runtime,
      OwnerLookup owners,
      Function<UUID, PlanVersions> plans,
      InstantSource clock) {
    this.runtime = runtime;
    this.owners = owners;
    this.plans = plans;
    this.clock = clock;
  }

  @Override
  public Place place(PersonKey person) {
    OwnerLookup.Owner owner = owners.owner(LedgerStores.HEADS, person.text());
    if (owner instanceof OwnerLookup.Owner.Remote remote) {
      return new Place.There(remote.url());
    }
    return owner instanceof OwnerLookup.Owner.Local ? new Place.Here() : new Place.Moving();
  }

  @Override
  public Optional<PersonScores> person(PersonKey person) {
    try {
      ReadOnlyKeyValueStore<byte[], byte[]> heads = open(LedgerStores.HEADS);
      ReadOnlyKeyValueStore<byte[], byte[]> matches = open(LedgerStores.MATCHES);
      return reader
          .head(heads, person)
          .map(
              head ->
                  new PersonScores(
                      person.person(),
                      head.version(),
                      head.answeredBy(ScoreCard.EMPTY).orElse(null),
                      head.state(),
                      reader.log(matches, person)));
    } catch (InvalidStateStoreException e) {
      throw new MovingException(e);
    }
  }

  @Override
  public Best best(UUID workspace, String plan, int limit) {
    List<Rank> ranks = new ArrayList<>();
    Set<Integer> partitions =
        each(
            workspace,
            plan,
            (store, now) -> ranks.addAll(Ranking.best(store, workspace, plan, limit, now)));
    return new Best(partitions, ranks.stream().sorted().limit(limit).toList());
  }

  /** One at a time: each looks at everybody. */
  @Override
  public synchronized Spread distribution(UUID workspace, String plan, long width) {
    Distribution.Count count = new Distribution.Count(width);
    Set<Integer> partitions =
        each(
            workspace,
            plan,
            (store, now) ->
                Ranking.each(
                    store, workspace, plan, now, rank -> count.add(rank.total(), rank.band())));
    return new Spread(partitions, count.done());
  }

  /**
   * Hands over the ranking of each local partition, one by one: together they would be read in the
   * order of the partitions, not of the ranks.
   */
  private Set<Integer> each(
      UUID workspace,
      String plan,
      BiConsumer<ReadOnlyKeyValueStore<byte[], byte[]>, Ranking.Now> rows) {
    Scorekeeper keeper = new Scorekeeper(plans.apply(workspace));
    Instant now = clock.instant();
    try {
      KafkaStreams streams = running();
      Set<Integer> partitions = activePartitions(streams);
      for (int partition : partitions) {
        ReadOnlyKeyValueStore<byte[], byte[]> heads = store(streams, LedgerStores.HEADS, partition);
        rows.accept(
            store(streams, Ranking.STORE, partition),
            row ->
                reader
                    .head(heads, new PersonKey(workspace, row.person()))
                    .map(head -> keeper.shown(plan, head.state().of(plan), now))
                    .map(shown -> row.with(shown.score(), shown.band()))
                    .orElse(row));
      }
      return partitions;
    } catch (InvalidStateStoreException e) {
      throw new MovingException(e);
    }
  }

  private static ReadOnlyKeyValueStore<byte[], byte[]> store(
      KafkaStreams streams, String name, int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                name, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
            .withPartition(partition));
  }

  @Override
  public Set<URI> others() {
    return owners.others(Ranking.STORE);
  }

  private ReadOnlyKeyValueStore<byte[], byte[]> open(String store) {
    return owners.<byte[]>local(store).orElseThrow(() -> new MovingException(null));
  }

  private KafkaStreams running() {
    return runtime
        .streams()
        .filter(streams -> streams.state() == KafkaStreams.State.RUNNING)
        .orElseThrow(() -> new MovingException(null));
  }

  private static Set<Integer> activePartitions(KafkaStreams streams) {
    Set<Integer> partitions = new TreeSet<>();
    streams
        .metadataForLocalThreads()
        .forEach(
            thread ->
                thread.activeTasks().forEach(task -> partitions.add(task.taskId().partition())));
    return partitions;
  }
}
