package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.IdentityLink;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Split;
import io.impuls.tracking.resolver.domain.IdentifierMemory.Named;
import io.impuls.tracking.resolver.domain.identity.Consents;
import io.impuls.tracking.resolver.domain.identity.Place;
import io.impuls.tracking.resolver.domain.identity.Renaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * From identifiers to persons. By itself an identifier names a person of its own; the graph of all
 * identifiers tells when it names another.
 */
public final class IdentifierResolver {

  private IdentifierResolver() {}

  /**
   * What became of a placed event.
   *
   * @param events to publish under their persons: two of a merge or split, none of what is withheld
   *     or concerns nobody any more, else one
   * @param links to tell the graph which identifiers there are and which came together
   * @param onward to tell another identifier that it gains by a split; null mostly
   * @param withheld whether the person forbade it: only that something came is counted
   */
  public record Found(
      List<Event> events, List<IdentityLink> links, Renaming onward, boolean withheld) {}

  /** Finds the person of a placed event whose subject is known. */
  public static Found resolve(Placed placed, IdentifierMemory memory) {
    Event event = placed.event();
    UUID workspace = event.workspace();
    Identifier subject = placed.subject();
    UUID own = Ids.person(workspace, subject);
    Named before = memory.find(workspace, subject).orElseGet(() -> Named.first(own));
    if (event.resolution().split() != null) {
      return new Found(List.of(), List.of(), taken(event, before.person()), false);
    }
    // what was said on a device without a name concerns the device alone
    Consents said = event.identity().known().isEmpty() ? Consents.NONE : Consents.in(event);
    if (Withheld.by(before.consents().later(said), event)) {
      return withheld(event, subject, before, before.saying(said), memory);
    }
    Named named = before.acting().saying(said);
    List<IdentityLink> links = links(event, subject, memory);
    alias(event, subject, memory).ifPresent(links::add);
    if (!named.equals(before)) {
      memory.keep(workspace, subject, named);
      if (links.isEmpty() || !said.equals(Consents.NONE)) {
        links.add(link(event, subject, null, event.consent()));
      }
    }
    return new Found(events(event, own, named), links, null, false);
  }

  /** Of what is withheld nothing is learned but its words of consent. */
  private static Found withheld(
      Event event, Identifier subject, Named before, Named after, IdentifierMemory memory) {
    if (after.equals(before)) {
      return new Found(List.of(), List.of(), null, true);
    }
    memory.keep(event.workspace(), subject, after);
    return new Found(List.of(), List.of(link(event, subject, null, event.consent())), null, true);
  }

  /**
   * Takes in whom an identifier names from now on.
   *
   * @return what to publish of it: nothing when nobody was known by the name that it had
   */
  public static List<Event> rename(Renaming renaming, IdentifierMemory memory) {
    UUID workspace = renaming.workspace();
    Identifier identifier = renaming.identifier();
    UUID own = Ids.person(workspace, identifier);
    Named before = memory.find(workspace, identifier).orElseGet(() -> Named.first(own));
    if (renaming.told() != null) {
      return gained(renaming.told(), before.person());
    }
    boolean changed = !before.person().equals(renaming.person());
    memory.keep(
        workspace,
        identifier,
        new Named(
            renaming.person(),
            renaming.contested(),
            before.active(),
            changed ? before.changes() + 1 : before.changes(),
            before.consents().later(renaming.consents())));
    if (!changed) {
      return List.of();
    }
    if (before.person().equals(own)) {
      return before.active() || renaming.represented()
          ? IdentityEvents.merged(renaming, new Merge(own, renaming.person()), before.changes())
          : List.of();
    }
    return renaming.left() && (before.active() || renaming.represented())
        ? IdentityEvents.split(
            renaming, new Split(before.person(), renaming.person(), own), before.changes())
        : List.of();
  }

  /** Gives a device's split as it is where something was taken from, for whom it goes to. */
  private static Renaming taken(Event event, UUID from) {
    Split told = event.resolution().split();
    Split split =
        new Split(from, told.into(), told.original(), told.since(), told.until(), told.named());
    return Renaming.told(
        event.resolved(event.resolution().telling(split)), event.identity().known().get(0));
  }

  private static List<Event> gained(Event event, UUID into) {
    Split told = event.resolution().split();
    Split split =
        new Split(told.from(), into, told.original(), told.since(), told.until(), told.named());
    return IdentityEvents.underBoth(event, event.resolution().telling(split), split.from(), into);
  }

  private static List<IdentityLink> links(
      Event event, Identifier subject, IdentifierMemory memory) {
    List<Identifier> known = event.identity().known();
    if (known.size() < 2 || !known.get(0).equals(subject)) {
      return new ArrayList<>(1);
    }
    Place place = new Place(event.occurredAt(), event.eventId());
    List<IdentityLink> links = new ArrayList<>();
    for (Identifier weaker : known.subList(1, known.size())) {
      if (memory.linkEarlier(event.workspace(), subject, weaker, place)) {
        links.add(link(event, weaker, subject, null));
      }
    }
    return links;
  }

  /**
   * Who says that a customer had another id before says nothing of whose the earlier one is; where
   * it is a customer's, it is for users to decide.
   */
  private static Optional<IdentityLink> alias(
      Event event, Identifier subject, IdentifierMemory memory) {
    if (!event.type().equals(EventTypes.PERSON_IDENTIFIED)
        || subject.kind() != Identifier.Kind.USER_ID
        || !subject.value().equals(event.identity().userId())
        || !(event.properties().get(EventTypes.PREVIOUS_ID) instanceof String said)
        || said.isBlank()
        || said.equals(subject.value())) {
      return Optional.empty();
    }
    Identifier earlier = new Identifier(Identifier.Kind.USER_ID, said);
    Place place = new Place(event.occurredAt(), event.eventId());
    if (!memory.linkEarlier(event.workspace(), subject, earlier, place)) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityLink(
            event.workspace(),
            earlier,
            Ids.person(event.workspace(), subject),
            event.occurredAt(),
            subject,
            event.eventId(),
            event.receivedAt(),
            event.source().id(),
            null,
            true));
  }

  private static IdentityLink link(
      Event event, Identifier identifier, Identifier stronger, Map<String, Boolean> consent) {
    return new IdentityLink(
        event.workspace(),
        identifier,
        Ids.person(event.workspace(), stronger == null ? identifier : stronger),
        event.occurredAt(),
        stronger,
        event.eventId(),
        event.receivedAt(),
        event.source().id(),
        consent);
  }

  private static List<Event> events(Event event, UUID own, Named named) {
    Resolution found = event.resolution();
    UUID person = named.person();
    if (found.merge() != null) {
      Merge told = found.merge();
      Merge merge = new Merge(told.from(), person, told.since(), told.named());
      return merge.from().equals(person)
          ? List.of()
          : IdentityEvents.underBoth(event, found.telling(merge), merge.from(), person);
    }
    Event resolved = event.resolved(found.by(person, own));
    if (named.consents().forbidProfiling(event)) {
      resolved = resolved.flagged(EventFlag.NO_PROFILING);
    }
    return List.of(named.contested() ? resolved.flagged(EventFlag.IDENTITY_CONFLICT) : resolved);
  }
}
