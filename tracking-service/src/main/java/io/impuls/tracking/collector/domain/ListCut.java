package io.impuls.tracking.collector.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON list cut into its elements, in one pass over the bytes and without recursion.
 *
 * @param found where the elements stand, in order; one more than allowed when there are too many
 * @param behind the byte behind the closing bracket; -1 when the list is never closed
 * @param tooMany whether there are more than allowed; the rest was not looked at
 */
record ListCut(List<Slice> found, int behind, boolean tooMany) {

  /** Cuts the list whose opening bracket stands before {@code first}. */
  static ListCut of(byte[] body, int first, int most) {
    List<Slice> found = new ArrayList<>();
    int from = Scan.blanks(body, first);
    if (from < body.length && body[from] == ']') {
      return new ListCut(found, from + 1, false);
    }
    int depth = 0;
    int at = from;
    while (at < body.length) {
      switch (body[at]) {
        case '"' -> at = Scan.endOfText(body, at);
        case '{', '[' -> depth++;
        case '}' -> depth--;
        case ']' -> {
          if (depth <= 0) {
            found.add(new Slice(from, at));
            return new ListCut(found, at + 1, found.size() > most);
          }
          depth--;
        }
        case ',' -> {
          if (depth <= 0) {
            found.add(new Slice(from, at));
            if (found.size() > most) {
              return new ListCut(found, -1, true);
            }
            from = at + 1;
            depth = 0;
          }
        }
        default -> {
          // belongs to the element
        }
      }
      at++;
    }
    found.add(new Slice(from, body.length));
    return new ListCut(found, -1, found.size() > most);
  }
}
