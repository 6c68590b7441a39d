package io.impuls.scoring.topology;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.Rank;
import io.impuls.streams.ledger.StagedStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The people of each plan, best first: one row per person and plan, kept in order by its key, so
 * that the best are the first rows. Grows with persons times plans that they score in.
 *
 * <p>Key: workspace (16 bytes), plan, a zero byte, score and last activity both upside down (8
 * bytes each, so that more comes first), person (16 bytes). Value: the band's name. Only people
 * with points, or with a match that was not a robot's, have a row; without an activity they come
 * last among equals.
 *
 * <p>Where points go all the time, the row has the score as of the last change, or when it had
 * halved since, and more by what may come back of points that were taken: nobody's score of now is
 * above their row's. So whoever reads on until a row lies behind the last of those that are the
 * best so far, by their scores of now, has seen all who can be among the best. Such a row's value
 * ends with a zero byte.
 */
final class Ranking {

  /** Name of the store. */
  static final String STORE = "ranking";

  /** Ends the value of a row whose score goes all the time: no band's name has it. */
  private static final String GOES = "\0";

  private static final long NO_ACTIVITY = Long.MIN_VALUE;
  private static final int ID_BYTES = 16;
  private static final int TAIL_BYTES = 2 * Long.BYTES + ID_BYTES;

  private Ranking() {}

  /** Moves a person's row from where it was to where it belongs now. */
  static void move(
      StagedStore store, PersonKey person, String plan, PlanScore before, PlanScore after) {
    byte[] old = ranks(before) ? key(person, plan, before) : null;
    byte[] now = ranks(after) ? key(person, plan, after) : null;
    if (old != null && !Arrays.equals(old, now)) {
      store.delete(old);
    }
    if (now != null) {
      String band =
          (after.band() == null ? "" : after.band()) + (after.course() == null ? "" : GOES);
      store.put(now, band.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Gives the rank that somebody has now by a row as old as it is. */
  @FunctionalInterface
  interface Now {

    /** The rows say it all. */
    Now KEPT = rank -> rank;

    Rank of(Rank row);
  }

  private static boolean ranks(PlanScore score) {
    return score.lastActivity() != null || score.score() != 0 || score.course() != null;
  }

  private static long activityMillis(PlanScore score) {
    return score.lastActivity() == null ? NO_ACTIVITY : score.lastActivity().toEpochMilli();
  }

  /**
   * Gives the best of a plan.
   *
   * @param now asked for those whose scores go all the time
   */
  static List<Rank> best(
      ReadOnlyKeyValueStore<byte[], byte[]> store,
      UUID workspace,
      String plan,
      int limit,
      Now now) {
    TreeSet<Rank> found = new TreeSet<>();
    rows(
        store,
        workspace,
        plan,
        row -> {
          if (found.size() == limit && found.last().compareTo(row.rank()) < 0) {
            return false;
          }
          found.add(row.now(now));
          if (found.size() > limit) {
            found.pollLast();
          }
          return true;
        });
    return List.copyOf(found);
  }

  /** Hands over everybody of a plan, each as they are now. */
  static void each(
      ReadOnlyKeyValueStore<byte[], byte[]> store,
      UUID workspace,
      String plan,
      Now now,
      Consumer<Rank> visitor) {
    rows(
        store,
        workspace,
        plan,
        row -> {
          visitor.accept(row.now(now));
          return true;
        });
  }

  private record Row(Rank rank, boolean goes) {
    Rank now(Now now) {
      return goes ? now.of(rank) : rank;
    }
  }

  /** Hands over the rows of a plan, best first, until the visitor answers false. */
  private static void rows(
      ReadOnlyKeyValueStore<byte[], byte[]> store,
      UUID workspace,
      String plan,
      Predicate<Row> visitor) {
    byte[] prefix = prefix(workspace, plan);
    byte[] end = Arrays.copyOf(prefix, prefix.length + TAIL_BYTES);
    Arrays.fill(end, prefix.length, end.length, (byte) 0xFF);
    try (KeyValueIterator<byte[], byte[]> rows = store.range(prefix, end)) {
      while (rows.hasNext()) {
        if (!visitor.test(read(rows.next(), prefix.length))) {
          return;
        }
      }
    }
  }

  private static byte[] key(PersonKey person, String plan, PlanScore score) {
    byte[] prefix = prefix(person.workspace(), plan);
    return ByteBuffer.allocate(prefix.length + TAIL_BYTES)
        .put(prefix)
        .putLong(upsideDown(score.bound()))
        .putLong(upsideDown(activityMillis(score)))
        .putLong(person.person().getMostSignificantBits())
        .putLong(person.person().getLeastSignificantBits())
        .array();
  }

  /** Plan ids hold no zero byte, so none is the beginning of another. */
  private static byte[] prefix(UUID workspace, String plan) {
    byte[] id = plan.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(ID_BYTES + id.length + 1)
        .putLong(workspace.getMostSignificantBits())
        .putLong(workspace.getLeastSignificantBits())
        .put(id)
        .put((byte) 0)
        .array();
  }

  /** Maps larger numbers to smaller unsigned ones; its own inverse. */
  private static long upsideDown(long number) {
    return ~(number ^ Long.MIN_VALUE);
  }

  private static Row read(KeyValue<byte[], byte[]> row, int prefix) {
    ByteBuffer tail = ByteBuffer.wrap(row.key).position(prefix);
    long total = upsideDown(tail.getLong());
    long millis = upsideDown(tail.getLong());
    Instant activity = millis == NO_ACTIVITY ? null : Instant.ofEpochMilli(millis);
    UUID person = new UUID(tail.getLong(), tail.getLong());
    String value = new String(row.value, StandardCharsets.UTF_8);
    boolean goes = value.endsWith(GOES);
    String band = goes ? value.substring(0, value.length() - GOES.length()) : value;
    return new Row(new Rank(person, total, activity, band.isEmpty() ? null : band), goes);
  }
}
