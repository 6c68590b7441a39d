package io.impuls.segmentation.domain;

/**
 * What is kept of a person in their head record. The tags themselves are one row each in a store of
 * their own: a person may have thousands, and an event must cost what it changes, not what is
 * there.
 *
 * @param tags how many tags the person has
 */
public record TagCard(int tags) {

  /** Of a person without tags. */
  public static final TagCard EMPTY = new TagCard(0);

  public TagCard {
    if (tags < 0) {
      throw new IllegalArgumentException("a person cannot have " + tags + " tags");
    }
  }

  /** Gives the card after one tag went from one score to another. */
  public TagCard counting(TagScore before, TagScore after) {
    return new TagCard(tags + (after.present() ? 1 : 0) - (before.present() ? 1 : 0));
  }
}
