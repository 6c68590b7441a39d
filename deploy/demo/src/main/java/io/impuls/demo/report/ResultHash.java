package io.impuls.demo.report;

import io.impuls.contracts.Points;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One hash over all scores and tags. Equal hashes mean equal results: people are named by their own
 * identifiers, nothing in it depends on the order of arrival, and probes are left out.
 */
public final class ResultHash {

  private ResultHash() {}

  /**
   * Gives the lines that are hashed, sorted: {@code <name> score <plan> <points>} and {@code <name>
   * tag <TAG> <points>}. A score of zero has no line, since how a person came to it may depend on
   * what was known when; a tag with no points left has one, since the person still has the tag.
   */
  public static List<String> lines(People people, Standings standings) {
    SortedSet<String> lines = new TreeSet<>();
    for (UUID person : people.everybody()) {
      String name = people.name(person);
      standings
          .scores()
          .getOrDefault(person, Map.of())
          .forEach(
              (plan, change) -> {
                if (!change.to().equals(Points.ZERO)) {
                  lines.add(name + " score " + plan + " " + change.to());
                }
              });
      standings
          .tags()
          .getOrDefault(person, Map.of())
          .forEach((tag, change) -> lines.add(name + " tag " + tag + " " + change.after()));
    }
    return List.copyOf(lines);
  }

  /** Gives the SHA-256 of sorted lines, each ended by a line feed, in hexadecimal. */
  public static String of(Collection<String> lines) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String line : lines) {
        sha256.update((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
