package io.impuls.tracking.collector.sources;

import io.impuls.contracts.source.TrackingSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every enabled source under the names of its apps and hosts. Immutable. */
final class AppTable {

  static final AppTable EMPTY = new AppTable(Map.of(), Map.of());

  private final Map<String, List<TrackingSource>> byApp;
  private final Map<String, List<TrackingSource>> byHost;

  private AppTable(
      Map<String, List<TrackingSource>> byApp, Map<String, List<TrackingSource>> byHost) {
    this.byApp = byApp;
    this.byHost = byHost;
  }

  /** Makes the table of these records, of which a source may have several. */
  static AppTable of(Collection<TrackingSource> sources) {
    Map<String, List<TrackingSource>> apps = new HashMap<>();
    Map<String, List<TrackingSource>> hosts = new HashMap<>();
    sources.stream()
        .filter(TrackingSource::enabled)
        .sorted(Comparator.comparing(TrackingSource::key))
        .forEach(
            source -> {
              source.appIds().forEach(app -> add(apps, app, source));
              source.hosts().forEach(host -> add(hosts, host.toLowerCase(Locale.ROOT), source));
            });
    return new AppTable(apps, hosts);
  }

  Optional<TrackingSource> byApp(String appId, List<String> hosts, Instant now) {
    List<TrackingSource> named = living(appId == null ? null : byApp.get(appId), now);
    if (!named.isEmpty()) {
      List<TrackingSource> athome =
          named.stream()
              .filter(source -> hosts.stream().anyMatch(host -> has(source, host)))
              .toList();
      return ofOneTenant(athome.isEmpty() ? named : athome);
    }
    for (String host : hosts) {
      List<TrackingSource> found = living(byHost.get(host.toLowerCase(Locale.ROOT)), now);
      if (!found.isEmpty()) {
        return ofOneTenant(found);
      }
    }
    return Optional.empty();
  }

  /** A tenant must not get what may be another's. */
  private static Optional<TrackingSource> ofOneTenant(List<TrackingSource> found) {
    return found.stream().map(TrackingSource::workspace).distinct().count() > 1
        ? Optional.empty()
        : Optional.of(found.get(0));
  }

  private static boolean has(TrackingSource source, String host) {
    return source.hosts().stream().anyMatch(host::equalsIgnoreCase);
  }

  private static List<TrackingSource> living(List<TrackingSource> found, Instant now) {
    return found == null
        ? List.of()
        : found.stream()
            .filter(source -> source.expiresAt() == null || now.isBefore(source.expiresAt()))
            .toList();
  }

  private static void add(
      Map<String, List<TrackingSource>> table, String name, TrackingSource source) {
    table.computeIfAbsent(name, n -> new ArrayList<>()).add(source);
  }
}
