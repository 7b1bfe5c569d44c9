-- The visits of each case in this hall. Cases that were opened by an older release begin with their next one.
create table case_visits (
  hall      varchar(256) not null,
  case_no   varchar(64)  not null,
  visit     bigint       not null,
  window_no integer      not null,
  clerk     varchar(32),
  began_at  timestamp(3) with time zone not null,
  primary key (hall, case_no, visit)
);
