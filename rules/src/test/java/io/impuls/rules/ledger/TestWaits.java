package io.impuls.rules.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Waits by rule and version, whose plan is paused within a time. */
final class TestWaits implements Waits {

  private final Map<String, Map<Integer, Wait>> waits = new HashMap<>();
  private final Map<String, Decay> decays = new HashMap<>();
  private Instant pausedFrom = Instant.MAX;

  TestWaits rule(String lineage, int version, Duration within, int times) {
    waits.computeIfAbsent(lineage, key -> new HashMap<>()).put(version, new Wait(within, times));
    return this;
  }

  TestWaits decay(String lineage, Decay decay) {
    decays.put(lineage, decay);
    return this;
  }

  TestWaits pausedFrom(Instant from) {
    pausedFrom = from;
    return this;
  }

  @Override
  public Optional<Wait> waitOf(String lineage, int version) {
    return Optional.ofNullable(waits.getOrDefault(lineage, Map.of()).get(version));
  }

  @Override
  public Duration longestWait(String lineage) {
    return waits.getOrDefault(lineage, Map.of()).values().stream()
        .map(Wait::longest)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  @Override
  public Optional<Decay> decayOf(String lineage, int version) {
    return Optional.ofNullable(decays.get(lineage));
  }

  @Override
  public boolean gives(String lineage, Instant due) {
    return due.isBefore(pausedFrom);
  }
}
