-- What marketers saved. A version counts saves; who edits names the version that he read.
create table campaigns (
  workspace   uuid        not null,
  id          text        not null,
  version     int         not null check (version > 0),
  name        text        not null,
  active      boolean     not null,
  trigger     jsonb       not null,
  mail        jsonb       not null,
  useful_for  interval    not null,
  active_from timestamptz not null,
  updated_at  timestamptz not null,
  updated_by  text        not null,
  primary key (workspace, id)
);

-- What is known of persons for mailing. The profile holds each fact with its place in the order of
-- events; address_hash finds the persons behind an address. Grows with the known persons.
create table recipients (
  workspace    uuid  not null,
  person       uuid  not null,
  address_hash text,
  profile      jsonb not null,
  primary key (workspace, person)
);
create index recipients_by_address on recipients (workspace, address_hash) where address_hash is not null;

-- Consent belongs to the address, by purpose; the latest statement holds.
create table consents (
  workspace    uuid    not null,
  address_hash text    not null,
  purpose      text    not null,
  granted      boolean not null,
  at_millis    bigint  not null,
  event_id     uuid    not null,
  primary key (workspace, address_hash, purpose)
);

-- Who became whom, always naming the last survivor.
create table aliases (
  workspace uuid not null,
  person    uuid not null,
  survivor  uuid not null,
  primary key (workspace, person)
);
create index aliases_by_survivor on aliases (workspace, survivor);

-- The ledger: the two unique keys make a second mail impossible.
create table sends (
  send_id      uuid        primary key,
  workspace    uuid        not null,
  campaign     text        not null,
  person       uuid        not null,
  trigger_id   text        not null,
  trigger_of   uuid        not null,
  triggered_at timestamptz not null,
  facts        jsonb       not null,
  useful_until timestamptz not null,
  state        text        not null
    check (state in ('WAITING', 'RESERVED', 'HANDING_OFF', 'SENT', 'FAILED', 'UNKNOWN')),
  reason       text,
  address_hash text,
  attempts     int         not null,
  due_at       timestamptz,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  foreign key (workspace, campaign) references campaigns (workspace, id),
  constraint sends_once_per_person unique (workspace, campaign, person),
  constraint sends_once_per_address unique (workspace, campaign, address_hash),
  constraint sends_claim_a_mailbox
    check (address_hash is not null or state not in ('RESERVED', 'HANDING_OFF')),
  constraint sends_are_due check ((due_at is not null) = (state in ('WAITING', 'RESERVED')))
);
create index sends_waiting on sends (due_at) where state = 'WAITING';
create index sends_reserved on sends (due_at) where state = 'RESERVED';
create index sends_handing_off on sends (send_id) where state = 'HANDING_OFF';
create index sends_of_person on sends (workspace, person);
create index sends_newest on sends (workspace, campaign, created_at desc, send_id desc);

-- Records that still have to reach their topic, in the order of their making per send.
create table outbox (
  id    bigint generated always as identity primary key,
  topic text  not null,
  value bytea not null
);
