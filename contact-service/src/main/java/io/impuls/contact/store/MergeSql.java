package io.impuls.contact.store;

import java.util.List;

/**
 * The statements of a merge: $1 workspace, $2 the person that ceases, $3 the survivor. What the
 * first leaves behind joins the second's by the same rules by which facts join.
 */
final class MergeSql {

  /** Points the person, and all that were merged into it before, at the survivor. */
  static final String POINT =
      """
      UPDATE card SET merged_into = $3
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
      """
      WITH gone AS (DELETE FROM identifier WHERE workspace = $1 AND person = $2 RETURNING *)
      INSERT INTO identifier AS i (workspace, person, kind, value, first_seen)
      SELECT $1, $3, kind, value, first_seen FROM gone
      ON CONFLICT (workspace, person, kind, value) DO UPDATE
         SET first_seen = excluded.first_seen
       WHERE i.first_seen > excluded.first_seen
      """;

  static final String ATTRIBUTES =
      """
      WITH gone AS (DELETE FROM attribute WHERE workspace = $1 AND person = $2 RETURNING *)
      INSERT INTO attribute AS a (workspace, person, name, value, occurred_at, event_id)
      SELECT $1, $3, name, value, occurred_at, event_id FROM gone
      ON CONFLICT (workspace, person, name) DO UPDATE
         SET value = excluded.value, occurred_at = excluded.occurred_at,
             event_id = excluded.event_id
       WHERE (a.occurred_at, a.event_id) < (excluded.occurred_at, excluded.event_id)
      """;

  static final String CONSENTS =
      """
      WITH gone AS (DELETE FROM consent WHERE workspace = $1 AND person = $2 RETURNING *)
      INSERT INTO consent AS a (workspace, person, purpose, given, occurred_at, event_id)
      SELECT $1, $3, purpose, given, occurred_at, event_id FROM gone
      ON CONFLICT (workspace, person, purpose) DO UPDATE
         SET given = excluded.given, occurred_at = excluded.occurred_at,
             event_id = excluded.event_id
       WHERE (a.occurred_at, a.event_id) < (excluded.occurred_at, excluded.event_id)
      """;

  /** The parts in the order in which they run. */
  static final List<String> ALL = List.of(POINT, SIGHTING, IDENTIFIERS, ATTRIBUTES, CONSENTS);

  private MergeSql() {}
}
