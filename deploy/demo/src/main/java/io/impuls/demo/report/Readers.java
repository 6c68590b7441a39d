package io.impuls.demo.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the services have read, by the offsets that their consumer groups have committed. */
public final class Readers {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final Admin admin;
  private final Set<String> services;

  /**
   * Watches the groups whose names begin with the name of a service.
   *
   * @param services names of the services
   */
  public Readers(Admin admin, Set<String> services) {
    this.admin = admin;
    this.services = Set.copyOf(services);
  }

  /**
   * Reads the log on until every service has read all of it and nothing more comes of that.
   *
   * @param patience how long nothing may move before it gives up: a slow machine is no fault
   * @return what is still unread when it gave up, one line per group and partition; empty when
   *     everything came to rest
   */
  public List<String> awaitRest(TopicLog log, Duration patience) throws InterruptedException {
    long started = System.nanoTime();
    long moved = started;
    List<String> before = null;
    while (true) {
      int came = log.readOn();
      List<String> unread = unread(log);
      boolean same = came == 0 && unread.equals(before);
      if (same && unread.isEmpty()) {
        return List.of();
      }
      long now = System.nanoTime();
      moved = same ? moved : now;
      if (now - moved > patience.toNanos()) {
        return unread;
      }
      if (now - started > LONGEST.toNanos()) {
        return unread.isEmpty() ? List.of("new records keep coming") : unread;
      }
      before = unread;
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** Gives what the services have not read of what is in the log, one line each. */
  public List<String> unread(TopicLog log) throws InterruptedException {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed();
    log.add(
        committed.values().stream()
            .flatMap(offsets -> offsets.keySet().stream())
            .map(TopicPartition::topic)
            .collect(Collectors.toSet()));
    List<String> unread = new ArrayList<>();
    committed.forEach(
        (group, offsets) -> {
          Set<String> topics =
              offsets.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
          log.afterLast()
              .forEach(
                  (partition, end) -> {
                    OffsetAndMetadata at = offsets.get(partition);
                    long position = at == null ? 0 : at.offset();
                    if (topics.contains(partition.topic()) && position < end) {
                      unread.add(
                          "%s is at %d of %d in %s".formatted(group, position, end, partition));
                    }
                  });
        });
    unread.sort(null);
    return unread;
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed()
      throws InterruptedException {
    try {
      Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
      for (GroupListing group : admin.listGroups().all().get()) {
        if (services.stream().anyMatch(group.groupId()::startsWith)) {
          asked.put(group.groupId(), new ListConsumerGroupOffsetsSpec());
        }
      }
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
      admin
          .listConsumerGroupOffsets(asked)
          .all()
          .get()
          .forEach(
              (group, offsets) -> {
                Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>(offsets);
                known.values().removeIf(offset -> offset == null);
                committed.put(group, known);
              });
      return committed;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot read the offsets of the services", e.getCause());
    }
  }
}
