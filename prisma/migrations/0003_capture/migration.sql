-- A file may be recorded whole or not at all (rollback), or as far as it can be (proceed).
ALTER TABLE record.capture_job
  ADD COLUMN error_behaviour text NOT NULL DEFAULT 'rollback' CHECK (error_behaviour IN ('rollback', 'proceed')),
  -- Whether it is one event that was sent by itself, without a document around it.
  ADD COLUMN single boolean NOT NULL DEFAULT false,
  -- How many events are kept that are no handoffs, by the code of the reason.
  ADD COLUMN kept jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN duplicate_count integer NOT NULL DEFAULT 0,
  -- Handoffs that were found to be wrong before the first command was sent, by their index: the job goes on without them.
  ADD COLUMN left_out jsonb NOT NULL DEFAULT '[]';

-- Events that a later one declares to be wrong; the event itself stays as it was told. Without foreign keys: only what has been released
-- stands here, which is never deleted, and a job of 1,000,000 events that is taken back should not be looked up here a million times.
CREATE TABLE record.event_in_error (
  seq bigint NOT NULL,
  -- The event that declares it.
  declared_by bigint NOT NULL,
  PRIMARY KEY (seq, declared_by)
);
