package io.impuls.demo.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a replay sent and what was answered.
 *
 * @param fates what became of every event, by its id inside Impuls
 * @param sent events sent and answered, repeats of an id included
 * @param retries requests that had to be sent again
 * @param took time from the first to the last answer
 */
public record ReplayResult(Map<UUID, Fate> fates, long sent, long retries, Duration took) {

  public ReplayResult {
    fates = Map.copyOf(fates);
  }

  /** Gives the same with what became of further events; the time is that of the first ones. */
  public ReplayResult and(ReplayResult further) {
    Map<UUID, Fate> all = new HashMap<>(fates);
    all.putAll(further.fates);
    return new ReplayResult(all, sent + further.sent, retries + further.retries, took);
  }

  /** Gives how many different events were accepted. */
  public long accepted() {
    return fates.values().stream().filter(Fate::accepted).count();
  }

  /** Gives events a second over the whole replay. */
  public double eventsPerSecond() {
    return took.isZero() ? 0 : sent * 1e9 / took.toNanos();
  }
}
