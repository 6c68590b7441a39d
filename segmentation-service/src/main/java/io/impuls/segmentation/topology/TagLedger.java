package io.impuls.segmentation.topology;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.SegmentationMetrics;
import io.impuls.segmentation.domain.Tag;
import io.impuls.segmentation.domain.TagCard;
import io.impuls.segmentation.domain.TagMove;
import io.impuls.segmentation.domain.TagMoves;
import io.impuls.segmentation.domain.TagRules;
import io.impuls.segmentation.domain.TagScore;
import io.impuls.streams.ledger.LedgerOwner;
import io.impuls.streams.ledger.StagedStore;
import io.impuls.streams.ledger.Turn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What the ledger of matches means here: tags with scores, one row each, and their changes. */
final class TagLedger extends TagCardCodec implements LedgerOwner<TagCard> {

  private final Function<UUID, TagRules> rules;
  private final int epoch;
  private final SegmentationMetrics metrics;
  private StagedStore tags;

  /**
   * Makes the ledger of one task.
   *
   * @param rules gives the present rules of a workspace
   * @param epoch state epoch that the changes name
   */
  TagLedger(Function<UUID, TagRules> rules, int epoch, SegmentationMetrics metrics) {
    this.rules = rules;
    this.epoch = epoch;
    this.metrics = metrics;
  }

  @Override
  public void open(Function<String, StagedStore> stores) {
    tags = stores.apply(SegmentationTopology.TAGS);
  }

  @Override
  public TagCard initial() {
    return TagCard.EMPTY;
  }

  @Override
  public List<Match> match(Event event) {
    List<Match> found = rules.apply(event.workspace()).matches(event);
    metrics.judged(found.size());
    return found;
  }

  @Override
  public Caps caps(UUID workspace) {
    return rules.apply(workspace);
  }

  @Override
  public TagCard apply(Turn<TagCard> turn) {
    TagCard card = turn.state();
    for (TagMove move : TagMoves.of(turn.changes(), rules.apply(turn.person().workspace()))) {
      byte[] key = TagRows.key(turn.person(), move.tag().key());
      TagScore before = TagScore.read(tags.get(key));
      TagScore after = before.plus(move.thousandths());
      if (after.present()) {
        tags.put(key, after.write());
      } else {
        tags.delete(key);
      }
      before.actionTo(after).ifPresent(action -> publish(turn, action, move, before, after));
      card = card.counting(before, after);
    }
    return card;
  }

  /** The matches move on and are judged anew under the other person; here nothing is left. */
  @Override
  public TagCard mergedAway(Turn<TagCard> turn, UUID into) {
    TagRules names = rules.apply(turn.person().workspace());
    for (Map.Entry<String, TagScore> row : TagRows.all(tags, turn.person()).entrySet()) {
      tags.delete(TagRows.key(turn.person(), row.getKey()));
      publish(turn, Action.REMOVED, names.tag(row.getKey()), row.getValue(), into);
    }
    return TagCard.EMPTY;
  }

  private void publish(
      Turn<TagCard> turn, Action action, TagMove move, TagScore before, TagScore after) {
    emit(turn, action, move.tag(), before, after, move.rule(), move.ruleVersion(), null);
  }

  private void publish(
      Turn<TagCard> turn, Action action, Tag tag, TagScore before, UUID mergedInto) {
    emit(turn, action, tag, before, TagScore.ABSENT, null, 0, mergedInto);
  }

  private void emit(
      Turn<TagCard> turn,
      Action action,
      Tag tag,
      TagScore before,
      TagScore after,
      String rule,
      int ruleVersion,
      UUID mergedInto) {
    turn.emit(
        Topics.TAG_CHANGES,
        new TagChange(
            turn.person().workspace(),
            turn.person().person(),
            tag.key(),
            tag.name(),
            epoch,
            turn.nextVersion(),
            action,
            before.points(),
            after.points(),
            turn.cause().occurredAt(),
            rule,
            ruleVersion,
            turn.cause(),
            mergedInto,
            0));
    metrics.changed(action);
  }
}
