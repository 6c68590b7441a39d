package io.impuls.scoring.metrics;

import io.impuls.contracts.score.Outcome;

/** What is worth counting while scoring. Called on stream threads. */
public interface ScoringMetrics {

  /** Counts nothing. */
  ScoringMetrics NONE =
      new ScoringMetrics() {
        @Override
        public void decided(Outcome outcome) {
          // nobody looks
        }

        @Override
        public void scoreChanged(boolean bandChanged) {
          // nobody looks
        }
      };

  /** A decision was published. */
  void decided(Outcome outcome);

  /** A score change was published. */
  void scoreChanged(boolean bandChanged);
}
