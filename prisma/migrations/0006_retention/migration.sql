-- Six years of records (21 U.S.C. 360eee-1: transaction information and statements, investigations and their disposition), and longer where a court or
-- an authority holds them. The database itself refuses to lose them, whoever asks.
create table record.legal_hold (
  id              text primary key,
  organisation_id text not null,
  reason          text not null,
  placed_by       uuid not null,
  placed_at       timestamptz(6) not null,
  lifted_by       uuid,
  lifted_at       timestamptz(6)
);
create index legal_hold_organisation_id_idx on record.legal_hold (organisation_id);

-- What belongs to a command that the ledger refused never was a record. `made` is when the record was written.
create function record.keep() returns trigger language plpgsql as $$
declare
  made timestamptz := (to_jsonb(old) ->> tg_argv[0])::timestamptz;
  its_command uuid := (to_jsonb(old) ->> 'command_id')::uuid;
begin
  if its_command is not null and exists (select 1 from ops.outbox o where o.command_id = its_command and o.state = 'refused') then
    return old;
  end if;
  if made > now() - interval '6 years' then
    raise exception 'records of %.% are kept for six years', tg_table_schema, tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  if exists (select 1 from record.legal_hold h where h.organisation_id = old.organisation_id and h.lifted_at is null) then
    raise exception 'records of %.% are under a legal hold', tg_table_schema, tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return old;
end
$$;
create trigger keep before delete on record.document for each row execute function record.keep('created_at');
create trigger keep before delete on record.capture_job for each row execute function record.keep('created_at');
create trigger keep before delete on record.exception_case for each row execute function record.keep('opened_at');
create trigger keep before delete on record.recall_notice for each row execute function record.keep('proposed_at');
