-- Folded from the journal and rebuilt at will. Plain SQL: runs on H2 and on PostgreSQL.

create table fold_position (
  hall         varchar(256) not null primary key,
  incarnation  char(16)     not null,
  seq          bigint       not null,
  business_day date         not null
);

create table tickets (
  hall            varchar(256) not null,
  business_day    date         not null,
  ticket          varchar(8)   not null,
  ticket_sequence bigint       not null,
  service         varchar(16)  not null,
  state           varchar(16)  not null,
  window_no       integer,
  issued_at       timestamp(3) with time zone not null,
  since_at        timestamp(3) with time zone not null,
  ahead           integer      not null,
  first_called_at timestamp(3) with time zone,
  over_at         timestamp(3) with time zone,
  over_why        varchar(16),
  no_shows        integer      not null,
  copies          integer      not null,
  print_state     varchar(16)  not null,
  primary key (hall, business_day, ticket)
);

create table visits (
  hall         varchar(256) not null,
  visit        bigint       not null,
  business_day date         not null,
  ticket       varchar(8)   not null,
  service      varchar(16)  not null,
  window_no    integer      not null,
  clerk        varchar(32),
  called_at    timestamp(3) with time zone not null,
  calls        integer      not null,
  started_at   timestamp(3) with time zone,
  ended_at     timestamp(3) with time zone,
  ended_why    varchar(16),
  outcome      varchar(32),
  outcome_by   varchar(16),
  primary key (hall, visit)
);

create index visits_by_day on visits (hall, business_day, window_no);

create table calls (
  hall         varchar(256) not null,
  incarnation  char(16)     not null,
  seq          bigint       not null,
  business_day date         not null,
  visit        bigint       not null,
  ticket       varchar(8)   not null,
  window_no    integer      not null,
  kind         varchar(16)  not null,
  called_at    timestamp(3) with time zone not null,
  why          varchar(16),
  passed       varchar(8),
  primary key (hall, incarnation, seq)
);

create index calls_by_day on calls (hall, business_day, window_no);

create table ratings (
  hall            varchar(256) not null,
  visit           bigint       not null,
  business_day    date         not null,
  window_no       integer      not null,
  state           varchar(16)  not null,
  opened_at       timestamp(3) with time zone not null,
  given_at        timestamp(3) with time zone,
  rating_level    integer,
  reasons         varchar(2000),
  reasons_pending boolean      not null,
  channel         varchar(16),
  primary key (hall, visit)
);

create table window_states (
  hall         varchar(256) not null,
  window_no    integer      not null,
  since_at     timestamp(3) with time zone not null,
  until_at     timestamp(3) with time zone,
  business_day date         not null,
  state        varchar(16)  not null,
  clerk        varchar(32),
  pausing      boolean      not null,
  primary key (hall, window_no, since_at)
);

create index window_states_now on window_states (hall, until_at);
