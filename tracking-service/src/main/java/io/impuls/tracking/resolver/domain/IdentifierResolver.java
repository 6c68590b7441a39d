package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.IdentityLink;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Resolution;
import io.impuls.tracking.resolver.domain.IdentifierMemory.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * From identifiers to persons. An identifier names the person it named first: its own, or that of a
 * stronger identifier it came with. It never changes hands, as two known people are never merged.
 */
public final class IdentifierResolver {

  private IdentifierResolver() {}

  /**
   * What became of a placed event.
   *
   * @param events to publish under their persons; two of a merge, else one
   * @param links to tell the weaker identifiers of the event whom they name
   */
  public record Found(List<Event> events, List<IdentityLink> links) {}

  /** Finds the person of a placed event whose subject is known. */
  public static Found resolve(Placed placed, IdentifierMemory memory) {
    Event event = placed.event();
    Named named = named(event.workspace(), placed.subject(), memory);
    List<Event> events =
        event.type().equals(EventTypes.PERSON_MERGED)
            ? merged(event, named.person())
            : List.of(of(event, named));
    return new Found(events, links(event, placed.subject(), named.person(), memory));
  }

  /** Takes a link; gives false when the identifier names somebody else already. */
  public static boolean link(IdentityLink link, IdentifierMemory memory) {
    var before = memory.find(link.workspace(), link.identifier());
    if (before.isEmpty()) {
      memory.keep(link.workspace(), link.identifier(), new Named(link.person(), false));
      return true;
    }
    if (before.get().person().equals(link.person())) {
      return true;
    }
    memory.keep(link.workspace(), link.identifier(), new Named(before.get().person(), true));
    return false;
  }

  private static Named named(UUID workspace, Identifier identifier, IdentifierMemory memory) {
    return memory
        .find(workspace, identifier)
        .orElseGet(
            () -> {
              Named first = new Named(Ids.person(workspace, identifier), false);
              memory.keep(workspace, identifier, first);
              return first;
            });
  }

  private static List<IdentityLink> links(
      Event event, Identifier subject, UUID person, IdentifierMemory memory) {
    List<Identifier> known = event.identity().known();
    if (known.size() < 2 || !known.get(0).equals(subject)) {
      return List.of();
    }
    List<IdentityLink> links = new ArrayList<>();
    for (Identifier weaker : known.subList(1, known.size())) {
      if (memory.linkOnce(event.workspace(), subject, weaker)) {
        links.add(
            new IdentityLink(
                event.workspace(),
                weaker,
                person,
                event.occurredAt(),
                subject,
                event.eventId(),
                event.receivedAt(),
                event.source().id(),
                null));
      }
    }
    return links;
  }

  private static List<Event> merged(Event event, UUID into) {
    Resolution found = event.resolution();
    Merge merge = new Merge(found.merge().from(), into);
    return List.of(
        event.resolved(with(found, merge.from(), merge)), event.resolved(with(found, into, merge)));
  }

  private static Resolution with(Resolution found, UUID person, Merge merge) {
    return new Resolution(
        person,
        person,
        found.timeliness(),
        found.agent(),
        found.visitSource(),
        found.sessionId(),
        found.session(),
        merge);
  }

  private static Event of(Event event, Named named) {
    Resolution found = event.resolution();
    Event resolved =
        event.resolved(
            new Resolution(
                named.person(),
                found.originalPerson(),
                found.timeliness(),
                found.agent(),
                found.visitSource(),
                found.sessionId(),
                found.session(),
                null));
    return named.contested() ? resolved.flagged(EventFlag.IDENTITY_CONFLICT) : resolved;
  }
}
