package io.impuls.scoring.topology;

import io.impuls.contracts.score.ManualEntry;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.scoring.domain.ManualEntries;
import io.impuls.service.topic.TopicWriter;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what users do by hand to their topic, which the topology reads as it reads events. */
public final class ManualEntryTopic implements ManualEntries, AutoCloseable {

  private final TopicWriter<ManualEntry> writer;

  private ManualEntryTopic(TopicWriter<ManualEntry> writer) {
    this.writer = writer;
  }

  /** Writes to these brokers. */
  public static ManualEntryTopic to(String bootstrapServers, String instanceId) {
    return new ManualEntryTopic(
        new TopicWriter<>(
            Topics.MANUAL_ENTRIES,
            bootstrapServers,
            "scoring-manual-entries-" + instanceId,
            Duration.ZERO));
  }

  @Override
  public boolean take(ManualEntry entry) {
    String key = new PersonKey(entry.workspace(), entry.person()).text();
    return writer
        .write(
            List.of(
                new ProducerRecord<>(
                    Topics.MANUAL_ENTRIES.name(), null, entry.at().toEpochMilli(), key, entry)))
        .isPresent();
  }

  @Override
  public void close() {
    writer.close();
  }
}
