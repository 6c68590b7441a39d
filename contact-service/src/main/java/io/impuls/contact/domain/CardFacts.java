package io.impuls.contact.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.event.Agent.Verdict;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.topic.PersonKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What a batch of events says about the cards of its persons, one fact per thing. The order of the
 * events does not matter, nor how they are cut into batches: facts join by earliest, latest and
 * last stamp. Everything is sorted by person, so that all writers lock rows in one order.
 */
public final class CardFacts {

  private static final Comparator<PersonKey> BY_PERSON = Comparator.comparing(PersonKey::text);

  private final Map<PersonKey, Sighting> sightings = new TreeMap<>(BY_PERSON);
  private final Map<PersonKey, Map<Identifier, Instant>> identifiers = new TreeMap<>(BY_PERSON);
  private final Map<PersonKey, Map<String, Stated<Object>>> attributes = new TreeMap<>(BY_PERSON);
  private final Map<PersonKey, Map<String, Stated<Boolean>>> consents = new TreeMap<>(BY_PERSON);
  private final List<Merged> merges = new ArrayList<>();
  private final List<Parted> partings = new ArrayList<>();

  /**
   * That one person continues as another.
   *
   * @param from the person that ceases
   * @param into the person that continues, unless it was merged away itself
   * @param toldAt when that was received which caused it
   */
  public record Merged(PersonKey from, PersonKey into, Instant toldAt) {}

  /**
   * That an identifier names another person than before.
   *
   * @param from the person that loses it
   * @param into the person that gains it
   * @param original whom the identifier names by itself; {@code into} when they live again
   * @param toldAt when that was received which caused it
   */
  public record Parted(PersonKey from, PersonKey into, UUID original, Instant toldAt) {

    /** Whether a person who was merged into another lives again. */
    public boolean restores() {
      return into.person().equals(original);
    }
  }

  private CardFacts() {}

  /** Collects what resolved events say. */
  public static CardFacts of(List<Event> events) {
    CardFacts facts = new CardFacts();
    events.forEach(facts::add);
    return facts;
  }

  private void add(Event event) {
    if (event.source().kind() == Source.Kind.CAMPAIGN || event.resolution() == null) {
      // what we did to a person is no sign of the person; the timeline has it
      return;
    }
    PersonKey person = new PersonKey(event.workspace(), event.person());
    if (event.type().equals(EventTypes.PERSON_MERGED)) {
      merge(event);
      return;
    }
    if (event.type().equals(EventTypes.PERSON_SPLIT)) {
      part(event);
      return;
    }
    boolean machine = event.resolution().agent().verdict() == Verdict.MACHINE;
    boolean known = !event.identity().known().isEmpty();
    see(person, new Sighting(event.occurredAt(), event.occurredAt(), !machine, machine, known));
    if (!event.counts()) {
      // beyond the horizon: the timeline only, apart from having been seen
      return;
    }
    event.identity().known().forEach(name -> name(person, name, event.occurredAt()));
    event.identity().device().ifPresent(device -> name(person, device, event.occurredAt()));
    Stamp stamp = Stamp.of(event);
    event
        .traits()
        .forEach(
            (name, value) -> {
              if (String.valueOf(value).length() <= CardBounds.VALUE_LENGTH) {
                state(attributes, person, name, value, stamp);
              }
            });
    event.consent().forEach((purpose, given) -> state(consents, person, purpose, given, stamp));
  }

  private void merge(Event event) {
    Merge merge = event.resolution().merge();
    if (merge == null || merge.from().equals(merge.into())) {
      return;
    }
    PersonKey from = new PersonKey(event.workspace(), merge.from());
    PersonKey into = new PersonKey(event.workspace(), merge.into());
    Sighting then = new Sighting(event.occurredAt(), event.occurredAt(), false, false, false);
    see(from, then);
    see(into, then);
    merges.add(new Merged(from, into, event.receivedAt()));
  }

  private void part(Event event) {
    Split split = event.resolution().split();
    if (split == null || split.named() != null || split.from().equals(split.into())) {
      // what a late login takes on a shared browser are deeds, and no identifiers
      return;
    }
    PersonKey from = new PersonKey(event.workspace(), split.from());
    PersonKey into = new PersonKey(event.workspace(), split.into());
    Sighting then = new Sighting(event.occurredAt(), event.occurredAt(), false, false, false);
    see(from, then);
    see(into, then);
    partings.add(new Parted(from, into, split.original(), event.receivedAt()));
  }

  private void see(PersonKey person, Sighting sighting) {
    sightings.merge(person, sighting, Sighting::join);
  }

  private void name(PersonKey person, Identifier identifier, Instant at) {
    if (identifier.value().length() > CardBounds.NAME_LENGTH) {
      return;
    }
    identifiers
        .computeIfAbsent(person, p -> new TreeMap<>(Comparator.comparing(Identifier::toString)))
        .merge(identifier, at, (a, b) -> a.isBefore(b) ? a : b);
  }

  private static <V> void state(
      Map<PersonKey, Map<String, Stated<V>>> stated,
      PersonKey person,
      String name,
      V value,
      Stamp stamp) {
    if (name.length() > CardBounds.NAME_LENGTH) {
      return;
    }
    stated
        .computeIfAbsent(person, p -> new TreeMap<>())
        .merge(name, new Stated<>(value, stamp), Stated::later);
  }

  /**
   * Gives the same facts with persons replaced, for those that were merged away meanwhile. Consent
   * stays where it was stated: it belongs to an address, and a merge carries none to another
   * (semantics 3.10).
   */
  public CardFacts under(UnaryOperator<PersonKey> survivor) {
    CardFacts moved = new CardFacts();
    sightings.forEach((person, seen) -> moved.see(survivor.apply(person), seen));
    identifiers.forEach(
        (person, names) -> names.forEach((n, at) -> moved.name(survivor.apply(person), n, at)));
    attributes.forEach(
        (person, named) ->
            named.forEach(
                (name, said) ->
                    state(
                        moved.attributes,
                        survivor.apply(person),
                        name,
                        said.value(),
                        said.stamp())));
    consents.forEach(
        (person, named) ->
            named.forEach(
                (name, said) -> state(moved.consents, person, name, said.value(), said.stamp())));
    moved.merges.addAll(merges);
    moved.partings.addAll(partings);
    return moved;
  }

  /** Whether nothing is said. */
  public boolean isEmpty() {
    return sightings.isEmpty();
  }

  /** Gives every person of the batch, those of merges included, and how they were seen. */
  public Map<PersonKey, Sighting> sightings() {
    return Collections.unmodifiableMap(sightings);
  }

  /** Gives identifiers with their first use. */
  public Map<PersonKey, Map<Identifier, Instant>> identifiers() {
    return Collections.unmodifiableMap(identifiers);
  }

  /** Gives attributes. */
  public Map<PersonKey, Map<String, Stated<Object>>> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  /** Gives consent by purpose. */
  public Map<PersonKey, Map<String, Stated<Boolean>>> consents() {
    return Collections.unmodifiableMap(consents);
  }

  /** Gives splits, in the order in which they were published. */
  public List<Parted> partings() {
    return Collections.unmodifiableList(partings);
  }

  /** Gives merges, in the order in which they were published. */
  public List<Merged> merges() {
    return Collections.unmodifiableList(merges);
  }
}
