-- Cases of suspect and illegitimate product. What happened to a case is a list of entries that only grows: where it stands is the state of its newest one.
create table record.suspect_case (
  id              text primary key,
  organisation_id text not null,
  site_gln        text,
  -- Of the place, for its clocks.
  time_zone       text not null,
  reason_kind     text not null,
  reason          text not null,
  -- The partner's notice that led to it.
  notice_id       text,
  -- The request that opened it; where units were to be held, their command.
  command_id      uuid not null,
  opened_by       uuid not null,
  opened_at       timestamptz(6) not null
);
create index suspect_case_organisation_id_idx on record.suspect_case (organisation_id);
create index suspect_case_command_id_idx on record.suspect_case (command_id);

create table record.case_unit (
  case_id  text not null,
  link     text not null,
  position integer not null,
  gtin     text,
  serial   text,
  sscc     text,
  lot      text,
  expiry   text,
  -- As the ledger calls it, where its record says that the organisation holds it.
  ref      text,
  primary key (case_id, link),
  foreign key (case_id) references record.suspect_case (id) on delete cascade on update cascade
);
create index case_unit_link_idx on record.case_unit (link);

-- The lots that it is about, as printed.
create table record.case_lot (
  case_id text not null,
  gtin    text not null,
  number  text not null,
  primary key (case_id, gtin, number),
  foreign key (case_id) references record.suspect_case (id) on delete cascade on update cascade
);

create table record.case_entry (
  id              uuid primary key,
  case_id         text not null,
  position        bigserial,
  organisation_id text not null,
  kind            text not null,
  -- Of the case, since this entry; and when what it asks must be done.
  state           text not null,
  due_at          timestamptz(6),
  at              timestamptz(6) not null,
  by_user         uuid not null,
  command_id      uuid,
  body            jsonb not null,
  foreign key (case_id) references record.suspect_case (id) on delete cascade on update cascade
);
create index case_entry_case_id_position_idx on record.case_entry (case_id, position);
create index case_entry_command_id_idx on record.case_entry (command_id);

create table record.case_photo (
  id              uuid primary key,
  case_id         text not null,
  organisation_id text not null,
  type            text not null,
  bytes           bytea not null,
  sha256          text not null,
  at              timestamptz(6) not null,
  foreign key (case_id) references record.suspect_case (id) on delete cascade on update cascade
);
create index case_photo_case_id_idx on record.case_photo (case_id);

-- What an immediate trading partner is told; one that works here finds it in its own list.
create table record.case_notice (
  id              text primary key,
  case_id         text not null,
  organisation_id text not null,
  kind            text not null,
  partner_id      text,
  partner_gln     text,
  partner_name    text not null,
  sold_to_us      boolean not null,
  may_have        boolean not null,
  subject         text not null,
  text            text not null,
  at              timestamptz(6) not null,
  foreign key (case_id) references record.suspect_case (id) on delete cascade on update cascade
);
create index case_notice_case_id_idx on record.case_notice (case_id);
create index case_notice_partner_id_at_idx on record.case_notice (partner_id, at);

create table record.case_answer (
  notice_id       text primary key,
  -- Of who sent the notice.
  case_id         text not null,
  -- Who answers.
  organisation_id text not null,
  found           boolean not null,
  note            text not null,
  -- The case that the answering organisation opened.
  own_case_id     text,
  command_id      uuid,
  at              timestamptz(6) not null,
  by_user         uuid not null,
  foreign key (notice_id) references record.case_notice (id) on delete cascade on update cascade
);
create index case_answer_case_id_idx on record.case_answer (case_id);
create index case_answer_command_id_idx on record.case_answer (command_id);

-- Records of an investigation and of what became of the product are kept for six years after its conclusion (21 U.S.C. 360eee-1(b)(4), (c)(4),
-- (d)(4), (e)(4)), and nothing in them is ever changed. What belongs to a command that the ledger refused never was a record.
create function record.keep_case() returns trigger language plpgsql as $$
declare
  its_case text := to_jsonb(old) ->> (case when tg_table_name = 'suspect_case' then 'id' else 'case_id' end);
  its_command uuid := (to_jsonb(old) ->> 'command_id')::uuid;
  newest record;
begin
  if tg_op = 'UPDATE' then
    raise exception 'what is written in %.% is not changed', tg_table_schema, tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  -- The case went before, by the same rule.
  if tg_table_name <> 'suspect_case' and not exists (select 1 from record.suspect_case c where c.id = its_case) then
    return old;
  end if;
  if its_command is not null and exists (select 1 from ops.outbox o where o.command_id = its_command and o.state = 'refused') then
    return old;
  end if;
  select e.state, e.at into newest from record.case_entry e where e.case_id = its_case order by e.position desc limit 1;
  if newest.state is distinct from 'cleared' and newest.state is distinct from 'terminated' then
    raise exception 'the case of %.% is not concluded', tg_table_schema, tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  if newest.at > now() - interval '6 years' then
    raise exception 'records of %.% are kept for six years after the conclusion of the case', tg_table_schema, tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  if exists (
    select 1 from record.legal_hold h
     where h.lifted_at is null
       and (h.organisation_id in (select c.organisation_id from record.suspect_case c where c.id = its_case)
            or h.organisation_id in (select n.partner_id from record.case_notice n where n.case_id = its_case))
  ) then
    raise exception 'records of %.% are under a legal hold', tg_table_schema, tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return old;
end
$$;
create function record.keep_all() returns trigger language plpgsql as $$
begin
  raise exception 'records of %.% are never emptied at once', tg_table_schema, tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;
create trigger keep before update or delete on record.suspect_case for each row execute function record.keep_case();
create trigger keep before update or delete on record.case_unit for each row execute function record.keep_case();
create trigger keep before update or delete on record.case_lot for each row execute function record.keep_case();
create trigger keep before update or delete on record.case_entry for each row execute function record.keep_case();
create trigger keep before update or delete on record.case_photo for each row execute function record.keep_case();
create trigger keep before update or delete on record.case_notice for each row execute function record.keep_case();
create trigger keep before update or delete on record.case_answer for each row execute function record.keep_case();
create trigger keep_all before truncate on record.suspect_case for each statement execute function record.keep_all();
create trigger keep_all before truncate on record.case_unit for each statement execute function record.keep_all();
create trigger keep_all before truncate on record.case_lot for each statement execute function record.keep_all();
create trigger keep_all before truncate on record.case_entry for each statement execute function record.keep_all();
create trigger keep_all before truncate on record.case_photo for each statement execute function record.keep_all();
create trigger keep_all before truncate on record.case_notice for each statement execute function record.keep_all();
create trigger keep_all before truncate on record.case_answer for each statement execute function record.keep_all();
