-- Work that takes longer than a page, done by whichever process has a free hand.

CREATE TABLE job (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('ledger')),
  state TEXT NOT NULL CHECK (state IN ('receiving', 'queued', 'running', 'done', 'failed', 'cancelled')),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  byte_count INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  worker TEXT,
  lease_until INTEGER,
  cancels INTEGER NOT NULL CHECK (cancels IN (0, 1)),
  result TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  finished_at INTEGER,
  PRIMARY KEY (organisation_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_open ON job (state, created_at) WHERE state IN ('queued', 'running');

-- The file a job reads, in parts, so that any process can take the job up. Deleted when the job ends.
CREATE TABLE upload (
  organisation_id INTEGER NOT NULL,
  job INTEGER NOT NULL,
  part INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (organisation_id, job, part)
) STRICT;
