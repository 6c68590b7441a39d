package io.impuls.scoring.topology;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.rules.ledger.TimeRules;
import io.impuls.scoring.domain.Lineage;
import io.impuls.scoring.domain.PlanChange;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoreCard;
import io.impuls.scoring.domain.ScoreRecords;
import io.impuls.scoring.domain.Scorekeeper;
import io.impuls.scoring.domain.Scorer;
import io.impuls.scoring.domain.TraitTurn;
import io.impuls.scoring.domain.traits.Fact;
import io.impuls.scoring.domain.traits.SettledTraits;
import io.impuls.scoring.metrics.ScoringMetrics;
import io.impuls.streams.ledger.LedgerOwner;
import io.impuls.streams.ledger.StagedStore;
import io.impuls.streams.ledger.Turn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What scoring adds to the person ledger: plans decide what matches, and changes of the ledger
 * become scores, bands, ranks and the records that tell the world.
 */
final class ScoringLedger implements LedgerOwner<ScoreCard> {

  private final Function<UUID, PlanVersions> plans;
  private final int epoch;
  private final ScoringMetrics metrics;
  private final ScoreCardCodec codec = new ScoreCardCodec();
  private StagedStore ranking;

  /**
   * Makes the ledger of one task.
   *
   * @param plans gives the present plans of a workspace
   * @param epoch state epoch that the changes name
   */
  ScoringLedger(Function<UUID, PlanVersions> plans, int epoch, ScoringMetrics metrics) {
    this.plans = plans;
    this.epoch = epoch;
    this.metrics = metrics;
  }

  @Override
  public void open(Function<String, StagedStore> stores) {
    ranking = stores.apply(Ranking.STORE);
  }

  @Override
  public ScoreCard initial() {
    return ScoreCard.EMPTY;
  }

  @Override
  public List<Match> match(Event event) {
    List<Match> found = new Scorer(plans.apply(event.workspace())).matches(event);
    return Fact.of(event)
        .map(fact -> Stream.concat(found.stream(), Stream.of(fact)).toList())
        .orElse(found);
  }

  @Override
  public Caps caps(UUID workspace) {
    return plans.apply(workspace);
  }

  @Override
  public TimeRules timeRules(UUID workspace) {
    return plans.apply(workspace);
  }

  @Override
  public ScoreCard apply(Turn<ScoreCard> turn) {
    ScoreRecords records = new ScoreRecords(turn.person(), turn.cause(), epoch);
    PlanVersions versions = plans.apply(turn.person().workspace());
    TraitTurn traits = new TraitTurn(versions, turn.state(), turn.changes(), turn.matches());
    List<PlanChange> changes =
        traits.graded(
            new Scorekeeper(versions)
                .apply(
                    turn.state(),
                    turn.joined().orElse(ScoreCard.EMPTY),
                    traits.changes(),
                    plan -> log(turn, plan)));
    return told(turn, records, traits, changes);
  }

  /** What time alone did to points that go all the time. */
  @Override
  public ScoreCard alarmed(Turn<ScoreCard> turn, String plan, Instant due) {
    PlanVersions versions = plans.apply(turn.person().workspace());
    PlanScore before = turn.state().of(plan);
    PlanScore after = new Scorekeeper(versions).passed(plan, before, due);
    if (after.equals(before)) {
      return turn.state();
    }
    TraitTurn traits = new TraitTurn(versions, turn.state(), List.of(), turn.matches());
    List<PlanChange> changes =
        traits.graded(List.of(new PlanChange(plan, before, after, List.of())));
    return told(turn, new ScoreRecords(turn.person(), turn.cause(), epoch), traits, changes);
  }

  @Override
  public String alarmType() {
    return EventTypes.POINTS_DECAYED;
  }

  /** Tells the world of changes, and gives the card with them. */
  private ScoreCard told(
      Turn<ScoreCard> turn, ScoreRecords records, TraitTurn traits, List<PlanChange> changes) {
    Map<String, PlanScore> standing = new TreeMap<>();
    for (PlanChange change : changes) {
      if (change.left() != 0) {
        emit(turn, records.transferred(change.plan(), change.left()));
      }
      for (EntryChange entry : change.entries()) {
        if (!entry.isGone() && entry.match().gives()) {
          emit(turn, records.decision(entry));
        }
      }
      if (change.movesScore() || traits.regrades(change.plan())) {
        records.changes(change, turn::nextVersion).forEach(record -> emit(turn, traits.on(record)));
      }
      move(turn, change.plan(), change.before(), change.after());
      standing.put(change.plan(), change.after());
    }
    return turn.state().with(standing).with(traits.standing());
  }

  @Override
  public ScoreCard mergedAway(Turn<ScoreCard> turn, UUID into) {
    ScoreRecords records = new ScoreRecords(turn.person(), turn.cause(), epoch);
    Set<String> known = new TreeSet<>(turn.state().plans().keySet());
    known.addAll(turn.state().traits().grades().keySet());
    for (String plan : known) {
      PlanScore left = turn.state().of(plan);
      if (left.total() != 0) {
        emit(turn, records.transferred(plan, left.total()));
      }
      emit(turn, records.last(plan, turn.nextVersion(), left, into));
      move(turn, plan, left, PlanScore.NONE);
    }
    return ScoreCard.EMPTY;
  }

  private void move(Turn<ScoreCard> turn, String plan, PlanScore before, PlanScore after) {
    Ranking.move(ranking, turn.person(), plan, before, after);
    turn.alarm(plan, next(before), next(after));
  }

  private static Instant next(PlanScore score) {
    return score.course() == null ? null : score.course().next();
  }

  @Override
  public ScoreCard fold(PersonKey person, ScoreCard card, List<Entry> oldest) {
    PlanVersions versions = plans.apply(person.workspace());
    return TraitTurn.folded(new Scorekeeper(versions), versions, card, oldest);
  }

  @Override
  public List<Match> outlived(PersonKey person, List<Entry> oldest, MatchLog log) {
    SettledTraits settled = SettledTraits.of(plans.apply(person.workspace()).traits(), oldest);
    settled.settle(log);
    return settled.outlived();
  }

  @Override
  public ScoreCard remains(ScoreCard card) {
    return card.remains();
  }

  @Override
  public void write(ScoreCard card, DataOutput out) throws IOException {
    codec.write(card, out);
  }

  @Override
  public ScoreCard read(DataInput in) throws IOException {
    return codec.read(in);
  }

  private void emit(Turn<ScoreCard> turn, ScoreDecision decision) {
    turn.emit(Topics.DECISIONS, decision);
    metrics.decided(decision.outcome());
  }

  private void emit(Turn<ScoreCard> turn, ScoreChange change) {
    turn.emit(Topics.SCORE_CHANGES, change);
    metrics.scoreChanged(!Objects.equals(change.bandFrom(), change.bandTo()));
  }

  private static List<Entry> log(Turn<ScoreCard> turn, String plan) {
    return turn.chronologicalLog().stream()
        .filter(entry -> Lineage.parse(entry.match().lineage()).plan().equals(plan))
        .toList();
  }
}
