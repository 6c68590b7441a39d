package io.impuls.demo.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.impuls.demo.replay.ReplayResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a replay led to.
 *
 * @param recordings what was replayed, with the last day of each
 * @param sent events sent, repeats included
 * @param retries requests sent again
 * @param seconds how long the replay took
 * @param eventsPerSecond events accepted a second
 * @param people people known, probes left out
 * @param checks the reconciliations
 * @param hashedAsOf the moment up to which things count in the hash
 * @param hash hash over all scores and tags as of that moment
 * @param results the lines that are hashed; not in the report for machines
 * @param best the contacts with the most points
 * @param robots the machines, set apart
 * @param latency accepted to readable score change; null when not measured
 */
public record Report(
    Map<String, String> recordings,
    long sent,
    long retries,
    double seconds,
    double eventsPerSecond,
    int people,
    List<Check> checks,
    String hashedAsOf,
    String hash,
    @JsonIgnore List<String> results,
    List<BestContact> best,
    Robots robots,
    Latency latency) {

  /**
   * Joins what was found to a report.
   *
   * @param asOf the moment up to which things count in the hash
   */
  public static Report of(
      Map<String, String> recordings,
      ReplayResult replay,
      List<Check> checks,
      Evidence evidence,
      Instant asOf,
      String plan,
      Latency latency) {
    People people = People.of(evidence.events());
    Standings standings = Standings.of(evidence.scoreChanges(), evidence.tagChanges());
    List<String> results = ResultHash.lines(evidence, asOf);
    return new Report(
        recordings,
        replay.sent(),
        replay.retries(),
        replay.took().toMillis() / 1000.0,
        replay.eventsPerSecond(),
        people.everybody().size(),
        List.copyOf(checks),
        asOf.toString(),
        ResultHash.of(results),
        results,
        BestContact.of(people, standings, plan),
        Robots.among(people),
        latency);
  }

  /** Whether every reconciliation holds. */
  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }
}
