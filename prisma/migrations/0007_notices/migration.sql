-- Where a site is, where that is known: by it a way is told that nobody can travel in the time.
alter table record.site
  add column latitude  double precision check (latitude between -90 and 90),
  add column longitude double precision check (longitude between -180 and 180),
  add constraint site_whole_point check ((latitude is null) = (longitude is null));

-- A scan knows which EPC it read. It waits where its verdict may change by data that are still to come, until it was judged again and its user was told;
-- it is due where it has to be compared with where the record has the unit.
alter table record.scan
  add column link             text,
  add column waits            boolean not null default false,
  add column judged_as_of     text,
  add column later_at         timestamptz(6),
  add column later_verdict    text check (later_verdict in ('MATCHES', 'DO_NOT_USE', 'CHECK_NEEDED', 'COULD_NOT_ASK')),
  add column later_codes      text[] not null default '{}',
  add column told_at          timestamptz(6),
  add column sighting_due_at  timestamptz(6);
create index scan_link_at_idx on record.scan (link, at);
create index scan_user_id_at_idx on record.scan (user_id, at) where waits or later_at is not null;
create index scan_sighting_due_at_idx on record.scan (sighting_due_at) where sighting_due_at is not null;

-- One code seen in two hands: told to each of them, about its own part alone.
create table record.notice (
  id              text primary key,
  organisation_id text not null,
  link            text not null,
  rule            text not null check (rule in ('SEEN_ELSEWHERE', 'SEEN_AFTER_END', 'IMPOSSIBLE_TRAVEL', 'OVERLAPPING_CUSTODY')),
  side            text not null check (side in ('RECORDED_HERE', 'SEEN_HERE')),
  seen_at         timestamptz(6) not null,
  noticed_at      timestamptz(6) not null,
  site_gln        text,
  lot             text,
  expiry          text,
  settled_at      timestamptz(6),
  settled_by      uuid,
  outcome         text check (outcome in ('IN_ORDER', 'DIFFERS', 'NOT_HERE', 'EXPLAINED')),
  note            text
);
create unique index notice_organisation_id_link_rule_seen_at_key on record.notice (organisation_id, link, rule, seen_at);
create index notice_organisation_id_noticed_at_idx on record.notice (organisation_id, noticed_at);
create trigger keep before delete on record.notice for each row execute function record.keep('noticed_at');
