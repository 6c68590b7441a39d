package io.impuls.contact.domain;

/**
 * How much one card holds, so that nobody with a site's public key can fill it without end. What is
 * beyond stays in the timeline; what a card holds already goes on being updated.
 */
public final class CardBounds {

  /** Longest identifier or name of an attribute or purpose, in characters. */
  public static final int NAME_LENGTH = 512;

  /** Longest value of an attribute, as text, in characters. */
  public static final int VALUE_LENGTH = 8_192;

  /** Most identifiers of a card. */
  public static final int IDENTIFIERS = 200;

  /** Most attributes of a card. */
  public static final int ATTRIBUTES = 200;

  /** Most purposes that consent was stated for. */
  public static final int PURPOSES = 50;

  private CardBounds() {}
}
