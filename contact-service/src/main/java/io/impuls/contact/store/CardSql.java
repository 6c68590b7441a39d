package io.impuls.contact.store;

import io.impuls.contact.domain.CardBounds;

/** The statements of the write side; each takes a batch as one array per column. */
final class CardSql {

  /** Joins sightings and gives, with the row locked, where each person was merged into. */
  static final String SEE =
      """
      INSERT INTO card AS c (workspace, person, first_seen, last_seen, human, machine, known)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[],
                           $5::boolean[], $6::boolean[], $7::boolean[])
      ON CONFLICT (workspace, person) DO UPDATE
         SET first_seen = least(c.first_seen, excluded.first_seen),
             last_seen = greatest(c.last_seen, excluded.last_seen),
             human = c.human OR excluded.human,
             machine = c.machine OR excluded.machine,
             known = c.known OR excluded.known
      RETURNING c.workspace, c.person, c.merged_into
      """;

  /** What becomes of an identifier that is there already: the earliest use counts. */
  static final String EARLIEST =
      """
      ON CONFLICT (workspace, person, kind, value) DO UPDATE
         SET first_seen = excluded.first_seen
       WHERE a.first_seen > excluded.first_seen
      """;

  static final String NAME =
      BoundedInsert.sql(
          "identifier",
          "kind, value",
          "first_seen",
          """
          said AS (
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
              AS u (workspace, person, kind, value, first_seen))
          """
              .strip(),
          CardBounds.IDENTIFIERS,
          EARLIEST);

  static final String ATTRIBUTE =
      BoundedInsert.sql(
          "attribute",
          "name",
          "occurred_at, event_id, value",
          """
          said AS (
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[],
                                 $6::uuid[])
              AS u (workspace, person, name, value, occurred_at, event_id))
          """
              .strip(),
          CardBounds.ATTRIBUTES,
          latest("name", "value"));

  static final String CONSENT =
      BoundedInsert.sql(
          "consent",
          "purpose",
          "occurred_at, event_id, given",
          """
          said AS (
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[],
                                 $5::timestamptz[], $6::uuid[])
              AS u (workspace, person, purpose, given, occurred_at, event_id))
          """
              .strip(),
          CardBounds.PURPOSES,
          latest("purpose", "given"));

  /** What becomes of something said that is there already: the last said counts. */
  static String latest(String name, String value) {
    return """
    ON CONFLICT (workspace, person, %1$s) DO UPDATE
       SET %2$s = excluded.%2$s, occurred_at = excluded.occurred_at, event_id = excluded.event_id
     WHERE (a.occurred_at, a.event_id) < (excluded.occurred_at, excluded.event_id)
    """
        .formatted(name, value);
  }

  static final String SCORE =
      """
      INSERT INTO score AS s (workspace, person, plan, value, band, epoch, version, changed_at)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::int[],
                           $7::bigint[], $8::timestamptz[])
      ON CONFLICT (workspace, person, plan) DO UPDATE
         SET value = excluded.value, band = excluded.band, epoch = excluded.epoch,
             version = excluded.version, changed_at = excluded.changed_at
       WHERE (s.epoch, s.version) < (excluded.epoch, excluded.version)
      """;

  static final String TAG =
      """
      INSERT INTO tag AS t (workspace, person, tag, name, score, epoch, version, changed_at)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::int[],
                           $7::bigint[], $8::timestamptz[])
      ON CONFLICT (workspace, person, tag) DO UPDATE
         SET name = excluded.name, score = excluded.score, epoch = excluded.epoch,
             version = excluded.version, changed_at = excluded.changed_at
       WHERE (t.epoch, t.version) < (excluded.epoch, excluded.version)
      """;

  private CardSql() {}
}
