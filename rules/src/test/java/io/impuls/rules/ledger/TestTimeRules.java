package io.impuls.rules.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Waits and decays by rule, whose plan is paused from a time on. */
final class TestTimeRules implements TimeRules {

  private final Map<String, Map<Integer, Wait>> waits = new HashMap<>();
  private final Map<String, Decay> decays = new HashMap<>();
  private Instant pausedFrom = Instant.MAX;

  TestTimeRules rule(String lineage, int version, Duration within, int times) {
    waits.computeIfAbsent(lineage, key -> new HashMap<>()).put(version, new Wait(within, times));
    return this;
  }

  TestTimeRules decay(String lineage, Decay decay) {
    decays.put(lineage, decay);
    return this;
  }

  TestTimeRules pausedFrom(Instant from) {
    pausedFrom = from;
    return this;
  }

  @Override
  public Optional<Wait> waitOf(String lineage, int version) {
    return Optional.ofNullable(waits.getOrDefault(lineage, Map.of()).get(version));
  }

  @Override
  public Duration longestTime(String lineage) {
    return Stream.concat(
            waits.getOrDefault(lineage, Map.of()).values().stream().map(Wait::longest),
            Optional.ofNullable(decays.get(lineage)).map(Decay::longest).stream())
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
