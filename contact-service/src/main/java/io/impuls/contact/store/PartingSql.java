package io.impuls.contact.store;

/** The statements of a split: $1 workspace, $2 the person that gains. */
final class PartingSql {

  /** Lets a person live again, unless they were merged after $3, when that was told. */
  static final String RESTORE =
      """
      UPDATE card SET merged_into = NULL, parted_at = greatest(parted_at, $3)
       WHERE workspace = $1 AND person = $2 AND (merged_at IS NULL OR merged_at <= $3)
      """;

  /** Whether the person was parted after $3, when a merge was told. */
  static final String PARTED_SINCE =
      """
      SELECT 1 FROM card WHERE workspace = $1 AND person = $2 AND parted_at >= $3
      """;

  /** Gives the identifiers of a person. */
  static final String IDENTIFIERS =
      """
      SELECT kind, value FROM identifier WHERE workspace = $1 AND person = $2 ORDER BY kind, value
      """;

  /** Gives an identifier, $4 and $5, of $3 to the person, and what is known by it. */
  static final String MOVE =
      """
      WITH gone AS (DELETE FROM identifier
                     WHERE workspace = $1 AND person = $3 AND kind = $4 AND value = $5
                    RETURNING *),
           shown AS (UPDATE card SET known = known OR $6
                      WHERE workspace = $1 AND person = $2 AND EXISTS (SELECT 1 FROM gone))
      INSERT INTO identifier (workspace, person, kind, value, first_seen)
      SELECT workspace, $2::uuid, kind, value, first_seen FROM gone
      ON CONFLICT (workspace, person, kind, value) DO NOTHING
      """;

  private PartingSql() {}
}
