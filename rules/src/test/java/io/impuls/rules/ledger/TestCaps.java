package io.impuls.rules.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Caps by rule and version. */
final class TestCaps implements Caps {

  private final Map<String, Map<Integer, SlidingCap>> caps = new HashMap<>();

  TestCaps cap(String lineage, int version, int limit, Duration window) {
    caps.computeIfAbsent(lineage, key -> new HashMap<>())
        .put(version, new SlidingCap(limit, window));
    return this;
  }

  @Override
  public Optional<SlidingCap> of(String lineage, int version) {
    return Optional.ofNullable(caps.getOrDefault(lineage, Map.of()).get(version));
  }

  @Override
  public Duration longestWindow(String lineage) {
    return caps.getOrDefault(lineage, Map.of()).values().stream()
        .map(SlidingCap::window)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
