package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.event.Timeliness;
import io.impuls.tracking.resolver.domain.identity.IdentityGraph;
import io.impuls.tracking.resolver.domain.identity.Place;
import io.impuls.tracking.resolver.domain.identity.Renaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The events that tell who became whom. Their ids follow from what they say, so making one again
 * makes the same one.
 */
public final class IdentityEvents {

  private IdentityEvents() {}

  /** The anonymous person of a device turned out to be known; happened when {@code cause} did. */
  static Event merged(Event cause, Merge merge, Timeliness timeliness) {
    return caused(
        cause,
        EventTypes.PERSON_MERGED,
        mergeId(cause.workspace(), merge, 0),
        resolution(merge.into(), timeliness, merge, null));
  }

  /** Gives what a cookie told as the event that it stands for, as far as it says who and when. */
  static Event told(DeviceLogin told) {
    Identifier known = told.login().known();
    Identity who =
        new Identity(
            null,
            told.client().value(),
            known.kind() == Identifier.Kind.USER_ID ? known.value() : null,
            known.kind() == Identifier.Kind.EMAIL ? known.value() : null,
            known.kind() == Identifier.Kind.PHONE ? known.value() : null,
            known.kind() == Identifier.Kind.RECIPIENT ? known.value() : null);
    return event(
        told.workspace(),
        told.login().eventId(),
        EventTypes.PERSON_IDENTIFIED,
        told.source(),
        told.login().occurredAt(),
        told.receivedAt(),
        who,
        Map.of());
  }

  /** A late login on a device showed that another did what was taken for somebody's. */
  static Event split(Event cause, Split split, Timeliness timeliness) {
    return caused(
        cause,
        EventTypes.PERSON_SPLIT,
        Ids.derived(
            cause.workspace(),
            EventTypes.PERSON_SPLIT,
            cause.eventId().toString(),
            split.from().toString(),
            split.original().toString()),
        resolution(split.into(), timeliness, null, split));
  }

  /** An identifier's own person became another, after it did so {@code before} times. */
  static List<Event> merged(Renaming renaming, Merge merge, int before) {
    Event event =
        renamed(renaming, EventTypes.PERSON_MERGED, mergeId(renaming.workspace(), merge, before));
    return underBoth(
        event, resolution(merge.into(), null, merge, null), merge.from(), merge.into());
  }

  /** An identifier left a person. */
  static List<Event> split(Renaming renaming, Split split, int before) {
    UUID id =
        Ids.derived(
            renaming.workspace(),
            EventTypes.PERSON_SPLIT,
            split.original().toString(),
            split.from().toString(),
            split.into().toString(),
            Integer.toString(before));
    return underBoth(
        renamed(renaming, EventTypes.PERSON_SPLIT, id),
        resolution(split.into(), null, null, split),
        split.from(),
        split.into());
  }

  /** Asks a user to look who is who; published under the first candidate. */
  public static Event review(
      UUID workspace, IdentityGraph.Review review, Place place, Instant receivedAt, String source) {
    UUID first = review.candidates().get(0);
    UUID id =
        Ids.derived(
            workspace,
            EventTypes.IDENTITY_REVIEW,
            first.toString(),
            review.candidates().get(1).toString());
    return event(
            workspace,
            id,
            EventTypes.IDENTITY_REVIEW,
            new Source(source, Source.Kind.BACKEND),
            place.occurredAt(),
            receivedAt,
            Identity.NONE,
            Map.of(
                "reason",
                review.reason().name(),
                "candidates",
                review.candidates().stream().map(UUID::toString).toList(),
                "identifierKinds",
                review.kinds().stream().map(Identifier.Kind::name).toList()))
        .resolved(resolution(first, null, null, null));
  }

  /** Gives an event under the keys of both persons that it concerns. */
  static List<Event> underBoth(Event event, Resolution found, UUID from, UUID into) {
    Event second = event.resolved(found.about(into));
    return from.equals(into) ? List.of(second) : List.of(event.resolved(found.about(from)), second);
  }

  private static UUID mergeId(UUID workspace, Merge merge, int before) {
    return before == 0
        ? Ids.derived(workspace, EventTypes.PERSON_MERGED, merge.from().toString())
        : Ids.derived(
            workspace,
            EventTypes.PERSON_MERGED,
            merge.from().toString(),
            merge.into().toString(),
            Integer.toString(before));
  }

  private static Resolution resolution(
      UUID person, Timeliness timeliness, Merge merge, Split split) {
    return new Resolution(
        person, person, timeliness, Agent.HUMAN, null, null, null, merge, split, null);
  }

  private static Event caused(Event cause, String type, UUID id, Resolution found) {
    Event event =
        event(
                cause.workspace(),
                id,
                type,
                teller(cause.source()),
                cause.occurredAt(),
                cause.receivedAt(),
                cause.identity(),
                Map.of())
            .resolved(found);
    return cause.backfill() ? event.flagged(EventFlag.BACKFILL) : event;
  }

  /** What a message link tells of a person is no act of ours upon them. */
  private static Source teller(Source source) {
    return source.kind() == Source.Kind.CAMPAIGN
        ? new Source(source.id(), Source.Kind.BACKEND)
        : source;
  }

  private static Event renamed(Renaming renaming, String type, UUID id) {
    return event(
        renaming.workspace(),
        id,
        type,
        new Source(renaming.source(), Source.Kind.BACKEND),
        renaming.occurredAt(),
        renaming.receivedAt(),
        Identity.NONE,
        Map.of());
  }

  private static Event event(
      UUID workspace,
      UUID id,
      String type,
      Source source,
      Instant occurredAt,
      Instant receivedAt,
      Identity identity,
      Map<String, Object> properties) {
    return new Event(
        workspace,
        id,
        id.toString(),
        type,
        source,
        occurredAt,
        receivedAt,
        null,
        identity,
        null,
        null,
        List.of(),
        properties,
        Map.of(),
        Map.of(),
        Map.of(),
        null,
        Set.of(),
        null,
        null);
  }
}
