-- Exceptions: what does not fit between goods and data, until two partners have settled it.
create table record.exception_case (
  id              text primary key,
  -- The same on both sides, so that a report and its answer find each other.
  case_uuid       uuid not null,
  organisation_id text not null,
  raised_here     boolean not null,
  partner_id      text,
  partner_gln     text,
  partner_name    text not null,
  partner_email   text,
  shipment_id     text,
  capture_job_id  uuid,
  file_id         text,
  purchase_order  text not null,
  note            text not null,
  state           text not null,
  command_id      uuid,
  opened_by       uuid,
  owner_id        uuid,
  opened_at       timestamptz(6) not null,
  due_at          timestamptz(6) not null,
  reported_at     timestamptz(6),
  answered_at     timestamptz(6),
  resolved_at     timestamptz(6),
  resolved_by     uuid,
  resolution      text
);
create unique index exception_case_organisation_id_case_uuid_key on record.exception_case (organisation_id, case_uuid);
create index exception_case_organisation_id_state_due_at_idx on record.exception_case (organisation_id, state, due_at);
create index exception_case_shipment_id_idx on record.exception_case (shipment_id);
create index exception_case_command_id_idx on record.exception_case (command_id);

create table record.exception_item (
  case_id          text not null,
  item_uuid        uuid not null,
  position         integer not null,
  kind             text not null,
  gtin             text,
  serial           text,
  sscc             text,
  lot              text,
  expiry           text,
  data_gtin        text,
  data_serial      text,
  data_lot         text,
  data_expiry      text,
  quantity_ordered  integer,
  quantity_received integer,
  invalid          text,
  proposed         text,
  source           text,
  note             text,
  asks             text not null,
  answer           text,
  answer_comment   text,
  alternative      text,
  primary key (case_id, item_uuid),
  foreign key (case_id) references record.exception_case (id) on delete cascade on update cascade
);

create table record.exception_message (
  case_id      text not null,
  message_uuid uuid not null,
  position     bigserial,
  direction    text not null,
  kind         text not null,
  at           timestamptz(6) not null,
  body         jsonb not null,
  primary key (case_id, message_uuid),
  foreign key (case_id) references record.exception_case (id) on delete cascade on update cascade
);
