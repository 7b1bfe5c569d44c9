-- What a district's store has beside the halls' tables. Plain SQL: runs on H2 and on PostgreSQL.

-- Every part of every journal that came, as text that was packed; the halls' rows are folded from it.
create table heard (
  hall        varchar(256) not null,
  incarnation char(16)     not null,
  from_seq    bigint       not null,
  to_seq      bigint       not null,
  entries     bytea        not null,
  primary key (hall, incarnation, from_seq)
);

-- previous: incarnation/seq of the last event before, or empty; line: the hall column of its rows.
create table incarnations (
  hall        varchar(256) not null,
  incarnation char(16)     not null,
  previous    varchar(64),
  started_at  timestamp(3) with time zone,
  line        varchar(300),
  folded_seq  bigint       not null,
  primary key (hall, incarnation)
);

-- Events that are known to have happened and have not come.
create table gaps (
  hall        varchar(256) not null,
  incarnation char(16)     not null,
  from_seq    bigint       not null,
  to_seq      bigint       not null,
  since_at    timestamp(3) with time zone not null,
  state       varchar(16)  not null,
  primary key (hall, incarnation, from_seq)
);

-- Events that could not be taken. OTHER: another content came under a name that was known;
-- UNFIT: it does not go with the rows that were there.
create table aside (
  hall        varchar(256) not null,
  incarnation char(16)     not null,
  seq         bigint       not null,
  kind        varchar(16)  not null,
  why         varchar(1000) not null,
  noticed_at  timestamp(3) with time zone not null,
  entry       bytea        not null,
  primary key (hall, incarnation, seq, kind)
);

-- How far each stream was read.
create table cursors (
  stream   varchar(64)  not null primary key,
  position varchar(256) not null
);
