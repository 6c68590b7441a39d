package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.SegmentationMetrics;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.segment.Lineages;
import io.impuls.segmentation.domain.segment.Members;
import io.impuls.segmentation.domain.segment.Membership;
import io.impuls.segmentation.domain.segment.Membership.Revision;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.streams.ledger.StagedStore;
import io.impuls.streams.ledger.Turn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * Who is a member of what, as a step of the ledger leaves it. Only segments that something new in
 * the ledger can touch are looked at.
 */
public final class SegmentBook {

  /** Names of the stores that it needs. */
  public static final List<String> STORES = List.of(SegmentRows.MEMBERSHIPS, SegmentRows.MEMBERS);

  /** Type of the cause of what the application of a definition to the history brings. */
  static final String APPLIED = "segment.applied";

  private final Function<UUID, Segments> segments;
  private final int epoch;
  private final SegmentationMetrics metrics;
  private StagedStore memberships;
  private StagedStore members;

  /**
   * Makes the book of one task.
   *
   * @param segments gives the present segments of a workspace
   * @param epoch state epoch that the changes name
   */
  public SegmentBook(Function<UUID, Segments> segments, int epoch, SegmentationMetrics metrics) {
    this.segments = segments;
    this.epoch = epoch;
    this.metrics = metrics;
  }

  /** Called once before the first record. */
  public void open(Function<String, StagedStore> stores) {
    memberships = stores.apply(SegmentRows.MEMBERSHIPS);
    members = stores.apply(SegmentRows.MEMBERS);
  }

  /** Gives what an event is to segments. */
  public List<Match> match(Event event) {
    Segments all = segments.apply(event.workspace());
    if (all.isEmpty() || event.resolution() == null) {
      return List.of();
    }
    byte[] known =
        memberships.get(
            SegmentRows.known(
                new PersonKey(event.workspace(), event.person()),
                event.resolution().originalPerson()));
    boolean earlier =
        SegmentRows.time(known).map(since -> event.occurredAt().isBefore(since)).orElse(true);
    return all.matches(event, earlier);
  }

  /** Publishes who entered and left by what a step did, and keeps it. */
  public void follow(Turn<?> turn, TagRules tags) {
    Segments all = segments.apply(turn.person().workspace());
    if (all.isEmpty() || turn.changes().isEmpty()) {
      return;
    }
    Set<String> touched = new TreeSet<>();
    Instant earliest = Instant.MAX;
    Instant latest = Instant.MIN;
    for (EntryChange change : turn.changes()) {
      Match match = change.match();
      know(turn.person(), change);
      touched.addAll(
          Lineages.ofSegments(match)
              ? all.touchedBy(match.lineage())
              : asking(all, tags.catalogue().sources(tags.key(match))));
      earliest = match.occurredAt().isBefore(earliest) ? match.occurredAt() : earliest;
      latest = match.occurredAt().isAfter(latest) ? match.occurredAt() : latest;
    }
    Members people = new Members(all, new TurnEvidence(turn, tags));
    for (String segment : touched) {
      Membership before =
          MembershipCodec.read(memberships.get(SegmentRows.membership(turn.person(), segment)));
      Revision found = people.follow(segment, before, earliest, latest, turn.cause());
      Revision revision = APPLIED.equals(turn.cause().type()) ? found.byEdit() : found;
      keep(turn, segment, name(all, segment, latest), before, revision);
    }
  }

  /**
   * Publishes who entered and left because tags became one, or are two again, and keeps it. What
   * was before that instant stands.
   *
   * @param keys keys of all tags that ever had to do with it
   */
  public void follow(Turn<?> turn, TagRules tags, Collection<String> keys) {
    Segments all = segments.apply(turn.person().workspace());
    Set<String> touched = asking(all, keys);
    if (touched.isEmpty()) {
      return;
    }
    Optional<Instant> known =
        turn.chronologicalLog().stream().map(entry -> entry.match().occurredAt()).findFirst();
    Instant at = turn.cause().occurredAt();
    Members people = new Members(all, new TurnEvidence(turn, tags));
    for (String segment : touched) {
      Membership before =
          MembershipCodec.read(memberships.get(SegmentRows.membership(turn.person(), segment)));
      Revision revision = people.redefined(segment, before, known, at, turn.cause());
      if (revision.changes()) {
        keep(turn, segment, name(all, segment, at), before, revision);
      }
    }
  }

  /** A tag is asked for under any name that it ever had. */
  private static Set<String> asking(Segments all, Collection<String> tags) {
    Set<String> found = new TreeSet<>();
    tags.forEach(tag -> found.addAll(all.touchedBy(Lineages.tag(tag))));
    return found;
  }

  private void keep(
      Turn<?> turn, String segment, String name, Membership before, Revision revision) {
    boolean member = before != null && before.now();
    Membership kept = new SegmentNews(turn, segment, name, epoch, metrics).tell(member, revision);
    memberships.put(SegmentRows.membership(turn.person(), segment), MembershipCodec.write(kept));
    count(turn.person(), segment, member, kept);
  }

  /** The person lives on as another: here nothing is left, and the other one is told of later. */
  public void close(Turn<?> turn, UUID into) {
    Segments all = segments.apply(turn.person().workspace());
    Cause cause = turn.cause();
    for (Map.Entry<String, Membership> one :
        SegmentRows.all(memberships, turn.person()).entrySet()) {
      if (one.getValue().now()) {
        String name = name(all, one.getKey(), cause.occurredAt());
        new SegmentNews(turn, one.getKey(), name, epoch, metrics).tellMerged(into);
        count(turn.person(), one.getKey(), true, null);
      }
    }
    SegmentRows.keys(memberships, turn.person()).forEach(memberships::delete);
  }

  /** Gives the cause of what is brought because a definition is applied to an old event. */
  static Cause applying(Cause event) {
    return new Cause(event.eventId(), APPLIED, event.occurredAt(), event.receivedAt());
  }

  private void know(PersonKey person, EntryChange change) {
    Match match = change.match();
    if (!match.lineage().equals(Lineages.KNOWN) || match.subTotal()) {
      return;
    }
    byte[] key = SegmentRows.known(person, match.originalPerson());
    if (change.isGone()) {
      memberships.delete(key);
    } else if (SegmentRows.time(memberships.get(key))
        .map(match.occurredAt()::isBefore)
        .orElse(true)) {
      memberships.put(key, SegmentRows.write(match.occurredAt().toEpochMilli()));
    }
  }

  private void count(PersonKey person, String segment, boolean before, Membership after) {
    boolean now = after != null && after.now();
    byte[] row = SegmentRows.member(person, segment);
    if (now) {
      Instant since = after.transitions().get(after.transitions().size() - 1).at();
      members.put(row, SegmentRows.write(since.toEpochMilli()));
    } else if (before) {
      members.delete(row);
    }
    if (now != before) {
      byte[] number = SegmentRows.number(person.workspace(), segment);
      long many = SegmentRows.read(members.get(number));
      members.put(number, SegmentRows.write(many + (now ? 1 : -1)));
    }
  }

  private static String name(Segments all, String segment, Instant at) {
    return all.inForce(segment, at).map(one -> one.name()).orElse(segment);
  }

  /** How a segment change is called in metrics. */
  static Action action(boolean entered) {
    return entered ? Action.SEGMENT_ENTERED : Action.SEGMENT_LEFT;
  }
}
