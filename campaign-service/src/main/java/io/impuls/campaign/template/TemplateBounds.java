package io.impuls.campaign.template;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How much a template may cost.
 *
 * @param sourceChars characters of one part, before filling
 * @param outputChars characters of one part, after filling
 * @param renderTime how long filling one part may take
 */
public record TemplateBounds(int sourceChars, int outputChars, Duration renderTime) {

  /** A bound was passed; the message says which. */
  static final class Exceeded extends Exception {
    Exceeded(String message) {
      super(message);
    }
  }

  void checkSource(String content) throws Exceeded {
    if (content.length() > sourceChars) {
      throw new Exceeded("is longer than " + sourceChars + " characters");
    }
  }

  Output output() {
    return new Output(System.nanoTime() + renderTime.toNanos());
  }

  /** Collects what a template writes, up to the bounds. */
  final class Output implements Consumer<String> {

    private final StringBuilder text = new StringBuilder();
    private final long deadline;
    private String exceeded;

    private Output(long deadline) {
      this.deadline = deadline;
    }

    @Override
    public void accept(String piece) {
      if (exceeded != null) {
        return;
      }
      if (text.length() + piece.length() > outputChars) {
        exceeded = "makes more than " + outputChars + " characters";
      } else if (System.nanoTime() - deadline > 0) {
        exceeded = "takes longer than " + renderTime;
      } else {
        text.append(piece);
      }
    }

    String text() throws Exceeded {
      if (exceeded != null) {
        throw new Exceeded(exceeded);
      }
      return text.toString();
    }
  }
}
