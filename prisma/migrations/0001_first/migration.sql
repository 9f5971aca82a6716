-- Three schemas: record (the only copy, first in backup), readmodel (derived, may be emptied and replayed), ops (running state).
CREATE SCHEMA IF NOT EXISTS record;
CREATE SCHEMA IF NOT EXISTS readmodel;
CREATE SCHEMA IF NOT EXISTS ops;

-- ---------------------------------------------------------------- record

CREATE TABLE record.organisation (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  name text NOT NULL,
  gln text NOT NULL UNIQUE CHECK (gln ~ '^[0-9]{13}$'),
  kinds text[] NOT NULL,
  -- registering: written here, not yet on the ledger; asking again finishes it under the same id.
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('registering', 'active', 'suspended')),
  street text NOT NULL,
  city text NOT NULL,
  state text NOT NULL,
  postal_code text NOT NULL,
  country text NOT NULL,
  gs1_prefixes text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL
);

CREATE TABLE record.site (
  gln text PRIMARY KEY CHECK (gln ~ '^[0-9]{13}$'),
  organisation_id text NOT NULL REFERENCES record.organisation (id),
  name text NOT NULL,
  time_zone text NOT NULL,
  street text NOT NULL,
  city text NOT NULL,
  state text NOT NULL,
  postal_code text NOT NULL,
  country text NOT NULL
);
CREATE INDEX site_organisation_id_idx ON record.site (organisation_id);

CREATE TABLE record.licence (
  id uuid PRIMARY KEY,
  organisation_id text NOT NULL REFERENCES record.organisation (id),
  state text NOT NULL,
  number text NOT NULL,
  valid_until date NOT NULL
);
CREATE INDEX licence_organisation_id_idx ON record.licence (organisation_id);

CREATE TABLE record.app_user (
  id uuid PRIMARY KEY,
  organisation_id text NOT NULL REFERENCES record.organisation (id),
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('PHARMACIST', 'MANUFACTURER', 'DISTRIBUTOR', 'REGULATOR', 'OPERATOR')),
  password_hash text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL
);
CREATE INDEX app_user_organisation_id_idx ON record.app_user (organisation_id);

CREATE TABLE record.signing_key (
  key_id text PRIMARY KEY CHECK (key_id ~ '^[0-9a-f]{64}$'),
  organisation_id text NOT NULL REFERENCES record.organisation (id),
  public_spki bytea NOT NULL,
  private_sealed bytea NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz
);
CREATE INDEX signing_key_organisation_id_idx ON record.signing_key (organisation_id);
-- Two nodes that make the first key at the same moment must end with one.
CREATE UNIQUE INDEX signing_key_current_idx ON record.signing_key (organisation_id) WHERE valid_until IS NULL;

CREATE TABLE record.gtin_secret (
  gtin text NOT NULL,
  issuer text NOT NULL,
  epoch integer NOT NULL CHECK (epoch > 0),
  secret_sealed bytea NOT NULL,
  PRIMARY KEY (gtin, issuer, epoch)
);

CREATE TABLE record.product (
  id uuid PRIMARY KEY,
  owner_id text NOT NULL,
  name text NOT NULL,
  ndc text,
  strength text NOT NULL,
  dosage_form text NOT NULL,
  net_content text NOT NULL,
  manufacturer_name text NOT NULL,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'confirmed')),
  created_at timestamptz NOT NULL
);
CREATE INDEX product_owner_id_idx ON record.product (owner_id);

CREATE TABLE record.trade_item (
  owner_id text NOT NULL,
  gtin text NOT NULL CHECK (gtin ~ '^[0-9]{14}$'),
  product_id uuid NOT NULL REFERENCES record.product (id),
  level text NOT NULL CHECK (level IN ('package', 'case')),
  PRIMARY KEY (owner_id, gtin)
);
CREATE INDEX trade_item_gtin_idx ON record.trade_item (gtin);
CREATE INDEX trade_item_product_id_idx ON record.trade_item (product_id);

CREATE TABLE record.lot (
  key text PRIMARY KEY CHECK (key ~ '^[0-9a-f]{64}$'),
  registered_by text NOT NULL,
  product_id uuid NOT NULL,
  gtin text NOT NULL,
  number text NOT NULL,
  expires_on date NOT NULL,
  salt bytea NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (registered_by, gtin, number)
);
CREATE INDEX lot_gtin_number_idx ON record.lot (gtin, number);
CREATE INDEX lot_product_id_idx ON record.lot (product_id);

CREATE TABLE record.unit (
  issuer text NOT NULL,
  key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('package', 'case', 'logistic')),
  gtin text,
  serial text,
  sscc text,
  salt bytea,
  epoch integer,
  lot_key text,
  parent_key text,
  height smallint NOT NULL,
  lots text[] NOT NULL,
  contents text NOT NULL,
  command_id uuid NOT NULL,
  commission_doc text,
  pack_doc text,
  PRIMARY KEY (issuer, key),
  -- The promise at commission: an issuer's node refuses the second copy of a serial.
  UNIQUE (issuer, gtin, serial)
);
CREATE INDEX unit_gtin_serial_idx ON record.unit (gtin, serial);
CREATE INDEX unit_sscc_idx ON record.unit (sscc) WHERE sscc IS NOT NULL;
CREATE INDEX unit_issuer_parent_key_idx ON record.unit (issuer, parent_key);
CREATE INDEX unit_lot_key_idx ON record.unit (lot_key);

CREATE TABLE record.document (
  doc_hash text PRIMARY KEY CHECK (doc_hash ~ '^[0-9a-f]{64}$'),
  command_id uuid NOT NULL,
  position integer NOT NULL,
  organisation_id text NOT NULL,
  salt bytea NOT NULL,
  event jsonb NOT NULL,
  head text NOT NULL,
  event_time timestamptz NOT NULL,
  biz_step text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX document_command_id_idx ON record.document (command_id);
CREATE INDEX document_organisation_id_event_time_idx ON record.document (organisation_id, event_time);

-- Parties and places as partners' files name them; those who are here are in organisation and site.
CREATE TABLE record.stated_place (
  gln text NOT NULL,
  stated_by text NOT NULL,
  name text NOT NULL,
  street text NOT NULL,
  city text NOT NULL,
  state text NOT NULL,
  postal_code text NOT NULL,
  country text NOT NULL,
  PRIMARY KEY (gln, stated_by)
);

CREATE TABLE record.access_line (
  id bigserial PRIMARY KEY,
  at timestamptz NOT NULL,
  reader_id text NOT NULL,
  reader_user uuid,
  owner_id text NOT NULL,
  subject text NOT NULL,
  purpose text NOT NULL
);
CREATE INDEX access_line_owner_id_id_idx ON record.access_line (owner_id, id);

CREATE TABLE record.scan (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  organisation_id text NOT NULL,
  site_gln text,
  at timestamptz NOT NULL,
  text text NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('RECEIVE', 'DISPENSE', 'RETURN', 'CHECK')),
  verdict text NOT NULL CHECK (verdict IN ('MATCHES', 'DO_NOT_USE', 'CHECK_NEEDED', 'COULD_NOT_ASK')),
  codes text[] NOT NULL,
  unit_issuer text,
  unit_key text,
  product_name text,
  scan_key text,
  UNIQUE (user_id, scan_key)
);
CREATE INDEX scan_organisation_id_at_idx ON record.scan (organisation_id, at);
CREATE INDEX scan_unit_issuer_unit_key_idx ON record.scan (unit_issuer, unit_key);

CREATE TABLE record.recall_notice (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  organisation_id text NOT NULL,
  class text NOT NULL CHECK (class IN ('I', 'II', 'III')),
  depth text NOT NULL CHECK (depth IN ('WHOLESALE', 'RETAIL', 'CONSUMER')),
  reason text NOT NULL,
  instructions text NOT NULL,
  contact text NOT NULL,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'issued', 'withdrawn', 'closed')),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  confirmed_by uuid,
  confirmed_at timestamptz,
  -- Four eyes: checked by the resolver, and once more here.
  CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by)
);
CREATE INDEX recall_notice_organisation_id_idx ON record.recall_notice (organisation_id);

CREATE TABLE record.recall_notice_lot (
  recall_id text NOT NULL REFERENCES record.recall_notice (id),
  gtin text NOT NULL,
  number text NOT NULL,
  PRIMARY KEY (recall_id, gtin, number)
);
CREATE INDEX recall_notice_lot_gtin_number_idx ON record.recall_notice_lot (gtin, number);

CREATE TABLE record.acknowledgement (
  recall_id text NOT NULL REFERENCES record.recall_notice (id),
  organisation_id text NOT NULL,
  found integer NOT NULL CHECK (found >= 0),
  not_found integer NOT NULL CHECK (not_found >= 0),
  dispensed integer NOT NULL CHECK (dispensed >= 0),
  note text,
  at timestamptz NOT NULL,
  salt bytea NOT NULL,
  PRIMARY KEY (recall_id, organisation_id)
);

CREATE TABLE record.capture_job (
  id uuid PRIMARY KEY,
  organisation_id text NOT NULL,
  user_id uuid NOT NULL,
  file_name text NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'refused', 'stopped')),
  success boolean,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  event_count integer NOT NULL DEFAULT 0,
  command_count integer NOT NULL DEFAULT 0,
  done_count integer NOT NULL DEFAULT 0,
  already_recorded boolean NOT NULL DEFAULT false,
  drafts integer NOT NULL DEFAULT 0,
  shipment_ids text[] NOT NULL DEFAULT '{}',
  instance_identifier text,
  sender text,
  digest text NOT NULL
);
CREATE INDEX capture_job_organisation_id_created_at_idx ON record.capture_job (organisation_id, created_at);
CREATE INDEX capture_job_organisation_id_digest_idx ON record.capture_job (organisation_id, digest);

CREATE TABLE record.capture_finding (
  job_id uuid NOT NULL REFERENCES record.capture_job (id),
  position integer NOT NULL,
  event_index integer,
  path text NOT NULL,
  line integer,
  rule text NOT NULL,
  severity text NOT NULL,
  message text NOT NULL,
  value text,
  PRIMARY KEY (job_id, position)
);

-- ---------------------------------------------------------------- ops

CREATE TABLE ops.session (
  token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  user_id uuid NOT NULL REFERENCES record.app_user (id) ON DELETE CASCADE,
  site_gln text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_user_id_idx ON ops.session (user_id);
CREATE INDEX session_expires_at_idx ON ops.session (expires_at);

CREATE TABLE ops.outbox (
  command_id uuid PRIMARY KEY,
  organisation_id text NOT NULL,
  type text NOT NULL,
  command text NOT NULL,
  signature text NOT NULL,
  tx_id text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'refused', 'recorded')),
  receipt jsonb,
  refusal jsonb,
  digest text NOT NULL,
  created_at timestamptz NOT NULL,
  settled_at timestamptz
);
CREATE INDEX outbox_state_idx ON ops.outbox (state);
CREATE INDEX outbox_tx_id_idx ON ops.outbox (tx_id);

-- ---------------------------------------------------------------- readmodel

CREATE TABLE readmodel.checkpoint (
  id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  block_number bigint NOT NULL,
  size bigint NOT NULL,
  root text NOT NULL,
  note text NOT NULL
);

CREATE TABLE readmodel.block (
  number bigint PRIMARY KEY,
  hash text NOT NULL,
  at timestamptz NOT NULL,
  size bigint NOT NULL,
  transactions integer NOT NULL,
  note text NOT NULL
);

CREATE TABLE readmodel.transaction (
  tx_id text PRIMARY KEY,
  position bigint NOT NULL UNIQUE,
  block_number bigint NOT NULL,
  type text NOT NULL,
  by_party text NOT NULL,
  at timestamptz NOT NULL,
  historical boolean NOT NULL,
  units integer NOT NULL,
  docs text[] NOT NULL,
  command_id uuid NOT NULL
);
CREATE INDEX transaction_block_number_idx ON readmodel.transaction (block_number);
CREATE INDEX transaction_by_party_position_idx ON readmodel.transaction (by_party, position);

CREATE TABLE readmodel.party (
  id text PRIMARY KEY,
  roles text[] NOT NULL,
  status text NOT NULL
);

CREATE TABLE readmodel.lot (
  key text PRIMARY KEY,
  by_party text NOT NULL,
  expires timestamptz NOT NULL,
  recalls text[] NOT NULL
);

CREATE TABLE readmodel.unit (
  ref text PRIMARY KEY,
  state text NOT NULL,
  owner text,
  holder text,
  shipment text,
  in_ref text,
  lots text[] NOT NULL,
  height smallint NOT NULL,
  held integer NOT NULL DEFAULT 0,
  since timestamptz NOT NULL,
  position bigint NOT NULL
);
CREATE INDEX unit_in_ref_idx ON readmodel.unit (in_ref) WHERE in_ref IS NOT NULL;
CREATE INDEX unit_holder_idx ON readmodel.unit (holder);
CREATE INDEX unit_shipment_idx ON readmodel.unit (shipment);

CREATE TABLE readmodel.step (
  ref text NOT NULL,
  position bigint NOT NULL,
  tx_id text NOT NULL,
  block_number bigint NOT NULL,
  type text NOT NULL,
  at timestamptz NOT NULL,
  by_party text NOT NULL,
  in_before text,
  in_after text,
  state text NOT NULL,
  owner text,
  holder text,
  shipment text,
  PRIMARY KEY (ref, position)
);
CREATE INDEX step_block_number_idx ON readmodel.step (block_number);
CREATE INDEX step_in_after_idx ON readmodel.step (in_after) WHERE in_after IS NOT NULL;

CREATE TABLE readmodel.shipment (
  id text PRIMARY KEY,
  from_party text NOT NULL,
  to_party text NOT NULL,
  open integer NOT NULL,
  purpose text NOT NULL,
  title boolean NOT NULL,
  custody boolean NOT NULL,
  state text NOT NULL,
  by_command uuid NOT NULL,
  position bigint NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX shipment_from_party_position_idx ON readmodel.shipment (from_party, position);
CREATE INDEX shipment_to_party_position_idx ON readmodel.shipment (to_party, position);

CREATE TABLE readmodel.shipment_unit (
  shipment_id text NOT NULL,
  ref text NOT NULL,
  PRIMARY KEY (shipment_id, ref)
);
CREATE INDEX shipment_unit_ref_idx ON readmodel.shipment_unit (ref);

CREATE TABLE readmodel.recall (
  id text PRIMARY KEY,
  by_party text NOT NULL,
  class text NOT NULL,
  state text NOT NULL,
  at timestamptz NOT NULL
);

CREATE TABLE readmodel.recall_lot (
  recall_id text NOT NULL,
  lot_key text NOT NULL,
  PRIMARY KEY (recall_id, lot_key)
);
CREATE INDEX recall_lot_lot_key_idx ON readmodel.recall_lot (lot_key);

CREATE TABLE readmodel.recall_ack (
  recall_id text NOT NULL,
  party text NOT NULL,
  counts text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (recall_id, party)
);

-- Every unit with where it is now: it has a fact of its own, or it is where the contents of its container say, up to five levels.
-- Fixed depth on purpose: a recursive query downward is a hundred times slower. `top` is the outermost; owner and holder are those of it;
-- of the states on the climb the most restrictive holds. `top` is null for what the ledger does not have yet.
CREATE VIEW readmodel.placed AS
SELECT p.issuer, p.key, p.issuer || '/' || p.key AS ref, p.kind, p.gtin, p.serial, p.sscc, p.lot_key, c1.ref AS container,
  coalesce(m5.ref, m4.ref, m3.ref, m2.ref, m1.ref, m0.ref) AS top,
  coalesce(m5.owner, m4.owner, m3.owner, m2.owner, m1.owner, m0.owner) AS owner,
  coalesce(m5.holder, m4.holder, m3.holder, m2.holder, m1.holder, m0.holder) AS holder,
  coalesce(m5.shipment, m4.shipment, m3.shipment, m2.shipment, m1.shipment, m0.shipment) AS shipment,
  CASE
    WHEN 'decommissioned' IN (m0.state, m1.state, m2.state, m3.state, m4.state, m5.state) THEN 'decommissioned'
    WHEN 'dispensed' IN (m0.state, m1.state, m2.state, m3.state, m4.state, m5.state) THEN 'dispensed'
    WHEN 'illegitimate' IN (m0.state, m1.state, m2.state, m3.state, m4.state, m5.state) THEN 'illegitimate'
    WHEN 'in_transit' IN (m0.state, m1.state, m2.state, m3.state, m4.state, m5.state) THEN 'in_transit'
    WHEN 'quarantined' IN (m0.state, m1.state, m2.state, m3.state, m4.state, m5.state) THEN 'quarantined'
    WHEN 'partially_dispensed' IN (m0.state, m1.state, m2.state, m3.state, m4.state, m5.state) THEN 'partially_dispensed'
    WHEN 'active' IN (m0.state, m1.state, m2.state, m3.state, m4.state, m5.state) THEN 'active'
  END AS state
FROM record.unit p
LEFT JOIN readmodel.unit m0 ON m0.ref = p.issuer || '/' || p.key
LEFT JOIN LATERAL (SELECT coalesce(m0.in_ref, CASE WHEN m0.ref IS NULL THEN p.issuer || '/' || p.parent_key END) AS ref) c1 ON true
LEFT JOIN readmodel.unit m1 ON m1.ref = c1.ref
LEFT JOIN record.unit r1 ON m1.ref IS NULL AND r1.issuer = split_part(c1.ref, '/', 1) AND r1.key = split_part(c1.ref, '/', 2)
LEFT JOIN LATERAL (SELECT coalesce(m1.in_ref, r1.issuer || '/' || r1.parent_key) AS ref) c2 ON true
LEFT JOIN readmodel.unit m2 ON m2.ref = c2.ref
LEFT JOIN record.unit r2 ON m2.ref IS NULL AND r2.issuer = split_part(c2.ref, '/', 1) AND r2.key = split_part(c2.ref, '/', 2)
LEFT JOIN LATERAL (SELECT coalesce(m2.in_ref, r2.issuer || '/' || r2.parent_key) AS ref) c3 ON true
LEFT JOIN readmodel.unit m3 ON m3.ref = c3.ref
LEFT JOIN record.unit r3 ON m3.ref IS NULL AND r3.issuer = split_part(c3.ref, '/', 1) AND r3.key = split_part(c3.ref, '/', 2)
LEFT JOIN LATERAL (SELECT coalesce(m3.in_ref, r3.issuer || '/' || r3.parent_key) AS ref) c4 ON true
LEFT JOIN readmodel.unit m4 ON m4.ref = c4.ref
LEFT JOIN record.unit r4 ON m4.ref IS NULL AND r4.issuer = split_part(c4.ref, '/', 1) AND r4.key = split_part(c4.ref, '/', 2)
LEFT JOIN LATERAL (SELECT coalesce(m4.in_ref, r4.issuer || '/' || r4.parent_key) AS ref) c5 ON true
LEFT JOIN readmodel.unit m5 ON m5.ref = c5.ref;
