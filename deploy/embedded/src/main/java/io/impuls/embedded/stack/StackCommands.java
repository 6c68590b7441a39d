package io.impuls.embedded.stack;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.ChildFailed;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Understands {@code kill|stop|start NAME}, where a name is a server, a service (all its instances)
 * or one instance such as {@code scoring#2}; and {@code ping}.
 */
final class StackCommands implements Function<String, String> {

  private final Supervisor supervisor;
  private final Duration grace;

  StackCommands(Supervisor supervisor, Duration grace) {
    this.supervisor = supervisor;
    this.grace = grace;
  }

  @Override
  public String apply(String line) {
    String[] words = line.strip().split("\\s+");
    if (words[0].equals("ping")) {
      return "running";
    }
    if (words.length != 2) {
      throw new ChildFailed("say which: " + words[0] + " SERVICE[#n]");
    }
    List<String> names = children(words[1]);
    for (String name : names) {
      switch (words[0]) {
        case "kill" -> supervisor.kill(name);
        case "stop" -> supervisor.stop(name, grace);
        case "start" -> supervisor.startAgain(name);
        default -> throw new ChildFailed("unknown command " + words[0]);
      }
    }
    return words[0] + " " + String.join(", ", names);
  }

  private List<String> children(String asked) {
    String exact = asked.replace('#', '-');
    List<String> known = supervisor.children().stream().map(Child::name).toList();
    List<String> found =
        known.stream()
            .filter(name -> name.equals(exact) || name.matches("\\Q" + exact + "\\E-\\d+"))
            .toList();
    if (found.isEmpty()) {
      throw new ChildFailed("there is no " + asked + " here, only " + String.join(", ", known));
    }
    return found;
  }
}
