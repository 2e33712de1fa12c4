-- The carbon journal, append-only, and the accounts sealed from it.

-- Each time the books were kept: from which ledger, settings and reference data, and what came out.
CREATE TABLE posting (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  ledger_id INTEGER NOT NULL,
  settings_version INTEGER NOT NULL,
  reference_sha256 TEXT NOT NULL,
  opening TEXT NOT NULL,
  books TEXT NOT NULL,
  books_sha256 TEXT NOT NULL,
  entry_count INTEGER NOT NULL,
  carbon_grams INTEGER NOT NULL,
  posted_at INTEGER NOT NULL,
  posted_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, number),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT;
CREATE TRIGGER posting_kept BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER posting_not_deleted BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- A correction reverses (naming the row it cancels) and replaces.
CREATE TABLE carbon_entry (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  posting INTEGER NOT NULL,
  position INTEGER NOT NULL,
  reverses_posting INTEGER,
  reverses_position INTEGER,
  entry_id TEXT NOT NULL,
  dated TEXT NOT NULL,
  activity TEXT NOT NULL,
  account TEXT NOT NULL,
  supplier TEXT,
  lines TEXT NOT NULL,
  amount_cents INTEGER,
  quantity TEXT,
  unit TEXT,
  category TEXT NOT NULL,
  rule TEXT NOT NULL,
  basis TEXT NOT NULL,
  factor TEXT,
  vintage TEXT,
  factor_value TEXT,
  source TEXT,
  prudence TEXT,
  evidence TEXT NOT NULL,
  carbon_grams INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, posting, position),
  FOREIGN KEY (organisation_id, fiscal_year_id, posting)
    REFERENCES posting (organisation_id, fiscal_year_id, number)
) STRICT, WITHOUT ROWID;
-- The largest entries of a year, which every page of an account shows first.
CREATE INDEX carbon_entry_largest ON carbon_entry (organisation_id, fiscal_year_id, carbon_grams DESC);
CREATE UNIQUE INDEX carbon_entry_reversed
  ON carbon_entry (organisation_id, fiscal_year_id, reverses_posting, reverses_position)
  WHERE reverses_posting IS NOT NULL;
CREATE TRIGGER carbon_entry_kept BEFORE UPDATE ON carbon_entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER carbon_entry_not_deleted BEFORE DELETE ON carbon_entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- A closed account: its canonical bytes and its seal. Posting 0: sealed elsewhere, and brought in.
CREATE TABLE sealed_account (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  position INTEGER NOT NULL,
  activity TEXT NOT NULL,
  posting INTEGER NOT NULL,
  account TEXT NOT NULL,
  previous TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  signature TEXT,
  public_key TEXT,
  sealed_at INTEGER NOT NULL,
  sealed_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version, position),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT;
CREATE TRIGGER sealed_account_kept BEFORE UPDATE ON sealed_account BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sealed_account_not_deleted BEFORE DELETE ON sealed_account BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE reopening (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  reason TEXT NOT NULL,
  reopened_at INTEGER NOT NULL,
  reopened_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reopening_kept BEFORE UPDATE ON reopening BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER reopening_not_deleted BEFORE DELETE ON reopening BEGIN SELECT RAISE(ABORT, 'append-only'); END;
