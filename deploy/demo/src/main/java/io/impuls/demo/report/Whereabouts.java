package io.impuls.demo.report;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Split;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whose everything is in the end, by {@code person.merged} and {@code person.split}. They follow
 * one another by the receipt of what caused them.
 */
final class Whereabouts {

  /** What each person was told to lose, in its order. */
  private final Map<UUID, List<Event>> told = new HashMap<>();

  /** Last word on whether a person goes on as another: who, or nobody when restored. */
  private final Map<UUID, Optional<UUID>> aliases = new HashMap<>();

  /** Learns from the events of {@code tracking.events}. */
  Whereabouts(Collection<Event> events) {
    List<Event> words = new ArrayList<>();
    for (Event event : events) {
      Resolution found = event.resolution();
      if (found != null && (found.merge() != null || found.split() != null)) {
        words.add(event);
      }
    }
    words.sort(Comparator.comparing(Event::receivedAt));
    for (Event word : words) {
      Merge merge = word.resolution().merge();
      Split split = word.resolution().split();
      UUID from = merge != null ? merge.from() : split.from();
      told.computeIfAbsent(from, person -> new ArrayList<>()).add(word);
      if (merge != null && merge.since() == null) {
        aliases.put(from, Optional.of(merge.into()));
        if (merge.named() == null) {
          // who continues lives, whatever a user decided before they had a name
          aliases.put(merge.into(), Optional.empty());
        }
      } else if (split != null && split.named() == null && split.into().equals(split.original())) {
        aliases.put(split.original(), Optional.empty());
      }
    }
  }

  /** Gives the person that somebody is by now. */
  UUID living(UUID person) {
    UUID current = person;
    Set<UUID> passed = new HashSet<>();
    while (alias(current) != null && passed.add(current)) {
      current = alias(current);
    }
    return current;
  }

  private UUID alias(UUID person) {
    return aliases.getOrDefault(person, Optional.empty()).orElse(null);
  }

  /** Gives the person whose an event is by now. */
  UUID owner(Event event) {
    UUID named = event.resolution().namedPerson();
    Walk walk =
        new Walk(
            event, event.person(), named == null ? event.resolution().originalPerson() : named);
    boolean moved = true;
    while (moved) {
      moved = walk.goesOn();
    }
    return walk.person;
  }

  /** The way of one event from person to person; no word moves it twice. */
  private final class Walk {
    private final Event event;
    private final Set<UUID> followed = new HashSet<>();
    private final Set<UUID> passed = new HashSet<>();
    private UUID person;
    private UUID named;
    private Instant since;

    Walk(Event event, UUID person, UUID named) {
      this.event = event;
      this.person = person;
      this.named = named;
      this.since = event.receivedAt();
      passed.add(person);
    }

    boolean goesOn() {
      Optional<Event> next =
          passed.stream()
              .flatMap(from -> told.getOrDefault(from, List.of()).stream())
              .filter(word -> !followed.contains(word.eventId()))
              .filter(this::isNext)
              .min(Comparator.comparing(Event::receivedAt));
      next.ifPresent(this::follow);
      return next.isPresent();
    }

    private void follow(Event word) {
      Merge merge = word.resolution().merge();
      Split split = word.resolution().split();
      UUID renamed = merge != null ? merge.named() : split.named();
      named = renamed == null ? named : renamed;
      person = merge != null ? merge.into() : split.into();
      since = word.receivedAt();
      followed.add(word.eventId());
      passed.add(person);
    }

    private boolean isNext(Event word) {
      Merge merge = word.resolution().merge();
      return merge != null ? follows(merge, word) : takes(word.resolution().split(), word);
    }

    private boolean follows(Merge merge, Event word) {
      return merge.from().equals(person)
          && (!word.receivedAt().isBefore(since) || merge.into().equals(alias(person)))
          && (merge.since() == null || !event.occurredAt().isBefore(merge.since()));
    }

    private boolean takes(Split split, Event word) {
      UUID by = split.named() == null ? named : event.resolution().originalPerson();
      Instant at = event.occurredAt();
      return !word.receivedAt().isBefore(since)
          && split.original().equals(by)
          && (split.since() == null || !at.isBefore(split.since()))
          && (split.until() == null || at.isBefore(split.until()));
    }
  }
}
