package io.impuls.segmentation.topology;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.rules.ledger.TimeRules;
import io.impuls.segmentation.domain.ByHand;
import io.impuls.segmentation.domain.SegmentationMetrics;
import io.impuls.segmentation.domain.TagCard;
import io.impuls.segmentation.domain.TagCourse;
import io.impuls.segmentation.domain.TagMove;
import io.impuls.segmentation.domain.TagMoves;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.TagScore;
import io.impuls.segmentation.domain.matrix.Matrices;
import io.impuls.segmentation.domain.segment.Lineages;
import io.impuls.segmentation.domain.segment.Told;
import io.impuls.segmentation.topology.segment.SegmentBook;
import io.impuls.streams.ledger.LedgerOwner;
import io.impuls.streams.ledger.Renewal;
import io.impuls.streams.ledger.StagedStore;
import io.impuls.streams.ledger.Turn;
import io.impuls.streams.ledger.WholeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the ledger of matches means here: tags with scores, one row each, and their changes. */
final class TagLedger extends TagCardCodec implements LedgerOwner<TagCard> {

  private final Function<UUID, TagRules> rules;
  private final int epoch;
  private final SegmentationMetrics metrics;
  private final MergedTags merged;
  private final SegmentBook segments;
  private StagedStore tags;

  /**
   * Makes the ledger of one task.
   *
   * @param rules gives the present rules of a workspace
   * @param epoch state epoch that the changes name
   * @param segments keeps who is a member of what
   */
  TagLedger(
      Function<UUID, TagRules> rules,
      int epoch,
      SegmentationMetrics metrics,
      SegmentBook segments) {
    this.segments = segments;
    this.rules = rules;
    this.epoch = epoch;
    this.metrics = metrics;
    this.merged = new MergedTags(rules);
  }

  @Override
  public void open(Function<String, StagedStore> stores) {
    tags = stores.apply(SegmentationTopology.TAGS);
    segments.open(stores);
  }

  @Override
  public TagCard initial() {
    return TagCard.EMPTY;
  }

  @Override
  public List<Match> match(Event event) {
    List<Match> found = rules.apply(event.workspace()).matches(event);
    metrics.judged(found.size());
    List<Match> ofSegments = segments.match(event);
    return ofSegments.isEmpty()
        ? found
        : Stream.concat(found.stream(), ofSegments.stream()).toList();
  }

  @Override
  public Caps caps(UUID workspace) {
    return rules.apply(workspace);
  }

  @Override
  public TimeRules timeRules(UUID workspace) {
    return Lineages.beside(rules.apply(workspace));
  }

  @Override
  public List<Match> outlived(PersonKey person, List<Entry> oldest, MatchLog log) {
    List<Match> outlived = Told.outlived(oldest);
    outlived.forEach(log::remove);
    return outlived;
  }

  /** Ends, removals and what users take away depend on all that happened to the tag before. */
  @Override
  public List<EntryChange> settle(PersonKey person, List<EntryChange> changes, WholeLog log) {
    TagRules present = rules.apply(person.workspace());
    List<EntryChange> ofTags = ofTags(changes);
    List<EntryChange> settled = new ArrayList<>(new TakenTags(log).settle(ofTags));
    present
        .source(Matrices.class)
        .ifPresent(
            matrices ->
                settled.addAll(new PreferredTags(matrices, person.person(), log).settle(ofTags)));
    Map<String, Match> first = new TreeMap<>();
    for (EntryChange change :
        Stream.concat(ofTags.stream(), List.copyOf(settled).stream()).toList()) {
      String key = present.key(change.match());
      if (present.ends(key) || takes(change.match()) || row(person, key).ordered()) {
        first.merge(key, change.match(), TagCourse::first);
      }
    }
    first.forEach((key, match) -> settled.addAll(new TagVerdicts(present, log).settle(key, match)));
    return settled;
  }

  /** What a step, an end or an undo takes follows from rows that may have left the log. */
  @Override
  public Match travelling(Entry entry) {
    Match match = entry.match();
    boolean follows = match.part() == Match.Part.EXPIRED || ByHand.undoes(match);
    return follows ? match.withPotential(entry.awarded()) : match;
  }

  /** Whether a match is a user's who took something away: the order counts from then on. */
  private static boolean takes(Match match) {
    return ByHand.is(match) && match.potential() <= 0;
  }

  private TagRow row(PersonKey person, String key) {
    return TagRow.read(tags.get(TagRows.key(person, key)));
  }

  @Override
  public TagCard apply(Turn<TagCard> turn) {
    TagCard card = turn.state();
    TagRules present = rules.apply(turn.person().workspace());
    List<EntryChange> ofTags = ofTags(turn.changes());
    for (EntryChange change : ofTags) {
      if (takes(change.match())) {
        String key = present.key(change.match());
        put(turn.person(), key, new TagRow(row(turn.person(), key).score(), true));
      }
    }
    for (TagMove move : TagMoves.of(ofTags, present)) {
      TagRow row = row(turn.person(), move.tag().key());
      TagScore before = row.score();
      TagScore after = before.plus(Math.max(-before.thousandths(), move.thousandths()));
      put(turn.person(), move.tag().key(), new TagRow(after, row.ordered()));
      before.actionTo(after).ifPresent(action -> publish(turn, action, move, before, after));
      card = card.counting(before, after);
    }
    segments.follow(turn, present);
    return card;
  }

  /** What segments look at is in the same ledger, and nothing to tags. */
  private static List<EntryChange> ofTags(List<EntryChange> changes) {
    return changes.stream().filter(change -> !Lineages.ofSegments(change.match())).toList();
  }

  private void put(PersonKey person, String tag, TagRow row) {
    byte[] key = TagRows.key(person, tag);
    byte[] written = row.write();
    if (written == null) {
      tags.delete(key);
    } else {
      tags.put(key, written);
    }
  }

  /** The matches move on and are judged anew under the other person; here nothing is left. */
  @Override
  public TagCard mergedAway(Turn<TagCard> turn, UUID into) {
    TagRules names = rules.apply(turn.person().workspace());
    for (Map.Entry<String, TagRow> row : TagRows.rows(tags, turn.person()).entrySet()) {
      tags.delete(TagRows.key(turn.person(), row.getKey()));
      TagScore left = row.getValue().score();
      if (left.present()) {
        TagMove move = new TagMove(names.tag(row.getKey()), -left.thousandths(), null, 0);
        emit(turn, Action.REMOVED, move, left, TagScore.ABSENT, turn.cause(), into);
      }
    }
    segments.close(turn, into);
    return TagCard.EMPTY;
  }

  @Override
  public Optional<Renewal> outdated() {
    return merged.next(tags);
  }

  /** Makes the rows of tags that became one, or are two again, what the log says. */
  @Override
  public TagCard renewed(Turn<TagCard> turn) {
    TagCard card = turn.state();
    TagRules present = rules.apply(turn.person().workspace());
    Map<String, Long> sums = MergedTags.sums(present, turn.chronologicalLog());
    boolean ordered = sums.keySet().stream().anyMatch(key -> row(turn.person(), key).ordered());
    for (Map.Entry<String, Long> sum : sums.entrySet()) {
      TagRow row = row(turn.person(), sum.getKey());
      TagScore after = new TagScore(Math.max(0, sum.getValue()));
      put(turn.person(), sum.getKey(), new TagRow(after, ordered));
      Optional<Action> action = row.score().actionTo(after);
      if (action.isPresent()) {
        TagMove move = MergedTags.move(present.tag(sum.getKey()), row.score(), after);
        emit(turn, action.get(), move, row.score(), after, turn.cause(), null);
        card = card.counting(row.score(), after);
      }
    }
    segments.follow(turn, present, sums.keySet());
    return card;
  }

  private void publish(
      Turn<TagCard> turn, Action action, TagMove move, TagScore before, TagScore after) {
    Action told = move.over().isPresent() && action == Action.REMOVED ? Action.EXPIRED : action;
    Cause cause =
        move.over()
            .filter(EntryChange::isNew)
            .map(EntryChange::match)
            .map(
                match ->
                    new Cause(
                        match.eventId(), match.eventType(), match.occurredAt(), match.receivedAt()))
            .orElse(turn.cause());
    emit(turn, told, move, before, after, cause, null);
  }

  private void emit(
      Turn<TagCard> turn,
      Action action,
      TagMove move,
      TagScore before,
      TagScore after,
      Cause cause,
      UUID mergedInto) {
    turn.emit(
        Topics.TAG_CHANGES,
        new TagChange(
            turn.person().workspace(),
            turn.person().person(),
            move.tag().key(),
            move.tag().name(),
            epoch,
            turn.nextVersion(),
            action,
            before.points(),
            after.points(),
            cause.occurredAt(),
            move.rule(),
            move.ruleVersion(),
            cause,
            mergedInto,
            0,
            move.origin(),
            rules.apply(turn.person().workspace()).catalogue().sensitive(move.tag().key())
                ? true
                : null,
            null));
    metrics.changed(action);
  }
}
