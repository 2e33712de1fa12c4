-- Work that takes longer than a page, done by whichever process has a free hand.

CREATE TABLE job (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  number BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('ledger')),
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('receiving', 'queued', 'running', 'done', 'failed', 'cancelled')),
  file_name TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  byte_count BIGINT NOT NULL,
  parts BIGINT NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  worker TEXT COLLATE "C",
  lease_until BIGINT,
  cancels BIGINT NOT NULL CHECK (cancels IN (0, 1)),
  result TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  finished_at BIGINT,
  PRIMARY KEY (organisation_id, number)
);
CREATE INDEX job_open ON job (state, created_at) WHERE state IN ('queued', 'running');

-- The file a job reads, in parts, so that any process can take the job up. Deleted when the job ends.
CREATE TABLE upload (
  organisation_id BIGINT NOT NULL,
  job BIGINT NOT NULL,
  part BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (organisation_id, job, part)
);

ALTER TABLE upload ALTER COLUMN content SET STORAGE EXTERNAL;
CALL sillage_protect('job', 'organisation_id = sillage_setting(''organisation'')', false);
-- A worker sees what waits and takes it; only a firm makes or deletes its jobs.
CALL sillage_show('job', 'sillage_is_set(''worker'')');
CREATE POLICY taken ON job FOR UPDATE USING (sillage_is_set('worker'));
CALL sillage_protect('upload', 'organisation_id = sillage_setting(''organisation'')', false);
