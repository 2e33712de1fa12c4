-- Fiscal years, the ledgers they were kept in, what the firm says beside them, and the reference data each year is pinned to.

-- What Sillage knew at one time: shipped factors, rules and parameters, imported publications. Addressed by content.
CREATE TABLE reference_file (
  sha256 TEXT PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;
CREATE TABLE reference_release (
  sha256 TEXT NOT NULL,
  path TEXT NOT NULL,
  file_sha256 TEXT NOT NULL REFERENCES reference_file (sha256),
  PRIMARY KEY (sha256, path)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reference_file_kept BEFORE UPDATE ON reference_file BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER reference_file_not_deleted BEFORE DELETE ON reference_file BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER reference_release_kept BEFORE UPDATE ON reference_release BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER reference_release_not_deleted BEFORE DELETE ON reference_release BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE fiscal_year (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  id INTEGER NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  reference_sha256 TEXT,
  PRIMARY KEY (organisation_id, id)
) STRICT, WITHOUT ROWID;

-- One import of a ledger. Lines are loaded by parts and seen by nobody until the ledger is current.
CREATE TABLE ledger (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  id INTEGER NOT NULL,
  fiscal_year_id INTEGER, -- none while it is loading
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading', 'current', 'replaced', 'abandoned')),
  job INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  byte_count INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  entry_count INTEGER NOT NULL,
  debit_cents INTEGER NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  warnings TEXT NOT NULL,
  loaded_lines INTEGER NOT NULL,
  loaded_entries INTEGER NOT NULL,
  imported_at INTEGER NOT NULL,
  imported_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_entry (
  organisation_id INTEGER NOT NULL,
  ledger_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  journal TEXT NOT NULL,
  number TEXT NOT NULL,
  dated TEXT NOT NULL,
  debit_cents INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, ledger_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_line (
  organisation_id INTEGER NOT NULL,
  ledger_id INTEGER NOT NULL,
  line_number INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  account TEXT NOT NULL,
  auxiliary TEXT NOT NULL,
  piece TEXT NOT NULL,
  label TEXT NOT NULL,
  debit_cents INTEGER NOT NULL,
  credit_cents INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, ledger_id, line_number)
) STRICT, WITHOUT ROWID;

-- Names of accounts, auxiliaries and journals.
CREATE TABLE ledger_name (
  organisation_id INTEGER NOT NULL,
  ledger_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('account', 'auxiliary', 'journal')),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (organisation_id, ledger_id, kind, code)
) STRICT, WITHOUT ROWID;

-- The trial balance.
CREATE TABLE ledger_account (
  organisation_id INTEGER NOT NULL,
  ledger_id INTEGER NOT NULL,
  account TEXT NOT NULL,
  debit_cents INTEGER NOT NULL,
  credit_cents INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, ledger_id, account)
) STRICT, WITHOUT ROWID;

-- firm.yaml, each version kept: rules, answers, measures, contents.
CREATE TABLE firm_settings (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER firm_settings_kept BEFORE UPDATE ON firm_settings BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER firm_settings_not_deleted BEFORE DELETE ON firm_settings BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Files that settings name, and whatever else supports a figure. The name is the one settings use.
CREATE TABLE evidence (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, name, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT;
CREATE TRIGGER evidence_kept BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER evidence_not_deleted BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'append-only'); END;
