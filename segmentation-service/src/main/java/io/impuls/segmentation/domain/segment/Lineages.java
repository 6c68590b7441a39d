package io.impuls.segmentation.domain.segment;

import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.TimeRules;
import io.impuls.rules.ledger.Wait;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Names what segments look at, in the ledger and in the index. No rule can be called so. The same
 * activities in the same window are the same rows, whichever segments and versions name them: an
 * edit that leaves them as they are loses nothing.
 */
public final class Lineages {

  /** What was told of the contact. */
  static final String FACTS = "~facts";

  /** Since when the person is known. */
  public static final String KNOWN = "~known";

  private static final String DID = "~did/";
  private static final String SCORE = "~score/";
  private static final String APPLIED = "~applied/";
  private static final String TAG = "~tag/";
  private static final String EVER = "ever";
  private static final int HASH_BYTES = 16;

  private Lineages() {}

  /** Whether rows belong to segments, and not to tags. */
  public static boolean ofSegments(String lineage) {
    return lineage.startsWith(DID)
        || lineage.startsWith(SCORE)
        || lineage.startsWith(APPLIED)
        || lineage.equals(FACTS)
        || lineage.equals(KNOWN);
  }

  /** Whether a match belongs to segments, and not to tags. */
  public static boolean ofSegments(Match match) {
    return ofSegments(match.lineage());
  }

  static boolean ofScores(Match match) {
    return match.lineage().startsWith(SCORE);
  }

  /** Names that a segment was applied to the person. */
  static String applied(String segment) {
    return APPLIED + segment;
  }

  static boolean ofApplying(Match match) {
    return match.lineage().startsWith(APPLIED);
  }

  /** Whether a match only says since when the person is known. */
  public static boolean ofKnowing(Match match) {
    return match.lineage().equals(KNOWN);
  }

  static String did(List<Branch> anyOf, Duration within) {
    StringBuilder written = new StringBuilder();
    for (Branch branch : anyOf) {
      written
          .append(branch.eventType())
          .append(' ')
          .append(branch.condition().toJson())
          .append('\n');
    }
    return DID + hash(written.toString()) + "/" + (within == null ? EVER : within);
  }

  /** Names what scoring says of a plan. */
  static String score(String plan) {
    return SCORE + plan;
  }

  /** Names a tag in the index; its rows are those of the rules. */
  public static String tag(String key) {
    return TAG + key;
  }

  /**
   * Gives what time does by segments, beside what it does by tag rules: at the end of its window an
   * activity asks whether it was the last.
   */
  public static TimeRules beside(TimeRules tags) {
    return new TimeRules() {
      @Override
      public Optional<Wait> waitOf(String lineage, int version) {
        return ofSegments(lineage) ? Optional.empty() : tags.waitOf(lineage, version);
      }

      @Override
      public Optional<Decay> decayOf(String lineage, int version) {
        return ofSegments(lineage)
            ? window(lineage).map(Decay::expiring)
            : tags.decayOf(lineage, version);
      }

      @Override
      public Duration longestTime(String lineage) {
        return ofSegments(lineage)
            ? window(lineage).orElse(Duration.ZERO)
            : tags.longestTime(lineage);
      }

      @Override
      public boolean gives(String lineage, Instant due) {
        return !ofSegments(lineage) && tags.gives(lineage, due);
      }
    };
  }

  private static Optional<Duration> window(String lineage) {
    if (!lineage.startsWith(DID) || lineage.endsWith("/" + EVER)) {
      return Optional.empty();
    }
    return Optional.of(Duration.parse(lineage.substring(lineage.lastIndexOf('/') + 1)));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
