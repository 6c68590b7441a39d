package io.impuls.segmentation.domain.matrix;

import io.impuls.rules.ledger.Match;
import java.util.ArrayList;
import java.util.List;

/**
 * What there was to take tags from in one event, as the note of its match keeps it.
 *
 * @param limit different tags that could be taken on that day
 * @param parts what was there, in the order of seconds and keys
 */
public record Caught(int limit, List<Part> parts) {

  private static final String LINE = "\n";
  private static final String CELL = "\t";

  public Caught {
    parts = List.copyOf(parts);
  }

  /**
   * One tag.
   *
   * @param seconds active time of the row; 0 for none
   * @param view which view it was in, where a view counts once; otherwise empty
   * @param key the tag's key
   */
  public record Part(int seconds, String view, String key) {}

  /** Gives the lineage of all that a matrix caught. */
  static Lineage lineage(String matrix) {
    return new Lineage(Lineage.Kind.CAUGHT, matrix, 0, "");
  }

  /** Reads what the match of an event keeps. */
  static Caught of(Match match) {
    String[] lines = match.note().split(LINE, -1);
    List<Part> parts = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] cells = lines[i].split(CELL, -1);
      parts.add(new Part(Integer.parseInt(cells[0]), cells[1], cells[2]));
    }
    return new Caught(Integer.parseInt(lines[0]), parts);
  }

  /** Gives the note; neither views nor keys have control characters in it. */
  String note() {
    StringBuilder note = new StringBuilder().append(limit);
    for (Part part : parts) {
      String view = part.view().replaceAll("\\p{Cntrl}", " ");
      note.append(LINE).append(part.seconds()).append(CELL).append(view);
      note.append(CELL).append(part.key());
    }
    return note.toString();
  }
}
