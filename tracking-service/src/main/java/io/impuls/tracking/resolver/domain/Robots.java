package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Agent.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells known robots by their user agents (semantics 3.28). Safe for threads. */
public final class Robots {

  /** User agents whose verdict is remembered; sites see a few hundred. */
  private static final int REMEMBERED = 10_000;

  /** Longer agents are cut: real ones are below, and patterns take time by length. */
  private static final int LONGEST = 512;

  private final List<Pattern> patterns;
  private final Map<String, Agent> verdicts =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Agent> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Makes it of regular expressions, one for each robot, found anywhere in the user agent. */
  public Robots(List<String> expressions) {
    patterns = expressions.stream().map(Pattern::compile).toList();
  }

  /** Gives the class of a user agent; nobody without one is called a robot. */
  public Agent classify(String userAgent) {
    if (userAgent == null || userAgent.isEmpty()) {
      return Agent.HUMAN;
    }
    String text = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
    synchronized (verdicts) {
      Agent known = verdicts.get(text);
      if (known != null) {
        return known;
      }
    }
    Agent found = find(text);
    synchronized (verdicts) {
      verdicts.put(text, found);
    }
    return found;
  }

  private Agent find(String text) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(text).find()) {
        return new Agent(Verdict.MACHINE, "known robot: " + pattern.pattern());
      }
    }
    return Agent.HUMAN;
  }
}
