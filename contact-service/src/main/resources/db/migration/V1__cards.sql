-- One row per person ever seen. A person that was merged away keeps its row with merged_into = the survivor;
-- merged_into never points at a row that is itself merged.
CREATE TABLE card (
  workspace   uuid        NOT NULL,
  person      uuid        NOT NULL,
  first_seen  timestamptz NOT NULL,
  last_seen   timestamptz NOT NULL,
  human       boolean     NOT NULL,
  machine     boolean     NOT NULL,
  known       boolean     NOT NULL,
  merged_into uuid,
  PRIMARY KEY (workspace, person)
);
CREATE INDEX card_by_last_seen ON card (workspace, last_seen DESC, person) WHERE merged_into IS NULL;
CREATE INDEX card_by_survivor ON card (workspace, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE identifier (
  workspace  uuid        NOT NULL,
  person     uuid        NOT NULL,
  kind       text        NOT NULL,
  value      text        NOT NULL,
  first_seen timestamptz NOT NULL,
  PRIMARY KEY (workspace, person, kind, value)
);
CREATE INDEX identifier_by_value ON identifier (workspace, value);

-- The last writer wins, by (occurred_at, event_id); value is JSON text.
CREATE TABLE attribute (
  workspace   uuid        NOT NULL,
  person      uuid        NOT NULL,
  name        text        NOT NULL,
  value       text        NOT NULL,
  occurred_at timestamptz NOT NULL,
  event_id    uuid        NOT NULL,
  PRIMARY KEY (workspace, person, name)
);

-- The last writer wins, as for attributes.
CREATE TABLE consent (
  workspace   uuid        NOT NULL,
  person      uuid        NOT NULL,
  purpose     text        NOT NULL,
  given       boolean     NOT NULL,
  occurred_at timestamptz NOT NULL,
  event_id    uuid        NOT NULL,
  PRIMARY KEY (workspace, person, purpose)
);

-- value in 1/1000 point; written only by a change with a higher (epoch, version).
CREATE TABLE score (
  workspace  uuid        NOT NULL,
  person     uuid        NOT NULL,
  plan       text        NOT NULL,
  value      bigint      NOT NULL,
  band       text,
  epoch      integer     NOT NULL,
  version    bigint      NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace, person, plan)
);
CREATE INDEX score_by_value ON score (workspace, plan, value DESC);

-- score in 1/1000 point; NULL once the tag is removed: the row stays to fence older changes off.
CREATE TABLE tag (
  workspace  uuid        NOT NULL,
  person     uuid        NOT NULL,
  tag        text        NOT NULL,
  name       text        NOT NULL,
  score      bigint,
  epoch      integer     NOT NULL,
  version    bigint      NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace, person, tag)
);
CREATE INDEX tag_by_tag ON tag (workspace, tag) WHERE score IS NOT NULL;
