-- Fiscal years, the ledgers they were kept in, what the firm says beside them, and the reference data each year is pinned to.

-- What Sillage knew at one time: shipped factors, rules and parameters, imported publications. Addressed by content.
CREATE TABLE reference_file (
  sha256 TEXT COLLATE "C" PRIMARY KEY,
  content BYTEA NOT NULL
);
CREATE TABLE reference_release (
  sha256 TEXT COLLATE "C" NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  file_sha256 TEXT COLLATE "C" NOT NULL REFERENCES reference_file (sha256),
  PRIMARY KEY (sha256, path)
);

CREATE TABLE fiscal_year (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  id BIGINT NOT NULL,
  starts_on TEXT COLLATE "C" NOT NULL,
  ends_on TEXT COLLATE "C" NOT NULL,
  reference_sha256 TEXT COLLATE "C",
  PRIMARY KEY (organisation_id, id)
);

-- One import of a ledger. Lines are loaded by parts and seen by nobody until the ledger is current.
CREATE TABLE ledger (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  id BIGINT NOT NULL,
  fiscal_year_id BIGINT, -- none while it is loading
  version BIGINT NOT NULL,
  state TEXT COLLATE "C" NOT NULL CHECK (state IN ('loading', 'current', 'replaced', 'abandoned')),
  job BIGINT NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  file_name TEXT COLLATE "C" NOT NULL,
  byte_count BIGINT NOT NULL,
  line_count BIGINT NOT NULL,
  entry_count BIGINT NOT NULL,
  debit_cents BIGINT NOT NULL,
  starts_on TEXT COLLATE "C" NOT NULL,
  ends_on TEXT COLLATE "C" NOT NULL,
  warnings TEXT COLLATE "C" NOT NULL,
  loaded_lines BIGINT NOT NULL,
  loaded_entries BIGINT NOT NULL,
  imported_at BIGINT NOT NULL,
  imported_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, id),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

CREATE TABLE ledger_entry (
  organisation_id BIGINT NOT NULL,
  ledger_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  journal TEXT COLLATE "C" NOT NULL,
  number TEXT COLLATE "C" NOT NULL,
  dated TEXT COLLATE "C" NOT NULL,
  debit_cents BIGINT NOT NULL,
  line_count BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, ledger_id, position)
);

CREATE TABLE ledger_line (
  organisation_id BIGINT NOT NULL,
  ledger_id BIGINT NOT NULL,
  line_number BIGINT NOT NULL,
  entry BIGINT NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  auxiliary TEXT COLLATE "C" NOT NULL,
  piece TEXT COLLATE "C" NOT NULL,
  label TEXT COLLATE "C" NOT NULL,
  debit_cents BIGINT NOT NULL,
  credit_cents BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, ledger_id, line_number)
);

-- Names of accounts, auxiliaries and journals.
CREATE TABLE ledger_name (
  organisation_id BIGINT NOT NULL,
  ledger_id BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('account', 'auxiliary', 'journal')),
  code TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, ledger_id, kind, code)
);

-- The trial balance.
CREATE TABLE ledger_account (
  organisation_id BIGINT NOT NULL,
  ledger_id BIGINT NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  debit_cents BIGINT NOT NULL,
  credit_cents BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, ledger_id, account)
);

-- firm.yaml, each version kept: rules, answers, measures, contents.
CREATE TABLE firm_settings (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

-- Files that settings name, and whatever else supports a figure. The name is the one settings use.
CREATE TABLE evidence (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  content BYTEA NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, name, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

-- Reference data belong to nobody: every year that is pinned to them reads them.
CALL sillage_protect('reference_file', 'true', true);
CALL sillage_protect('reference_release', 'true', true);
DO $$ DECLARE target TEXT; BEGIN
  FOREACH target IN ARRAY ARRAY['fiscal_year', 'ledger', 'ledger_entry', 'ledger_line', 'ledger_name', 'ledger_account'] LOOP
    CALL sillage_protect(target, 'organisation_id = sillage_setting(''organisation'')', false);
  END LOOP;
END $$;
CALL sillage_protect('firm_settings', 'organisation_id = sillage_setting(''organisation'')', true);
CALL sillage_protect('evidence', 'organisation_id = sillage_setting(''organisation'')', true);
