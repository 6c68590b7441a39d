package io.impuls.embedded;

import io.impuls.embedded.process.Command;
import io.impuls.embedded.process.Jdk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small Java server process; the classpath travels in the environment, where it may be long. */
final class JavaCommand {

  private JavaCommand() {}

  /**
   * Gives the command.
   *
   * @param jdk what runs it
   * @param classpath its whole classpath
   * @param heapMegabytes largest heap
   * @param options further options of the JVM
   * @param mainAndArguments the main class and its arguments
   */
  static Command of(
      Jdk jdk,
      String classpath,
      int heapMegabytes,
      List<String> options,
      List<String> mainAndArguments) {
    List<String> words = new ArrayList<>();
    words.add(jdk.java());
    words.add("-Xmx" + heapMegabytes + "m");
    // two cores carry brokers, databases and services: collectors with threads of their own starve
    words.add("-XX:+UseSerialGC");
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.addAll(options);
    words.addAll(mainAndArguments);
    return Command.of(words, environment(classpath));
  }

  private static Map<String, String> environment(String classpath) {
    Map<String, String> environment = new HashMap<>();
    environment.put("CLASSPATH", classpath);
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.put("JAVA_TOOL_OPTIONS", "");
    return environment;
  }
}
