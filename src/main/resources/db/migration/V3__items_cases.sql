-- What was done in each visit, booked to the department of the matter; and the cases that outlive visits.
create table items (
  hall         varchar(256) not null,
  incarnation  char(16)     not null,
  seq          bigint       not null,
  business_day date         not null,
  visit        bigint       not null,
  ticket       varchar(8)   not null,
  service      varchar(16)  not null,
  department   varchar(80)  not null,
  window_no    integer      not null,
  clerk        varchar(32),
  finished_at  timestamp(3) with time zone not null,
  outcome      varchar(32)  not null,
  outcome_by   varchar(16)  not null,
  primary key (hall, incarnation, seq)
);

create index items_by_day on items (hall, business_day, department);

create table cases (
  hall        varchar(256)  not null,
  case_no     varchar(64)   not null,
  service     varchar(16)   not null,
  state       varchar(16)   not null,
  visits      integer       not null,
  window_no   integer       not null,
  clerk       varchar(32),
  missing     varchar(4000) not null,
  checked     varchar(4000) not null,
  notice_code varchar(16),
  commitment  boolean       not null,
  opened_at   timestamp(3) with time zone not null,
  expires_at  timestamp(3) with time zone not null,
  due_at      timestamp(3) with time zone,
  overdue     boolean       not null,
  ended_at    timestamp(3) with time zone,
  primary key (hall, case_no)
);

create index cases_by_state on cases (hall, state, due_at);

-- Service modes and assistance of each ticket, one row each.
create table ticket_modes (
  hall         varchar(256) not null,
  business_day date         not null,
  ticket       varchar(8)   not null,
  mode         varchar(32)  not null,
  primary key (hall, business_day, ticket, mode)
);

create table appointments (
  hall         varchar(256) not null,
  booking      varchar(64)  not null,
  service      varchar(16)  not null,
  slot_at      timestamp(3) with time zone not null,
  booked_at    timestamp(3) with time zone not null,
  state        varchar(16)  not null,
  settled_at   timestamp(3) with time zone,
  business_day date,
  ticket       varchar(8),
  primary key (hall, booking)
);

create index appointments_by_slot on appointments (hall, slot_at);
