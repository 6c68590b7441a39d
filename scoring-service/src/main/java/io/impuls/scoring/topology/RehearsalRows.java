package io.impuls.scoring.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.topic.Json;
import io.impuls.scoring.domain.rehearsal.Deed;
import io.impuls.scoring.domain.rehearsal.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Utils;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * What one rehearsal remembers, on disk in a directory of its own that goes with it: a row for each
 * event that is kept, and one for each merge and split. Takes about 50 MB of memory whatever it
 * holds.
 */
final class RehearsalRows implements AutoCloseable {

  private static final long BUFFER_BYTES = 16L << 20;
  private static final int BUFFERS = 2;
  private static final long CACHE_BYTES = 16L << 20;
  private static final int OPEN_FILES = 256;

  static {
    // others have loaded it where streams run already
    RocksDB.loadLibrary();
  }

  private final Path directory;
  private final LRUCache cache;
  private final Options options;
  private final WriteOptions writing;
  private final RocksDB rows;

  /**
   * What somebody did.
   *
   * @param person where it lies
   * @param placed whether it was moved there
   */
  record Row(UUID person, Deed deed, boolean placed) {}

  /** Makes the directory, which must not be there yet. */
  RehearsalRows(Path directory) {
    this.directory = directory;
    cache = new LRUCache(CACHE_BYTES);
    options =
        new Options()
            .setCreateIfMissing(true)
            .setErrorIfExists(true)
            .setWriteBufferSize(BUFFER_BYTES)
            .setMaxWriteBufferNumber(BUFFERS)
            .setMaxOpenFiles(OPEN_FILES)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setCacheIndexAndFilterBlocks(true));
    // Nothing is to be found again after a crash.
    writing = new WriteOptions().setDisableWAL(true);
    try {
      Files.createDirectories(directory);
      rows = RocksDB.open(options, directory.toString());
    } catch (IOException | RocksDBException e) {
      free();
      throw failed(e);
    }
  }

  /** Keeps what somebody did; the same again changes nothing. */
  void put(UUID person, Deed deed) {
    put(new Row(person, deed, false));
  }

  /** Moves what somebody did to another person. */
  void move(Row row, UUID to) {
    put(new Row(to, row.deed(), true));
    try {
      rows.delete(
          writing, RehearsalKeys.deed(row.person(), row.deed().occurredAt(), row.deed().eventId()));
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  /** Keeps what a person was told. */
  void tell(UUID person, Told told) {
    try {
      put(
          RehearsalKeys.told(person, told.at(), told.event(), told.passed()),
          Json.mapper().writeValueAsBytes(told));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a record of ours is always JSON", e);
    }
  }

  /** Gives what a person was told, oldest first. */
  List<Told> told(UUID person) {
    List<Told> told = new ArrayList<>();
    each(
        RehearsalKeys.prefix(RehearsalKeys.TOLD, person),
        (key, value) -> told.add(readTold(value)));
    return told;
  }

  /** Gives the next person after another who was told anything. */
  Optional<UUID> toldAfter(UUID person) {
    byte[] sort = {RehearsalKeys.TOLD};
    try (RocksIterator rest = rows.newIterator()) {
      rest.seek(person == null ? sort : RehearsalKeys.behind(RehearsalKeys.TOLD, person));
      return rest.isValid() && startsWith(rest.key(), sort)
          ? Optional.of(RehearsalKeys.person(rest.key()))
          : Optional.empty();
    }
  }

  /** Hands over what a person did, in the total order; rows may be moved meanwhile. */
  void deeds(UUID person, Consumer<Row> visitor) {
    each(
        RehearsalKeys.prefix(RehearsalKeys.DEED, person),
        (key, value) -> visitor.accept(row(key, value)));
  }

  /** Hands over what everybody did, person by person, each in the total order. */
  void deeds(Consumer<Row> visitor) {
    each(new byte[] {RehearsalKeys.DEED}, (key, value) -> visitor.accept(row(key, value)));
  }

  @Override
  public void close() {
    rows.close();
    free();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void free() {
    writing.close();
    options.close();
    cache.close();
  }

  private void put(Row row) {
    Deed deed = row.deed();
    put(
        RehearsalKeys.deed(row.person(), deed.occurredAt(), deed.eventId()),
        DeedCodec.write(deed, row.placed()));
  }

  private void put(byte[] key, byte[] value) {
    try {
      rows.put(writing, key, value);
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  /** An iterator sees the rows as they were when it was made. */
  private void each(byte[] prefix, Visitor visitor) {
    try (RocksIterator all = rows.newIterator()) {
      for (all.seek(prefix); all.isValid() && startsWith(all.key(), prefix); all.next()) {
        visitor.visit(all.key(), all.value());
      }
      all.status();
    } catch (RocksDBException e) {
      throw failed(e);
    }
  }

  private static Row row(byte[] key, byte[] value) {
    return new Row(
        RehearsalKeys.person(key),
        DeedCodec.read(RehearsalKeys.event(key), RehearsalKeys.time(key), value),
        DeedCodec.placed(value));
  }

  private static Told readTold(byte[] value) {
    try {
      return Json.mapper().readValue(value, Told.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a record of ours is always read again", e);
    }
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static UncheckedIOException failed(Exception e) {
    return new UncheckedIOException(new IOException("could not keep a rehearsal's rows", e));
  }

  private interface Visitor {
    void visit(byte[] key, byte[] value);
  }
}
