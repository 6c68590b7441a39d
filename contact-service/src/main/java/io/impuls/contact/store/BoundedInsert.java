package io.impuls.contact.store;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Statements that write a card's names, attributes or consents, but add none beyond a number of
 * them. Of those that are new in one statement the earliest come first; rows that are there already
 * are updated however many there are. The card's row is locked meanwhile, so nobody else adds any.
 */
final class BoundedInsert {

  private BoundedInsert() {}

  /**
   * Gives the statement.
   *
   * @param table what is written
   * @param name columns that tell a card's rows apart, joined by commas
   * @param said further columns, joined by commas; the first is a time
   * @param source common table expressions, the last named {@code said} with all columns
   * @param most most rows of a card
   * @param conflict what becomes of a row that is there already
   */
  static String sql(
      String table, String name, String said, String source, int most, String conflict) {
    String columns = "workspace, person, " + name + ", " + said;
    String time = said.split(",")[0];
    String same =
        Arrays.stream(name.split(", "))
            .map(column -> "h.%1$s = said.%1$s".formatted(column))
            .collect(Collectors.joining(" AND "));
    return """
    WITH %5$s,
    known AS (
      SELECT said.*,
             EXISTS (SELECT FROM %1$s h
                      WHERE h.workspace = said.workspace AND h.person = said.person AND %8$s) AS held
        FROM said),
    placed AS (
      SELECT known.*,
             count(*) FILTER (WHERE NOT held)
               OVER (PARTITION BY workspace, person ORDER BY %4$s, %2$s ROWS UNBOUNDED PRECEDING)
             + (SELECT count(*) FROM %1$s h
                 WHERE h.workspace = known.workspace AND h.person = known.person) AS place
        FROM known)
    INSERT INTO %1$s AS a (%3$s)
    SELECT %3$s FROM placed WHERE held OR place <= %6$d
    %7$s
    """
        .formatted(table, name, columns, time, source, most, conflict, same);
  }
}
