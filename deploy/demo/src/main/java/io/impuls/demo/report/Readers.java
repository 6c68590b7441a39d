package io.impuls.demo.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the services have read, by the offsets that their consumer groups have committed. */
public final class Readers {

  private static final Duration PAUSE = Duration.ofMillis(500);

  /** How long nothing must have come: what timers do comes within a second or two of its cause. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final Admin admin;
  private final Map<String, Set<String>> expected;

  /**
   * Watches groups.
   *
   * @param expected what each group must read, by its name: a group that never commits, or leaves a
   *     topic out, has read nothing of it
   */
  public Readers(Admin admin, Map<String, Set<String>> expected) {
    this.admin = admin;
    this.expected = Map.copyOf(expected);
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
      long now = System.nanoTime();
      moved = same ? moved : now;
      if (unread.isEmpty() && now - moved > QUIET.toNanos()) {
        return List.of();
      }
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
    Map<String, Set<String>> read = topics(committed);
    read.values().forEach(log::add);
    return unread(read, committed, log.afterLast());
  }

  /** Gives what each group must read, and what else it reads. */
  private Map<String, Set<String>> topics(
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {
    Map<String, Set<String>> topics = new HashMap<>();
    expected.forEach(
        (group, wanted) -> {
          Set<String> all = new HashSet<>(wanted);
          committed.getOrDefault(group, Map.of()).keySet().forEach(p -> all.add(p.topic()));
          topics.put(group, all);
        });
    return topics;
  }

  /** Compares offsets committed with the ends of the topics that each group reads. */
  static List<String> unread(
      Map<String, Set<String>> topics,
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed,
      Map<TopicPartition, Long> ends) {
    List<String> unread = new ArrayList<>();
    topics.forEach(
        (group, read) ->
            ends.forEach(
                (partition, end) -> {
                  OffsetAndMetadata at = committed.getOrDefault(group, Map.of()).get(partition);
                  long position = at == null ? 0 : at.offset();
                  if (read.contains(partition.topic()) && position < end) {
                    unread.add(
                        "%s is at %d of %d in %s".formatted(group, position, end, partition));
                  }
                }));
    unread.sort(null);
    return unread;
  }

  /**
   * Gives how many records of a topic a group has done, by its committed offsets: transaction
   * markers count too.
   */
  public long done(String group, String topic) throws InterruptedException {
    return committed().getOrDefault(group, Map.of()).entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(entry -> entry.getValue().offset())
        .sum();
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed()
      throws InterruptedException {
    try {
      Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
      expected.keySet().forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
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
