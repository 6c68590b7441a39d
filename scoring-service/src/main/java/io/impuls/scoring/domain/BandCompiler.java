package io.impuls.scoring.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.DefinitionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the bands of one plan.
 *
 * @param problems takes what is wrong
 */
record BandCompiler(List<Problem> problems) {

  /** Gives the bands; incomplete when something is wrong with them. */
  Bands compile(List<ScoringPlanDefinition.Band> written) {
    List<Band> bands = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<Points> levels = new HashSet<>();
    for (int i = 0; i < written.size(); i++) {
      ScoringPlanDefinition.Band band = written.get(i);
      String at = "/bands/" + i;
      int before = problems.size();
      if (!DefinitionName.valid(band.name())) {
        problem(at + "/name", "a band " + DefinitionName.RULE);
      } else if (!names.add(band.name())) {
        problem(at + "/name", "another band has this name already");
      }
      if (band.enter() == null) {
        problem(at + "/enter", "needs the score at which the band is entered");
      } else if (!levels.add(band.enter())) {
        problem(at + "/enter", "another band is entered at this score already");
      }
      if (band.leave() == null) {
        problem(at + "/leave", "needs the score below which the band is left");
      } else if (band.enter() != null && band.leave().compareTo(band.enter()) > 0) {
        problem(at + "/leave", "must be at most the score that enters the band");
      }
      if (problems.size() == before) {
        bands.add(new Band(band.name(), band.enter().thousandths(), band.leave().thousandths()));
      }
    }
    return new Bands(bands);
  }

  private void problem(String at, String message) {
    problems.add(new Problem(at, message));
  }
}
