-- What mends an exception in the record: for each unit of an item the command that moves it, and when that was done.
create table record.exception_correction (
  command_id  uuid not null,
  -- The same on both sides of the case.
  case_uuid   uuid not null,
  item_uuid   uuid not null,
  link        text not null,
  -- The correction shipment, done when its receiver has received the unit; none where the sender took back what had not arrived, done at once.
  shipment_id text,
  at          timestamptz(6) not null,
  done_at     timestamptz(6),
  primary key (command_id, item_uuid, link)
);
create index exception_correction_case_uuid_idx on record.exception_correction (case_uuid);
create index exception_correction_shipment_id_idx on record.exception_correction (shipment_id);
