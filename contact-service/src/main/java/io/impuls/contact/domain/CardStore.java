package io.impuls.contact.domain;

import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.tag.TagChange;
import java.util.List;

/**
 * Where cards are written. Each call is one transaction; it blocks until it is committed and throws
 * when it is not. Repeating a call, also after later ones, changes nothing.
 */
public interface CardStore {

  /** Joins what events say into the cards and carries merges out. */
  void apply(CardFacts facts);

  /** Writes scores whose (epoch, version) is higher than the stored one. */
  void applyScores(List<ScoreChange> newest);

  /** Writes tags whose (epoch, version) is higher than the stored one. */
  void applyTags(List<TagChange> newest);
}
