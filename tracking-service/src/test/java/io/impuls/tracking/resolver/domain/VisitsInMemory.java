package io.impuls.tracking.resolver.domain;

import io.impuls.tracking.resolver.domain.identity.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A device's visits in lists, the plainest thing that keeps the port's promises. */
final class VisitsInMemory implements VisitMemory {

  private final List<Visit> visits = new ArrayList<>();
  private final TreeMap<Place, Footprint> footprints = new TreeMap<>();

  @Override
  public List<Visit> visits(Instant after, Instant before) {
    return visits.stream()
        .filter(v -> v.startedAt().isBefore(before) && v.endedAt().isAfter(after))
        .sorted(Comparator.comparing((Visit v) -> v.facts().first()).reversed())
        .toList();
  }

  @Override
  public Optional<Visit> latest() {
    return visits.stream().max(Comparator.comparing((Visit v) -> v.facts().first()));
  }

  @Override
  public void keep(Visit visit) {
    forget(visit);
    visits.add(visit);
  }

  @Override
  public void forget(Visit visit) {
    visits.removeIf(visit::standsWith);
  }

  @Override
  public List<Footprint> footprints(Place from, Place to) {
    return List.copyOf(footprints.subMap(from, true, to, true).values());
  }

  @Override
  public void keep(Footprint footprint) {
    footprints.put(footprint.place(), footprint);
  }

  List<Visit> all() {
    return visits.stream().sorted(Comparator.comparing((Visit v) -> v.facts().first())).toList();
  }
}
