package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.event.Timeliness;
import io.impuls.tracking.resolver.domain.DeviceMemory.AnonymousPast;
import io.impuls.tracking.resolver.domain.identity.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose a device was, and when. What nobody's name stands on belongs to the latest login at or
 * before it; before any login, to the first, unless that came too long after; so history does not
 * flow from one login to the next. A login that arrives late takes over what was taken for
 * another's.
 */
public final class DeviceOwners {

  /** Behind everything that has a time in milliseconds. */
  private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final Duration adoption;

  /**
   * Makes it.
   *
   * @param adoption how old a device's anonymous past may be when its first login adopts it
   */
  public DeviceOwners(Duration adoption) {
    this.adoption = Objects.requireNonNull(adoption, "adoption");
  }

  /** Gives whose the device was at a place; empty while it was nobody's. */
  public Optional<Identifier> at(Place place, DeviceMemory memory) {
    return memory
        .bindingAt(place.occurredAt(), place.eventId())
        .or(
            () ->
                memory
                    .firstBinding()
                    .filter(b -> !place.occurredAt().isBefore(b.occurredAt().minus(adoption))))
        .map(Binding::known);
  }

  /** Remembers an event that names nobody. */
  void anonymous(Event event, DeviceMemory memory) {
    Instant at = event.occurredAt();
    Optional<AnonymousPast> before = memory.anonymousPast();
    AnonymousPast now = before.map(past -> past.with(at)).orElseGet(() -> AnonymousPast.of(at));
    if (before.isEmpty() || !before.get().equals(now)) {
      memory.keep(now);
    }
  }

  /** Remembers that an event that names nobody is in no visit. */
  void outsideVisits(Event event, DeviceMemory memory) {
    Instant at = event.occurredAt();
    if (memory.lastOutsideVisits().filter(last -> !last.isBefore(at)).isEmpty()) {
      memory.keepOutsideVisits(at);
    }
  }

  /** Remembers that somebody showed themself, and gives what that changes about earlier events. */
  Optional<Placed> bind(
      Event event,
      Identifier device,
      Identifier known,
      Timeliness timeliness,
      DeviceMemory memory,
      VisitMemory visits) {
    return bind(
        event,
        device,
        new Binding(event.occurredAt(), event.eventId(), known),
        timeliness,
        memory,
        visits);
  }

  /** Remembers what a cookie of the same browser tells, and gives what that changes. */
  Optional<Placed> bind(DeviceLogin told, DeviceMemory memory, VisitMemory visits) {
    Binding login = told.login();
    return bind(
        IdentityEvents.told(told),
        told.client(),
        new Binding(login.occurredAt(), login.eventId(), login.known(), true),
        null,
        memory,
        visits);
  }

  private Optional<Placed> bind(
      Event event,
      Identifier device,
      Binding binding,
      Timeliness timeliness,
      DeviceMemory memory,
      VisitMemory visits) {
    Identifier known = binding.known();
    Place place = new Place(binding.occurredAt(), binding.eventId());
    Optional<Binding> before = memory.bindingAt(place.occurredAt(), place.eventId());
    Optional<Binding> after = memory.bindingAfter(place.occurredAt(), place.eventId());
    memory.bind(binding);
    UUID own = Ids.person(event.workspace(), device);
    UUID into = Ids.person(event.workspace(), known);
    if (before.isEmpty() && after.isEmpty()) {
      return adopted(event, own, into, memory)
          .map(merge -> new Placed(IdentityEvents.merged(event, merge, timeliness), known));
    }
    Identifier taken = before.or(() -> after).map(Binding::known).orElseThrow();
    Instant since = before.isPresent() ? place.occurredAt() : null;
    Instant until = after.map(Binding::occurredAt).orElse(null);
    if (taken.equals(known) || !somethingBetween(since, until, memory, visits)) {
      return Optional.empty();
    }
    Split split = new Split(Ids.person(event.workspace(), taken), into, own, since, until, into);
    // by way of whom it was taken for: who that is by now is known there
    return Optional.of(new Placed(IdentityEvents.split(event, split, timeliness), taken));
  }

  private Optional<Merge> adopted(Event event, UUID own, UUID into, DeviceMemory memory) {
    Instant earliest = event.occurredAt().minus(adoption);
    return memory
        .anonymousPast()
        .filter(past -> !past.until().isBefore(earliest))
        .map(past -> new Merge(own, into, past.from().isBefore(earliest) ? earliest : null, into));
  }

  /**
   * Whether anything was done on the device in between. What lies before the first login is known
   * by its beginning, the rest by its visits and by the last of what is in none.
   */
  private static boolean somethingBetween(
      Instant since, Instant until, DeviceMemory memory, VisitMemory visits) {
    if (since == null) {
      return memory.anonymousPast().filter(past -> past.from().isBefore(until)).isPresent();
    }
    return memory.lastOutsideVisits().filter(last -> !last.isBefore(since)).isPresent()
        || !visits.visits(since.minusMillis(1), until == null ? NEVER : until).isEmpty();
  }
}
