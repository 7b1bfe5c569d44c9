-- The priority class that a ticket was granted; null: none.
alter table tickets add column priority varchar(16);
