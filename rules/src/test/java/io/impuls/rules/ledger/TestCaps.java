package io.impuls.rules.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Caps by rule and version. */
final class TestCaps implements Caps {

  private final Map<String, Map<Integer, Cap>> caps = new HashMap<>();

  TestCaps cap(String lineage, int version, int limit, Duration window) {
    return cap(lineage, version, Cap.sliding(limit, window));
  }

  TestCaps cap(String lineage, int version, Cap cap) {
    caps.computeIfAbsent(lineage, key -> new HashMap<>()).put(version, cap);
    return this;
  }

  @Override
  public Optional<Cap> of(String lineage, int version) {
    return Optional.ofNullable(caps.getOrDefault(lineage, Map.of()).get(version));
  }

  @Override
  public Duration longestWindow(String lineage) {
    return caps.getOrDefault(lineage, Map.of()).values().stream()
        .map(cap -> cap.window().longest())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
