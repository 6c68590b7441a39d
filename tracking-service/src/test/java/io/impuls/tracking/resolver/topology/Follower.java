package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Split;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/** What a consumer of {@code tracking.events} ends with that follows merges and splits. */
final class Follower {

  private final Map<UUID, UUID> aliases = new HashMap<>();
  private final Map<UUID, List<Event>> ofPerson = new HashMap<>();
  private final Map<String, UUID> namedBy = new HashMap<>();

  /** Takes in everything that was published, in its order. */
  Follower follow(List<Event> events) {
    events.forEach(this::follow);
    return this;
  }

  /** Gives the client ids of each person's events, sessions and notices left out. */
  Map<UUID, Set<String>> people() {
    Map<UUID, Set<String>> people = new TreeMap<>();
    ofPerson.forEach(
        (person, events) ->
            events.forEach(
                e ->
                    people
                        .computeIfAbsent(living(person), p -> new TreeSet<>())
                        .add(e.clientId())));
    return people;
  }

  private void follow(Event event) {
    Merge merge = event.resolution().merge();
    Split split = event.resolution().split();
    if (merge != null) {
      aliases.put(merge.from(), merge.into());
      move(merge.from(), merge.into(), merge.named(), e -> true);
    } else if (split != null) {
      if (split.since() == null) {
        aliases.remove(split.original());
        if (!split.original().equals(split.into())) {
          aliases.put(split.original(), split.into());
        }
      }
      move(living(split.from()), split.into(), split.named(), e -> concerned(e, split));
    } else if (!event.type().startsWith("session.")
        && !event.type().equals(EventTypes.IDENTITY_REVIEW)) {
      Resolution found = event.resolution();
      UUID named = found.namedPerson() == null ? found.originalPerson() : found.namedPerson();
      ofPerson.computeIfAbsent(living(event.person()), p -> new ArrayList<>()).add(event);
      namedBy.put(event.clientId(), named);
    }
  }

  private void move(UUID from, UUID into, UUID named, Predicate<Event> which) {
    List<Event> moving = ofPerson.getOrDefault(from, List.of()).stream().filter(which).toList();
    if (named != null) {
      moving.forEach(event -> namedBy.put(event.clientId(), named));
    }
    if (!living(into).equals(from)) {
      ofPerson.computeIfAbsent(living(into), p -> new ArrayList<>()).addAll(moving);
      ofPerson.getOrDefault(from, new ArrayList<>()).removeAll(moving);
    }
  }

  private boolean concerned(Event event, Split split) {
    Instant at = event.occurredAt();
    UUID by =
        split.named() == null ? namedBy.get(event.clientId()) : event.resolution().originalPerson();
    return split.original().equals(by)
        && (split.since() == null || !at.isBefore(split.since()))
        && (split.until() == null || at.isBefore(split.until()));
  }

  private UUID living(UUID person) {
    UUID current = person;
    for (int i = 0; aliases.containsKey(current) && i < 100; i++) {
      current = aliases.get(current);
    }
    return current;
  }
}
