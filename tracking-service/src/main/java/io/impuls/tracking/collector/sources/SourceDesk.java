package io.impuls.tracking.collector.sources;

import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.domain.KeySecret;
import io.impuls.tracking.collector.domain.LogAwayException;
import io.impuls.tracking.collector.domain.SourceSettings;
import io.impuls.tracking.collector.domain.SourceSettings.Change;
import io.impuls.tracking.collector.publish.OperatorLog;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where operators make and end keys. What it answers has been read back from the topic, so every
 * collector has it or is about to. Blocks; one change at a time on each instance.
 */
public final class SourceDesk implements AutoCloseable {

  /** Bytes of a key's id: unique within a workspace, and no secret. */
  private static final int ID_BYTES = 6;

  private static final Duration READ_BACK = Duration.ofSeconds(10);

  private final SourceMirror mirror;
  private final OperatorLog<TrackingSource> log;
  private final SecureRandom random = new SecureRandom();

  /** Makes the desk over a mirror that has been started. */
  public SourceDesk(SourceMirror mirror, String bootstrapServers, String instanceId) {
    this.mirror = mirror;
    this.log = new OperatorLog<>(Topics.SOURCES, bootstrapServers, instanceId);
  }

  /**
   * A key just made.
   *
   * @param record what is kept of it
   * @param secret the key itself, to be shown once
   */
  public record NewKey(TrackingSource record, String secret) {}

  /** Whether the topic has been read to what was its end at the start. */
  public boolean ready() {
    return mirror.loaded();
  }

  /** Gives the records of all keys of a workspace, by source and key id. */
  public List<TrackingSource> keys(UUID workspace) {
    return mirror.of(workspace).stream()
        .sorted(Comparator.comparing(TrackingSource::id).thenComparing(TrackingSource::keyId))
        .toList();
  }

  /** Gives the records of all keys of one source; empty when there is no such source. */
  public List<TrackingSource> keys(UUID workspace, String source) {
    return keys(workspace).stream().filter(one -> one.id().equals(source)).toList();
  }

  /**
   * Makes a source with its first key; empty when there is such a source.
   *
   * @throws LogAwayException when it cannot be written now
   */
  public synchronized Optional<NewKey> create(
      UUID workspace, SourceSettings settings, Change change) throws InterruptedException {
    if (!keys(workspace, settings.id()).isEmpty()) {
      return Optional.empty();
    }
    NewKey made = add(workspace, settings, change);
    if (keys(workspace, settings.id()).size() > 1) {
      // made on another instance meanwhile: neither knows who was first, so both step back
      write(made.record().key(), null);
      return Optional.empty();
    }
    return Optional.of(made);
  }

  /**
   * Makes a further key of a source; empty when there is no such source.
   *
   * @param oldUntil until when the keys there are live on; null for as long as before
   * @throws LogAwayException when it cannot be written now
   */
  public synchronized Optional<NewKey> rotate(
      UUID workspace, String source, Instant oldUntil, Change change) throws InterruptedException {
    List<TrackingSource> before = keys(workspace, source);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    NewKey made = add(workspace, SourceSettings.of(before.get(before.size() - 1)), change);
    if (oldUntil != null) {
      for (TrackingSource old : before) {
        write(old.key(), SourceSettings.ending(old, oldUntil, change));
      }
    }
    return Optional.of(made);
  }

  /**
   * Puts other settings in place of a source's, for each of its keys; gives the keys, none when
   * there is no such source. Cut short by an outage it can be done again.
   *
   * @throws LogAwayException when it cannot be written now
   */
  public synchronized List<TrackingSource> change(
      UUID workspace, SourceSettings settings, Change change) throws InterruptedException {
    for (TrackingSource key : keys(workspace, settings.id())) {
      write(key.key(), settings.on(key, change));
    }
    return keys(workspace, settings.id());
  }

  /**
   * Ends a key at once; false when there is no such key.
   *
   * @throws LogAwayException when it cannot be written now
   */
  public synchronized boolean remove(UUID workspace, String source, String keyId)
      throws InterruptedException {
    Optional<TrackingSource> found =
        keys(workspace, source).stream().filter(one -> one.keyId().equals(keyId)).findFirst();
    if (found.isPresent()) {
      write(found.get().key(), null);
    }
    return found.isPresent();
  }

  private NewKey add(UUID workspace, SourceSettings settings, Change change)
      throws InterruptedException {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String secret = KeySecret.make(settings.kind(), random);
    TrackingSource record =
        settings.withKey(workspace, "key-" + HexFormat.of().formatHex(id), secret, change);
    write(record.key(), record);
    return new NewKey(record, secret);
  }

  private void write(String key, TrackingSource record) throws InterruptedException {
    if (!mirror.awaitRead(log.write(key, record), READ_BACK)) {
      throw new LogAwayException("a source was written, but could not be read back", null);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
