-- Trading partners of other nodes, connections to them, and what travels between nodes.

-- The address of the node that hosts the organisation; null: this one. One that is hosted elsewhere has no users and no signing key here.
alter table record.organisation add column hosted_at text;

-- For a document that came from another node with some of its units left out: size and gaps of each of its lists, so that its head can still be checked.
alter table record.document add column lists jsonb;

-- What a container's contents hold beside the units that are known here: roots of subtrees.
create table record.content_gap (
  issuer        text not null,
  container_key text not null,
  position      integer not null,
  size          integer not null,
  hash          text not null,
  primary key (issuer, container_key, position)
);

create table record.connection (
  id               uuid primary key,
  organisation_id  text not null,
  partner_id       text not null,
  node_address     text,
  capture_url      text,
  format           text not null,
  status           text not null,
  -- The partner's token for us, sealed by the vault; ours for him as a hash.
  token_sealed     bytea,
  token_hash       text,
  token_expires_at timestamptz(6),
  last_receipt     text,
  last_receipt_at  timestamptz(6),
  created_by       uuid,
  created_at       timestamptz(6) not null,
  foreign key (organisation_id) references record.organisation (id),
  foreign key (partner_id) references record.organisation (id)
);
create unique index connection_organisation_id_partner_id_key on record.connection (organisation_id, partner_id);
create unique index connection_token_hash_key on record.connection (token_hash);
create index connection_partner_id_idx on record.connection (partner_id);

-- The numbers by which people know a shipment: the file's identifier, despatch advice, purchase order.
create table record.shipment_reference (
  shipment_id text not null,
  kind        text not null,
  number      text not null,
  primary key (shipment_id, kind, number)
);
create index shipment_reference_number_idx on record.shipment_reference (number);

-- What goes to partners: one row a shipment, stored with the command that ships.
create table ops.delivery (
  shipment_id     text primary key,
  command_id      uuid not null,
  organisation_id text not null,
  partner_id      text not null,
  state           text not null,
  attempts        integer not null default 0,
  due_at          timestamptz(6) not null,
  created_at      timestamptz(6) not null,
  sent_at         timestamptz(6),
  settled_at      timestamptz(6),
  receipt_url     text,
  job_id          text,
  problem         text,
  findings        jsonb
);
create index delivery_state_due_at_idx on ops.delivery (state, due_at);
create index delivery_command_id_idx on ops.delivery (command_id);

-- What is to be fetched from the nodes of sellers: one row a shipment whose file came.
create table ops.arrival (
  shipment_id     text primary key,
  organisation_id text not null,
  seller_id       text not null,
  state           text not null,
  attempts        integer not null default 0,
  due_at          timestamptz(6) not null,
  created_at      timestamptz(6) not null,
  settled_at      timestamptz(6),
  rule            text,
  problem         text
);
create index arrival_state_due_at_idx on ops.arrival (state, due_at);

create index transaction_command_id_idx on readmodel.transaction (command_id);
create index step_in_before_idx on readmodel.step (in_before) where in_before is not null;
