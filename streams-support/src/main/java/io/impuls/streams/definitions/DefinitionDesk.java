package io.impuls.streams.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.topic.Json;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.DefinitionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Takes proposals of authors: checks them, finds the next version and publishes it. Saying the same
 * again publishes nothing, so an author may repeat a request whose answer was lost.
 *
 * @param <D> what is defined
 * @param <C> its compiled form
 */
public final class DefinitionDesk<D, C> {

  /** Most definitions of one workspace. */
  public static final int MAX_DEFINITIONS = 10_000;

  /** Names what an instance has loaded, under the same address as the definitions. */
  public static final String RESERVED = "loaded-versions";

  /** How a service checks a definition. */
  public interface Check<D> {
    /** Compiles the definition as it would be once published. */
    Parsed<?> check(Published<D> proposal);
  }

  private final Function<UUID, List<Version<D, C>>> versions;
  private final Function<Published<D>, Publication<D, C>> publish;
  private final Check<D> check;
  private final Duration horizon;
  private final InstantSource clock;
  private final BooleanSupplier loaded;

  /**
   * Makes the desk of a feed.
   *
   * @param horizon how far back a version may begin before which none took effect: the lateness
   *     horizon
   * @param clock says what is now
   */
  public DefinitionDesk(
      DefinitionFeed<D, C, ?> feed, Check<D> check, Duration horizon, InstantSource clock) {
    this(feed::versions, feed::publish, check, horizon, clock, feed::loaded);
  }

  DefinitionDesk(
      Function<UUID, List<Version<D, C>>> versions,
      Function<Published<D>, Publication<D, C>> publish,
      Check<D> check,
      Duration horizon,
      InstantSource clock,
      BooleanSupplier loaded) {
    this.versions = versions;
    this.publish = publish;
    this.check = check;
    this.horizon = horizon;
    this.clock = clock;
    this.loaded = loaded;
  }

  /**
   * Gives all versions of a definition, oldest first; nothing as long as some of those that were
   * there at the start may be missing.
   */
  public Optional<List<Version<D, C>>> known(UUID workspace, String id) {
    // asked first: what is read before is not all of it when the loading ends in between
    return loaded.getAsBoolean() ? Optional.of(versions(workspace, id)) : Optional.empty();
  }

  /** Gives the versions of a definition that are loaded, oldest first; empty when there is none. */
  public List<Version<D, C>> versions(UUID workspace, String id) {
    return versions.apply(workspace).stream()
        .filter(version -> version.published().id().equals(id))
        .toList();
  }

  /** Gives the newest version of a definition. */
  public Optional<Version<D, C>> newest(UUID workspace, String id) {
    List<Version<D, C>> all = versions(workspace, id);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Gives the newest version of each definition, in the order of their ids. */
  public List<Version<D, C>> newest(UUID workspace) {
    Map<String, Version<D, C>> newest = new TreeMap<>();
    versions.apply(workspace).forEach(version -> newest.put(version.published().id(), version));
    return List.copyOf(newest.values());
  }

  /** Publishes a proposal, or says why not. Blocks until the version has been read back. */
  public Decision<D, C> propose(UUID workspace, String id, Proposal<D> proposal, String author) {
    Optional<Version<D, C>> newest = newest(workspace, id);
    int next = newest.map(version -> version.published().version()).orElse(0) + 1;
    if (newest.isPresent() && says(newest.get(), proposal)) {
      return new Decision.Unchanged<>(newest.get());
    }
    if (proposal.version() != null && proposal.version() != next) {
      return new Decision.Conflict<>(
          "The next version is %d, not %d".formatted(next, proposal.version()));
    }
    Published<D> published =
        new Published<>(
            workspace,
            id,
            next,
            UUID.randomUUID(),
            proposal.effectiveFrom(),
            author,
            proposal.definition());
    List<Problem> problems = problems(published);
    return problems.isEmpty() ? publish(published) : new Decision.Refused<>(problems);
  }

  private Decision<D, C> publish(Published<D> proposal) {
    Publication<D, C> outcome = publish.apply(proposal);
    if (outcome instanceof Publication.Won<D, C> won) {
      return proposal.version() == 1
          ? new Decision.Created<>(won.version())
          : new Decision.Revised<>(won.version());
    }
    if (outcome instanceof Publication.Unavailable<D, C> unavailable) {
      return new Decision.Unavailable<>(unavailable.detail());
    }
    return new Decision.Conflict<>(
        "Somebody else published version %d first".formatted(proposal.version()));
  }

  private List<Problem> problems(Published<D> proposal) {
    List<Problem> problems = new ArrayList<>();
    if (!DefinitionId.valid(proposal.id()) || proposal.id().equals(RESERVED)) {
      problems.add(new Problem("id", "the id in the address " + DefinitionId.RULE));
    }
    if (proposal.version() == 1 && newest(proposal.workspace()).size() >= MAX_DEFINITIONS) {
      problems.add(new Problem("", "a workspace has at most " + MAX_DEFINITIONS));
    }
    effectiveFrom(proposal, problems);
    problems.addAll(check.check(proposal).problems());
    return problems;
  }

  private void effectiveFrom(Published<D> proposal, List<Problem> problems) {
    Instant from = proposal.effectiveFrom();
    if (from == null) {
      return;
    }
    Instant now = clock.instant();
    boolean first =
        versions(proposal.workspace(), proposal.id()).stream().noneMatch(Version::takesEffect);
    if (first && from.isBefore(now.minus(horizon))) {
      problems.add(
          new Problem("/effectiveFrom", "a first version begins at most " + horizon + " ago"));
    } else if (!first && from.isBefore(now.plus(Definitions.LEAD))) {
      problems.add(
          new Problem(
              "/effectiveFrom",
              "a later version begins at least "
                  + Definitions.LEAD
                  + " from now; without this field it does so as soon as it may"));
    }
  }

  private static <D, C> boolean says(Version<D, C> held, Proposal<D> proposal) {
    Published<D> published = held.published();
    return (proposal.version() == null || proposal.version() == published.version())
        && (proposal.effectiveFrom() == null
            || proposal.effectiveFrom().equals(published.effectiveFrom()))
        && tree(published.definition()).equals(tree(proposal.definition()));
  }

  private static JsonNode tree(Object definition) {
    return Json.mapper().valueToTree(definition);
  }
}
