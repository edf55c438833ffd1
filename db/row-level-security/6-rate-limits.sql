-- Counters of limits that instances share. They belong to no tenant and may be lost in a crash of the database; the
-- platform's pool writes them.
create schema if not exists rate_limits;
create unlogged table if not exists rate_limits.counters (key varchar(255) primary key, points integer not null
  default 0, expire bigint);
-- For looking at them in the order of their keys, whatever the database's own order of letters.
create index if not exists counters_in_order on rate_limits.counters (key collate "C");
revoke all on schema rate_limits from public;
revoke all on rate_limits.counters from public;
grant usage on schema rate_limits to openhouse_platform;
grant select, insert, update, delete on rate_limits.counters to openhouse_platform;
