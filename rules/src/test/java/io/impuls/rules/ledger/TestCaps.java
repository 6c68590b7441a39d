package io.impuls.rules.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Caps by rule and version. */
final class TestCaps implements Caps {

  private final Map<String, Map<Integer, Cap>> caps = new HashMap<>();
  private final List<JointCaps.Share> shares = new ArrayList<>();
  private JointCaps joint = JointCaps.NONE;

  TestCaps cap(String lineage, int version, int limit, Duration window) {
    return cap(lineage, version, Cap.sliding(limit, window));
  }

  TestCaps cap(String lineage, int version, Cap cap) {
    caps.computeIfAbsent(lineage, key -> new HashMap<>()).put(version, cap);
    return this;
  }

  TestCaps share(String lineage, int version, SharedCap... together) {
    shares.add(new JointCaps.Share(lineage, version, List.of(together)));
    joint = new JointCaps(shares);
    return this;
  }

  /** Says what a version of a rule without a cap of it belongs to. */
  TestCaps belongs(String lineage, int version, String... names) {
    shares.add(new JointCaps.Share(lineage, version, List.of(), Set.of(names)));
    joint = new JointCaps(shares);
    return this;
  }

  @Override
  public boolean fills(String lineage, int version, String name) {
    return joint.fills(lineage, version, name);
  }

  @Override
  public List<SharedCap> shared(String lineage, int version) {
    return joint.of(lineage, version);
  }

  @Override
  public Set<String> joined(String lineage) {
    return joint.joined(lineage);
  }

  @Override
  public Optional<Cap> of(String lineage, int version) {
    return Optional.ofNullable(caps.getOrDefault(lineage, Map.of()).get(version));
  }

  @Override
  public Duration longestWindow(String lineage) {
    Set<String> together = joint.joined(lineage).isEmpty() ? Set.of(lineage) : joined(lineage);
    return together.stream().map(this::own).max(Duration::compareTo).orElseThrow();
  }

  private Duration own(String lineage) {
    return caps.getOrDefault(lineage, Map.of()).values().stream()
        .map(cap -> cap.window().longest())
        .reduce(joint.longestWindow(lineage), (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }
}
