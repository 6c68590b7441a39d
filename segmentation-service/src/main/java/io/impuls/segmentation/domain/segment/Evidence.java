package io.impuls.segmentation.domain.segment;

import io.impuls.rules.ledger.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of one person, as far as conditions of segments look at it. */
public interface Evidence {

  /** Of a person of whom nothing is known. */
  Evidence NONE =
      new Evidence() {
        @Override
        public List<Entry> rows(String lineage, Instant after) {
          return List.of();
        }

        @Override
        public List<Entry> ofTheirs(String lineage) {
          return List.of();
        }

        @Override
        public List<Entry> tag(String key) {
          return List.of();
        }

        @Override
        public Optional<Instant> knownSince() {
          return Optional.empty();
        }
      };

  /** An instant before everything in a ledger: sums of what left it are dated at the epoch. */
  Instant BEGINNING = Instant.EPOCH.minusMillis(1);

  /** Gives the rows of a lineage after an instant, in the total order of events. */
  List<Entry> rows(String lineage, Instant after);

  /**
   * Gives the rows of a lineage that are about this very person: what another service says of
   * somebody who was merged into them does not add up.
   */
  List<Entry> ofTheirs(String lineage);

  /** Gives what was given and taken of a tag, in the order in which it counts. */
  List<Entry> tag(String key);

  /** Gives since when the person is known; empty when none of their events was seen. */
  Optional<Instant> knownSince();
}
