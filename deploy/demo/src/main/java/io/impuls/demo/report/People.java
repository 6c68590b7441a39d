package io.impuls.demo.report;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Resolution;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Who is who, by the resolved events: names, merges and splits, addresses, machines. */
public final class People {

  /** Anonymous ids of probes begin with this; their people stay out of hashes and rankings. */
  public static final String PROBE = Identifier.Kind.ANONYMOUS_ID + ":probe-";

  private final Whereabouts whereabouts;
  private final Map<UUID, SortedSet<String>> names = new HashMap<>();
  private final Map<UUID, Long> machineEvents = new HashMap<>();
  private final Set<UUID> withAddress = new HashSet<>();
  private final Set<String> addresses = new TreeSet<>();

  private People(Whereabouts whereabouts) {
    this.whereabouts = whereabouts;
  }

  /** Learns from the events of {@code tracking.events}. */
  public static People of(Collection<Event> events) {
    return of(events, Instant.MAX);
  }

  /**
   * Learns names, addresses and deeds from what happened before a moment, and who is who from
   * everything: whoever merges with somebody later goes on under the same name here.
   */
  static People of(Collection<Event> events, Instant before) {
    People people = new People(new Whereabouts(events));
    events.stream().filter(e -> e.occurredAt().isBefore(before)).forEach(people::learn);
    return people;
  }

  private void learn(Event event) {
    Resolution found = event.resolution();
    if (found == null || found.merge() != null || found.split() != null) {
      // who is told of a login on a shared browser does not bear its names
      return;
    }
    UUID person = whereabouts.owner(event);
    SortedSet<String> known = names.computeIfAbsent(person, p -> new TreeSet<>());
    event.identity().known().forEach(identifier -> known.add(identifier.toString()));
    event.identity().device().ifPresent(identifier -> known.add(identifier.toString()));
    if (event.identity().email() != null) {
      withAddress.add(person);
      addresses.add(event.identity().email());
    }
    if (found.agent().verdict() == Agent.Verdict.MACHINE) {
      machineEvents.merge(person, 1L, Long::sum);
    }
  }

  /** Gives the person that somebody is by now. */
  public UUID living(UUID person) {
    return whereabouts.living(person);
  }

  /**
   * Gives the name that does not depend on the order of arrival: the smallest of all identifiers,
   * as text. A person of whom no identifier is known is named by id.
   */
  public String name(UUID person) {
    SortedSet<String> known = names.get(living(person));
    return known == null || known.isEmpty() ? "PERSON:" + person : known.first();
  }

  /** Gives everybody who is not merged into somebody else, probes left out. */
  public Set<UUID> everybody() {
    Set<UUID> all = new HashSet<>(names.keySet());
    all.removeIf(this::probe);
    return all;
  }

  /** Whether somebody is a probe. */
  public boolean probe(UUID person) {
    return name(person).startsWith(PROBE);
  }

  /** Whether a mail can reach the person. */
  public boolean hasAddress(UUID person) {
    return withAddress.contains(living(person));
  }

  /** Gives every address that was named. */
  public Set<String> addresses() {
    return Set.copyOf(addresses);
  }

  /** Gives the people of whom machines acted, with the number of those events. */
  public Map<UUID, Long> machines() {
    return Map.copyOf(machineEvents);
  }
}
