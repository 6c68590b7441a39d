package io.impuls.embedded.process;

import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param words the program and its arguments
 * @param environment what to set beside the inherited environment; empty to take away
 * @param stopSignal the signal that asks it to end in order, such as {@code TERM}
 */
public record Command(List<String> words, Map<String, String> environment, String stopSignal) {

  /** The signal that most programs end in order at. */
  public static final String TERM = "TERM";

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** Gives a command that ends at SIGTERM. */
  public static Command of(List<String> words, Map<String, String> environment) {
    return new Command(words, environment, TERM);
  }
}
