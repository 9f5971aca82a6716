-- Who put a unit into quarantine and why, and who ended it: the ledger knows parties and not people, and one person does not end his own hold.
create table record.hold (
  command_id      uuid not null,
  issuer          text not null,
  unit_key        text not null,
  organisation_id text not null,
  held_by         uuid,
  reason          text not null,
  held_at         timestamptz(6) not null,
  release_command uuid,
  released_by     uuid,
  release_reason  text,
  released_at     timestamptz(6),
  primary key (command_id, issuer, unit_key)
);
create index hold_issuer_unit_key_held_at_idx on record.hold (issuer, unit_key, held_at);
create index hold_release_command_idx on record.hold (release_command);
create trigger keep before delete on record.hold for each row execute function record.keep('held_at');

-- The shelf of what is held is few among many units.
create index unit_state_idx on readmodel.unit (state) where state = 'quarantined';
