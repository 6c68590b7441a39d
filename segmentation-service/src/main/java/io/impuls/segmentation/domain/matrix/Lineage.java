package io.impuls.segmentation.domain.matrix;

/**
 * Names what a matrix gives in the ledger; no rule's id looks like that.
 *
 * @param kind what is counted there
 * @param matrix id of the matrix
 * @param seconds active time of its row, or the window of its share; 0 for none
 * @param key key of the tag; empty for {@link Kind#CAUGHT} and {@link Kind#LOOKED}, which give none
 */
public record Lineage(Kind kind, String matrix, int seconds, String key) {

  private static final String PREFIX = "~matrix/";
  private static final int PARTS = 5;

  /** What is counted. */
  public enum Kind {
    /** Tags that rows name, once for each event. */
    SEEN,
    /** Tags that rows name, once for each view that was long enough. */
    STAYED,
    /** Tags that rows take from what people look at, as far as the day's limit allows. */
    TAKEN,
    /** What was there to take from an event: the limit of its day is judged by it. */
    CAUGHT,
    /** Looks at any category, each as long as it counts: shares are judged by them. */
    LOOKED,
    /** Tags that are there while their category has its share. */
    PREFERRED
  }

  /** Whether a lineage of the ledger is a matrix's. */
  public static boolean is(String lineage) {
    return lineage.startsWith(PREFIX);
  }

  /** Reads a lineage of the ledger that is a matrix's. */
  static Lineage of(String lineage) {
    // a tag's key may have slashes itself
    String[] parts = lineage.split("/", PARTS);
    return new Lineage(Kind.valueOf(parts[1]), parts[2], Integer.parseInt(parts[3]), parts[4]);
  }

  /** Gives the lineage as the ledger has it. */
  String text() {
    return PREFIX + kind + "/" + matrix + "/" + seconds + "/" + key;
  }
}
