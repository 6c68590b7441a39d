package io.impuls.segmentation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.SegmentMove.By;
import io.impuls.segmentation.domain.segment.Membership;
import io.impuls.segmentation.domain.segment.Memberships;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Transition;
import io.impuls.streams.definitions.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The answers about segments. */
final class SegmentViews {

  private SegmentViews() {}

  /**
   * A segment as a marketer sends it: for the OpenAPI document.
   *
   * @param name shown name
   * @param description what it is for
   * @param when the condition
   * @param state {@code ACTIVE} when left out
   * @param version number that this version shall get; left out, whatever is next
   * @param effectiveFrom from when on it says who is a member; left out, ten seconds after
   */
  record Body(
      String name,
      String description,
      JsonNode when,
      SegmentDefinition.State state,
      Integer version,
      Instant effectiveFrom) {}

  /**
   * One version of a segment.
   *
   * @param id id of the segment
   * @param version number of the version
   * @param effectiveFrom first instant at which it says who is a member
   * @param until it does so before this; absent while no later version is known
   * @param inForce whether it does so now
   * @param author who published it
   * @param segment what they wrote
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Defined(
      String id,
      int version,
      Instant effectiveFrom,
      Instant until,
      boolean inForce,
      String author,
      SegmentDefinition segment) {

    static Defined of(Version<SegmentDefinition, Segment> found, Instant now) {
      Published<SegmentDefinition> published = found.published();
      return new Defined(
          published.id(),
          published.version(),
          published.effectiveFrom(),
          found.until().equals(Instant.MAX) ? null : found.until(),
          found.inForceAt(now),
          published.author(),
          published.definition());
    }
  }

  /**
   * What a person is a member of.
   *
   * @param person who; another than asked for when that one was merged into this
   * @param at the instant that was asked about; absent for now
   * @param segments by their ids; those that the person left, or only came near to, included
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Person(UUID person, Instant at, List<Place> segments) {
    static Person of(
        UUID person,
        Instant at,
        Map<String, Membership> found,
        UnaryOperator<String> names,
        Function<String, Optional<Instant>> retired) {
      List<Place> places = new ArrayList<>();
      found.forEach(
          (id, one) -> places.add(Place.of(id, names.apply(id), one, at, retired.apply(id))));
      return new Person(person, at, places);
    }
  }

  /**
   * What a person is to a segment.
   *
   * @param segment id of the segment
   * @param name its name now
   * @param member whether they are a member
   * @param since when they entered, or left, or the segment was retired while they were a member;
   *     absent for who was never a member
   * @param history what happened up to then, newest first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Place(String segment, String name, boolean member, Instant since, List<Move> history) {
    static Place of(
        String id, String name, Membership found, Instant at, Optional<Instant> retired) {
      boolean member = at == null ? found.now() : found.at(at);
      List<Move> history = new ArrayList<>();
      for (Transition one : found.transitions()) {
        if (at == null || !one.at().isAfter(at)) {
          history.add(Move.of(one));
        }
      }
      Collections.reverse(history);
      if (member && retired.isPresent()) {
        return new Place(id, name, false, retired.get(), history);
      }
      return new Place(id, name, member, history.isEmpty() ? null : history.get(0).at(), history);
    }
  }

  /**
   * Somebody entered or left.
   *
   * @param at when
   * @param entered whether they entered
   * @param by what kind of thing brought it about
   * @param version version of the segment that was in force
   * @param cause the event behind it; absent where only another definition is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Move(Instant at, boolean entered, By by, int version, Cause cause) {
    static Move of(Transition one) {
      return new Move(one.at(), one.entered(), one.by(), one.version(), one.cause());
    }
  }

  /**
   * Members of a segment.
   *
   * @param segment id of the segment
   * @param members in the order of their ids
   * @param next what to send as {@code after} for the next page; absent on the last one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(String segment, List<Memberships.Member> members, UUID next) {}

  /**
   * How many members a segment has.
   *
   * @param segment id of the segment
   * @param count members now
   */
  record Count(String segment, long count) {}

  /**
   * A list of members that never changes.
   *
   * @param id under which it can be read
   * @param segment id of the segment
   * @param version version of the segment that was in force
   * @param takenAt when
   * @param author who asked for it
   * @param count how many members
   */
  record Snapshot(
      String id, String segment, int version, Instant takenAt, String author, long count) {}

  /**
   * Part of such a list.
   *
   * @param snapshot the list
   * @param persons members, in the order of their ids
   * @param next what to send as {@code page} for the next part; absent on the last one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SnapshotPage(Snapshot snapshot, List<UUID> persons, Integer next) {}
}
