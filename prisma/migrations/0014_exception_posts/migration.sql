-- Messages of exceptions that go to partners' nodes: one row a message, stored with it.
create table ops.exception_post (
  message_uuid    uuid primary key,
  -- The order in which they were written: of a case the older goes first.
  position        bigserial,
  case_id         text not null,
  organisation_id text not null,
  partner_id      text not null,
  state           text not null,
  attempts        integer not null default 0,
  due_at          timestamptz(6) not null,
  created_at      timestamptz(6) not null,
  settled_at      timestamptz(6),
  problem         text
);
create index exception_post_state_due_at_idx on ops.exception_post (state, due_at);
create index exception_post_case_id_position_idx on ops.exception_post (case_id, position);
