package io.impuls.scoring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.Points;
import io.impuls.scoring.api.DistributionResource.InBand;
import io.impuls.scoring.api.DistributionResource.Stretch;
import io.impuls.scoring.domain.Band;
import io.impuls.scoring.domain.Distribution;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.rehearsal.PurchaseFit;
import io.impuls.scoring.domain.rehearsal.RehearsalReport;
import io.impuls.scoring.domain.rehearsal.RehearsalReport.BandMove;
import io.impuls.scoring.domain.rehearsal.Rehearsals.Progress;
import io.impuls.scoring.domain.rehearsal.Rehearsals.State;
import io.impuls.scoring.domain.rehearsal.Rehearsals.Task;
import io.impuls.scoring.domain.rehearsal.RuleTally;
import io.impuls.scoring.domain.rehearsal.ScoreShift;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/**
 * A rehearsal, as far as it is.
 *
 * @param run its id
 * @param plan id of the plan
 * @param current number of the version in force; absent where none is
 * @param draft number of the version that is tried; absent where it was in the request
 * @param from what happened before it does not count; absent for all that is retained
 * @param state {@code READING}, {@code JUDGING}, {@code DONE}, {@code CANCELLED} or {@code FAILED}
 * @param startedAt when it began
 * @param endedAt when it ended; absent while it runs
 * @param records records that were read, and of how many
 * @param percent share of the work that is done
 * @param problem what kept it from its end; absent for nothing
 * @param report what would be another; absent before it is done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RehearsalView(
    UUID run,
    String plan,
    Integer current,
    Integer draft,
    Instant from,
    State state,
    Instant startedAt,
    Instant endedAt,
    Records records,
    int percent,
    String problem,
    Report report) {

  /**
   * How far the reading is.
   *
   * @param read how many were read, of all workspaces
   * @param of how many there were when it began
   * @param unreadable how many of them are no events that can be read
   */
  public record Records(long read, long of, long unreadable) {}

  /**
   * What would be another if the draft were in force.
   *
   * @param people of whom it tells
   * @param bandMoves people whose band would be another, most first
   * @param sameBand people whose band would be the same
   * @param before scores and bands by the version in force
   * @param after scores and bands by the draft
   * @param neverFired ids of the draft's rules that matched nothing
   * @param leftOut ids of the rules of both plans that a rehearsal does not judge: their points are
   *     in neither
   * @param tightestCaps the draft's rules whose caps bound, most often first
   * @param rulesBefore what the rules of the version in force did
   * @param rulesAfter what the draft's rules did
   * @param mostChanged the people whose score changes most, each with the rules that do it
   * @param purchases how well the bands tell buyers from others
   */
  public record Report(
      long people,
      List<BandMove> bandMoves,
      long sameBand,
      Spread before,
      Spread after,
      List<String> neverFired,
      List<String> leftOut,
      List<RuleTally> tightestCaps,
      List<RuleTally> rulesBefore,
      List<RuleTally> rulesAfter,
      List<ScoreShift> mostChanged,
      Purchases purchases) {}

  /**
   * How people spread over scores and bands.
   *
   * @param bands people in each band, highest entry level first, then those in none
   * @param scores people in each stretch of scores that has any, lowest first
   */
  public record Spread(List<InBand> bands, List<Stretch> scores) {}

  /**
   * Where those who ordered stood just before their first order, and the others at the end.
   *
   * @param ordered people who ordered
   * @param others people who did not
   * @param before shares by the version in force
   * @param after shares by the draft
   */
  public record Purchases(long ordered, long others, List<Share> before, List<Share> after) {}

  /**
   * A band's share of each.
   *
   * @param band its name; absent for none
   * @param ordered people who ordered
   * @param orderedPercent their share of all who ordered
   * @param others people who did not
   * @param othersPercent their share of all who did not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Share(
      String band,
      long ordered,
      BigDecimal orderedPercent,
      long others,
      BigDecimal othersPercent) {}

  static RehearsalView of(Progress progress) {
    Task task = progress.task();
    return new RehearsalView(
        progress.run(),
        task.draft().id(),
        task.current().map(ScoringPlan::version).orElse(null),
        task.published() ? task.draft().version() : null,
        task.from().orElse(null),
        progress.state(),
        progress.startedAt(),
        progress.endedAt(),
        new Records(progress.read(), progress.of(), progress.unreadable()),
        progress.percent(),
        progress.problem(),
        progress.report() == null ? null : report(task, progress.report()));
  }

  private static Report report(Task task, RehearsalReport report) {
    List<Band> before = task.current().map(plan -> plan.bands().highestFirst()).orElse(List.of());
    List<Band> after = task.draft().bands().highestFirst();
    PurchaseFit fit = report.fit();
    return new Report(
        report.people(),
        report.moves(),
        report.stayed(),
        spread(before, report.before()),
        spread(after, report.after()),
        report.neverFired(),
        report.leftOut(),
        report.tightestCaps(),
        report.rulesBefore(),
        report.rulesAfter(),
        report.shifts(),
        new Purchases(
            fit.ordered(),
            fit.others(),
            shares(before, fit.current(), fit),
            shares(after, fit.draft(), fit)));
  }

  private static Spread spread(List<Band> bands, Distribution distribution) {
    List<InBand> people = new ArrayList<>();
    for (String name : names(bands)) {
      people.add(new InBand(shown(name), distribution.bands().getOrDefault(name, 0L)));
    }
    List<Stretch> scores = new ArrayList<>();
    distribution
        .stretches()
        .forEach(
            (number, count) ->
                scores.add(
                    new Stretch(
                        new Points(number * distribution.width()),
                        new Points((number + 1) * distribution.width()),
                        count)));
    return new Spread(people, scores);
  }

  private static List<Share> shares(
      List<Band> bands, SortedMap<String, PurchaseFit.Share> counted, PurchaseFit fit) {
    List<Share> shares = new ArrayList<>();
    for (String name : names(bands)) {
      PurchaseFit.Share share = counted.getOrDefault(name, new PurchaseFit.Share(0, 0));
      shares.add(
          new Share(
              shown(name),
              share.ordered(),
              percent(share.ordered(), fit.ordered()),
              share.others(),
              percent(share.others(), fit.others())));
    }
    return shares;
  }

  /** Gives the bands, highest first, and none at the end: one plan judged everybody. */
  private static List<String> names(List<Band> bands) {
    List<String> names = new ArrayList<>(bands.stream().map(Band::name).toList());
    names.add(Distribution.NO_BAND);
    return names;
  }

  private static String shown(String name) {
    return name.equals(Distribution.NO_BAND) ? null : name;
  }

  /** To a tenth of a percent. */
  private static BigDecimal percent(long part, long all) {
    return all == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(part)
            .multiply(BigDecimal.valueOf(100))
            .divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP);
  }
}
