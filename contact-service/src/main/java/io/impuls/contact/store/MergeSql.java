package io.impuls.contact.store;

import io.impuls.contact.domain.CardBounds;
import java.util.List;

/**
 * The statements of a merge: $1 workspace, $2 the person that ceases, $3 the survivor; of the first
 * also $4, when it was told. What the first leaves behind joins the second's by the same rules by
 * which facts join. Consent stays with the first: it belongs to an address, and a merge carries
 * none to another (semantics 3.10).
 */
final class MergeSql {

  /** Points the person, and all that were merged into it before, at the survivor. */
  static final String POINT =
      """
      UPDATE card SET merged_into = $3,
                      merged_at = CASE WHEN person = $2 THEN $4 ELSE merged_at END
       WHERE workspace = $1 AND (person = $2 OR merged_into = $2) AND person <> $3
      """;

  static final String SIGHTING =
      """
      UPDATE card AS c
         SET first_seen = least(c.first_seen, f.first_seen),
             last_seen = greatest(c.last_seen, f.last_seen),
             human = c.human OR f.human, machine = c.machine OR f.machine,
             known = c.known OR f.known
        FROM card f
       WHERE f.workspace = $1 AND f.person = $2 AND c.workspace = $1 AND c.person = $3
      """;

  static final String IDENTIFIERS =
      BoundedInsert.sql(
          "identifier",
          "kind, value",
          "first_seen",
          left("identifier", "kind, value, first_seen"),
          CardBounds.IDENTIFIERS,
          CardSql.EARLIEST);

  static final String ATTRIBUTES =
      BoundedInsert.sql(
          "attribute",
          "name",
          "occurred_at, event_id, value",
          left("attribute", "name, value, occurred_at, event_id"),
          CardBounds.ATTRIBUTES,
          CardSql.latest("name", "value"));

  /** Takes away what the first leaves behind, and says it of the second. */
  private static String left(String table, String columns) {
    return """
    gone AS (DELETE FROM %1$s WHERE workspace = $1 AND person = $2 RETURNING *),
    said AS (SELECT $1::uuid AS workspace, $3::uuid AS person, %2$s FROM gone)
    """
        .formatted(table, columns)
        .strip();
  }

  /** The parts that follow {@link #POINT}, in the order in which they run. */
  static final List<String> JOIN = List.of(SIGHTING, IDENTIFIERS, ATTRIBUTES);

  private MergeSql() {}
}
