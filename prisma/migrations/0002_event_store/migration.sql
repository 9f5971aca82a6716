-- Every readable EPCIS event that a node made or took in, found by one id and by what it says.
CREATE TABLE record.event (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Whose node made it or took it in.
  organisation_id text NOT NULL,
  -- The command that recorded it or the capture job that kept it: nobody sees its events before its release.
  source_id uuid NOT NULL,
  -- Its place among the events of its source.
  position integer NOT NULL,
  event_id text NOT NULL,
  hash_id text NOT NULL,
  hash_profile text NOT NULL,
  pre_hash text NOT NULL,
  doc_hash text,
  body jsonb,
  kept_as text,
  record_time timestamptz NOT NULL,
  event_time timestamptz NOT NULL,
  event_offset text NOT NULL,
  type text NOT NULL CHECK (type IN ('ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent')),
  action text CHECK (action IN ('ADD', 'OBSERVE', 'DELETE')),
  biz_step text,
  disposition text,
  read_point text,
  biz_location text,
  in_error boolean NOT NULL,
  error_time timestamptz,
  error_reason text,
  parent text,
  epcs text[] NOT NULL,
  inputs text[] NOT NULL,
  outputs text[] NOT NULL,
  classes text[] NOT NULL,
  input_classes text[] NOT NULL,
  output_classes text[] NOT NULL,
  -- What else is asked for by equality, each with the word of its field before it.
  terms text[] NOT NULL,
  -- Numbers and instants, each with the term that it belongs to at the same place of the other list.
  amount_terms text[] NOT NULL,
  amounts double precision[] NOT NULL,
  -- Either a document of the ledger, or an event kept here with the reason why it is no handoff.
  CHECK ((doc_hash IS NULL) = (body IS NOT NULL) AND (body IS NULL) = (kept_as IS NULL)),
  UNIQUE (organisation_id, hash_id, in_error)
);
CREATE INDEX event_event_id_idx ON record.event (event_id);
CREATE INDEX event_hash_id_idx ON record.event (hash_id);
CREATE INDEX event_source_id_position_idx ON record.event (source_id, position);
CREATE INDEX event_doc_hash_idx ON record.event (doc_hash);
CREATE INDEX event_organisation_id_event_time_seq_idx ON record.event (organisation_id, event_time, seq);
CREATE INDEX event_organisation_id_record_time_seq_idx ON record.event (organisation_id, record_time, seq);
CREATE INDEX event_read_point_event_time_idx ON record.event (read_point, event_time);
CREATE INDEX event_biz_location_event_time_idx ON record.event (biz_location, event_time);
CREATE INDEX event_parent_idx ON record.event (parent);
CREATE INDEX event_lists_idx ON record.event USING gin (epcs, inputs, outputs, classes, input_classes, output_classes, terms, amount_terms);

-- Numbered in the order in which events became visible, so that a subscription misses none that was long on its way.
CREATE TABLE record.event_release (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id uuid NOT NULL UNIQUE,
  at timestamptz NOT NULL
);

CREATE TABLE record.named_query (
  organisation_id text NOT NULL,
  name text NOT NULL CHECK (name ~ '^[A-Za-z0-9._~-]{1,100}$'),
  query jsonb NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organisation_id, name)
);

-- Who is told of what a named query newly finds, at an address.
CREATE TABLE record.event_subscription (
  id uuid PRIMARY KEY,
  organisation_id text NOT NULL,
  query_name text NOT NULL,
  user_id uuid NOT NULL,
  reason text,
  dest text NOT NULL,
  token_sealed bytea,
  epc_format text NOT NULL,
  report_if_empty boolean NOT NULL,
  -- Null: a stream, told at once.
  schedule jsonb,
  initial_record_time timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  FOREIGN KEY (organisation_id, query_name) REFERENCES record.named_query (organisation_id, name)
);
CREATE INDEX event_subscription_organisation_id_query_name_idx ON record.event_subscription (organisation_id, query_name);

-- Where a page of an answer ended, under the hash of the token that asks for the next one.
CREATE TABLE ops.event_page (
  token_hash text PRIMARY KEY,
  organisation_id text NOT NULL,
  user_id uuid NOT NULL,
  question text NOT NULL,
  place jsonb NOT NULL,
  left_over integer,
  expires_at timestamptz NOT NULL
);
CREATE INDEX event_page_expires_at_idx ON ops.event_page (expires_at);

-- How far a subscription was acknowledged, and when it is due again.
CREATE TABLE ops.event_delivery (
  subscription_id uuid PRIMARY KEY,
  released bigint NOT NULL,
  seq bigint,
  due_at timestamptz NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  last_failure text,
  last_notified_at timestamptz
);
CREATE INDEX event_delivery_due_at_idx ON ops.event_delivery (due_at);
