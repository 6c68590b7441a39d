package io.impuls.demo.report;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.tag.TagChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether ledger, changes and answers of the services tell the same story. */
final class ScoreChecks {

  /** One person's score in one plan. */
  private record Account(UUID person, String plan) {}

  /** Questions asked at once. */
  private static final int QUESTIONS = 8;

  private ScoreChecks() {}

  /** The sum of a person's decisions is where the last change left the score. */
  static Check ledgerAddsUp(Evidence evidence, Standings standings, ScoreLimits limits) {
    Map<Account, Points> sums = scores(evidence, limits);
    Map<Account, Points> last = new HashMap<>();
    standings
        .scores()
        .forEach(
            (person, plans) ->
                plans.forEach((plan, change) -> last.put(new Account(person, plan), change.to())));
    Set<Account> all = new HashSet<>(sums.keySet());
    all.addAll(last.keySet());
    List<String> offenders = new ArrayList<>();
    for (Account account : all) {
      Points sum = sums.getOrDefault(account, Points.ZERO);
      Points to = last.getOrDefault(account, Points.ZERO);
      if (!sum.equals(to)) {
        offenders.add(
            "%s in %s: ledger %s, score %s".formatted(account.person(), account.plan(), sum, to));
      }
    }
    return Check.of(
        "the ledger of every person adds up to the score",
        "%d decisions, %d people and plans".formatted(evidence.decisions().size(), all.size()),
        offenders);
  }

  /**
   * Every person has a card, and the scores on it are the sums of the ledger.
   *
   * @param cards scores by person and plan, of everybody who has a card
   */
  static Check cardsAgree(
      Evidence evidence,
      Set<UUID> people,
      Map<UUID, Map<String, Points>> cards,
      ScoreLimits limits) {
    List<String> offenders = new ArrayList<>();
    people.stream()
        .filter(person -> !cards.containsKey(person))
        .forEach(person -> offenders.add(person + " has no card"));
    Map<Account, Points> sums = scores(evidence, limits);
    Set<Account> all = new HashSet<>(sums.keySet());
    cards.forEach(
        (person, plans) -> plans.keySet().forEach(plan -> all.add(new Account(person, plan))));
    for (Account account : all) {
      Points sum = sums.getOrDefault(account, Points.ZERO);
      Points shown =
          cards.getOrDefault(account.person(), Map.of()).getOrDefault(account.plan(), Points.ZERO);
      if (!sum.equals(shown)) {
        offenders.add(
            "%s in %s: ledger %s, card %s".formatted(account.person(), account.plan(), sum, shown));
      }
    }
    return Check.of(
        "the contact cards agree with the ledger",
        "%d cards, %d people and plans".formatted(cards.size(), all.size()),
        offenders);
  }

  private static Map<Account, Points> scores(Evidence evidence, ScoreLimits limits) {
    Map<Account, Map<String, Points>> sums = new HashMap<>();
    for (ScoreDecision decision : evidence.decisions()) {
      sums.computeIfAbsent(new Account(decision.person(), decision.plan()), a -> new HashMap<>())
          .merge(String.valueOf(decision.rule()), decision.points(), Points::plus);
    }
    Map<Account, Points> scores = new HashMap<>();
    sums.forEach((account, byRule) -> scores.put(account, limits.score(byRule)));
    return scores;
  }

  /** What the scoring service answers is where the last change left the score. */
  static Check answersAgree(
      Standings standings, String plan, Function<UUID, Points> answer, Set<UUID> people) {
    List<String> offenders = new ArrayList<>();
    ExecutorService questions = Executors.newFixedThreadPool(QUESTIONS);
    try {
      Map<UUID, Future<Points>> answers = new HashMap<>();
      people.forEach(person -> answers.put(person, questions.submit(() -> answer.apply(person))));
      for (Map.Entry<UUID, Future<Points>> answered : answers.entrySet()) {
        Points expected = standings.score(answered.getKey(), plan);
        if (!answered.getValue().get().equals(expected)) {
          offenders.add(
              "%s: answered %s, last change %s"
                  .formatted(answered.getKey(), answered.getValue().get(), expected));
        }
      }
    } catch (ExecutionException e) {
      offenders.add("the service could not be asked: " + e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      offenders.add("interrupted while asking");
    } finally {
      questions.shutdownNow();
    }
    return Check.of(
        "the scoring service answers the same score",
        people.size() + " people asked for",
        offenders);
  }

  /** A person's versions count from one without gaps or repeats, for scores and for tags. */
  static Check versionsHaveNoGaps(Evidence evidence) {
    List<String> offenders = new ArrayList<>();
    gaps(
        evidence.scoreChanges().stream()
            .collect(
                Collectors.groupingBy(
                    c -> "score of " + c.person() + " in epoch " + c.epoch(),
                    Collectors.mapping(ScoreChange::version, Collectors.toList()))),
        offenders);
    gaps(
        evidence.tagChanges().stream()
            .collect(
                Collectors.groupingBy(
                    c -> "tags of " + c.person() + " in epoch " + c.epoch(),
                    Collectors.mapping(TagChange::version, Collectors.toList()))),
        offenders);
    return Check.of(
        "versions of every person count up without gaps",
        "%d score changes, %d tag changes"
            .formatted(evidence.scoreChanges().size(), evidence.tagChanges().size()),
        offenders);
  }

  private static void gaps(Map<String, List<Long>> versions, List<String> offenders) {
    versions.forEach(
        (whose, seen) -> {
          for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i) != i + 1) {
              offenders.add(
                  "%s: version %d where %d should be".formatted(whose, seen.get(i), i + 1));
              return;
            }
          }
        });
  }
}
