-- Who became whom is told more than once, and in no order between partitions: the last word counts.
alter table aliases add column told_at timestamptz not null default 'epoch';

create table partings (
  workspace uuid        not null,
  person    uuid        not null,
  told_at   timestamptz not null,
  primary key (workspace, person)
);
