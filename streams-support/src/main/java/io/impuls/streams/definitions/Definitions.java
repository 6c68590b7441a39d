package io.impuls.streams.definitions;

import io.impuls.contracts.plan.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All accepted versions as the log tells them: of several proposals for one version of one id the
 * one with the lowest offset wins, whatever is compacted away later. Not safe for threads; {@link
 * DefinitionFeed} guards it.
 *
 * @param <D> what is defined
 * @param <C> its compiled form
 */
final class Definitions<D, C> {

  /** Time between a publication and its first effect, so that every instance has it by then. */
  static final Duration LEAD = Duration.ofSeconds(10);

  private final Function<Published<D>, C> compiler;
  private final Predicate<D> drafts;
  private final Map<UUID, Map<String, NavigableMap<Integer, Version<D, C>>>> accepted =
      new LinkedHashMap<>();

  Definitions(Function<Published<D>, C> compiler) {
    this(compiler, definition -> false);
  }

  /**
   * Takes definitions of which some are {@code drafts}: versions that are in force at no time, and
   * end no other.
   */
  Definitions(Function<Published<D>, C> compiler, Predicate<D> drafts) {
    this.compiler = compiler;
    this.drafts = drafts;
  }

  /**
   * Takes a proposal read from the log and gives the version that holds its place: the same
   * proposal if it won.
   *
   * @throws RuntimeException of the compiler, when the content is not valid; nothing changes then
   */
  Version<D, C> accept(Published<D> proposal, Instant appendedAt) {
    NavigableMap<Integer, Version<D, C>> versions = versions(proposal.workspace(), proposal.id());
    Version<D, C> winner = versions.get(proposal.version());
    if (winner != null) {
      return winner;
    }
    Published<D> dated =
        proposal.effectiveFrom() == null
            ? withEffectiveFrom(proposal, appendedAt.plus(LEAD))
            : proposal;
    versions.put(dated.version(), new Version<>(dated, compiler.apply(dated), Instant.MAX));
    bound(versions);
    return versions.get(proposal.version());
  }

  Optional<Version<D, C>> find(UUID workspace, String id, int version) {
    return Optional.ofNullable(accepted.getOrDefault(workspace, Map.of()).get(id))
        .map(versions -> versions.get(version));
  }

  List<Version<D, C>> all(UUID workspace) {
    List<Version<D, C>> all = new ArrayList<>();
    accepted.getOrDefault(workspace, Map.of()).values().forEach(v -> all.addAll(v.values()));
    return List.copyOf(all);
  }

  private NavigableMap<Integer, Version<D, C>> versions(UUID workspace, String id) {
    return accepted
        .computeIfAbsent(workspace, w -> new LinkedHashMap<>())
        .computeIfAbsent(id, i -> new TreeMap<>());
  }

  /** A version ends where the first of the later ones begins. */
  private void bound(NavigableMap<Integer, Version<D, C>> versions) {
    Instant next = Instant.MAX;
    for (Map.Entry<Integer, Version<D, C>> entry : versions.descendingMap().entrySet()) {
      Version<D, C> version = entry.getValue();
      Instant from = version.published().effectiveFrom();
      boolean draft = drafts.test(version.published().definition());
      Instant until = draft ? from : next;
      if (!Objects.equals(version.until(), until)) {
        entry.setValue(new Version<>(version.published(), version.compiled(), until));
      }
      next = draft || !from.isBefore(next) ? next : from;
    }
  }

  private static <D> Published<D> withEffectiveFrom(Published<D> proposal, Instant from) {
    return new Published<>(
        proposal.workspace(),
        proposal.id(),
        proposal.version(),
        proposal.proposalId(),
        from,
        proposal.author(),
        proposal.definition());
  }
}
