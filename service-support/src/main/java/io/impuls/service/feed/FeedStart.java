package io.impuls.service.feed;

/** Where a feed begins. */
public sealed interface FeedStart {

  /** With what comes from now on. */
  record Now() implements FeedStart {}

  /** With the oldest record that is kept. */
  record Beginning() implements FeedStart {}

  /** Where an earlier feed of the same topic ended. */
  record At(FeedPosition position) implements FeedStart {}

  /**
   * Reads {@code now}, {@code beginning} or a position.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  static FeedStart parse(String text) {
    return switch (text) {
      case "now" -> new Now();
      case "beginning" -> new Beginning();
      default -> new At(FeedPosition.parse(text));
    };
  }
}
