-- The carbon journal, append-only, and the accounts sealed from it.

-- Each time the books were kept: from which ledger, settings and reference data, and what came out.
CREATE TABLE posting (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  ledger_id BIGINT NOT NULL,
  settings_version BIGINT NOT NULL,
  reference_sha256 TEXT COLLATE "C" NOT NULL,
  opening TEXT COLLATE "C" NOT NULL,
  books TEXT COLLATE "C" NOT NULL,
  books_sha256 TEXT COLLATE "C" NOT NULL,
  entry_count BIGINT NOT NULL,
  carbon_grams BIGINT NOT NULL,
  posted_at BIGINT NOT NULL,
  posted_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, number),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

-- A correction reverses (naming the row it cancels) and replaces.
CREATE TABLE carbon_entry (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  posting BIGINT NOT NULL,
  position BIGINT NOT NULL,
  reverses_posting BIGINT,
  reverses_position BIGINT,
  entry_id TEXT COLLATE "C" NOT NULL,
  dated TEXT COLLATE "C" NOT NULL,
  activity TEXT COLLATE "C" NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  supplier TEXT COLLATE "C",
  lines TEXT COLLATE "C" NOT NULL,
  amount_cents BIGINT,
  quantity TEXT COLLATE "C",
  unit TEXT COLLATE "C",
  category TEXT COLLATE "C" NOT NULL,
  rule TEXT COLLATE "C" NOT NULL,
  basis TEXT COLLATE "C" NOT NULL,
  factor TEXT COLLATE "C",
  vintage TEXT COLLATE "C",
  factor_value TEXT COLLATE "C",
  source TEXT COLLATE "C",
  prudence TEXT COLLATE "C",
  evidence TEXT COLLATE "C" NOT NULL,
  carbon_grams BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, posting, position),
  FOREIGN KEY (organisation_id, fiscal_year_id, posting)
    REFERENCES posting (organisation_id, fiscal_year_id, number)
);
-- The largest entries of a year, which every page of an account shows first.
CREATE INDEX carbon_entry_largest ON carbon_entry (organisation_id, fiscal_year_id, carbon_grams DESC);
CREATE UNIQUE INDEX carbon_entry_reversed
  ON carbon_entry (organisation_id, fiscal_year_id, reverses_posting, reverses_position)
  WHERE reverses_posting IS NOT NULL;

-- A closed account: its canonical bytes and its seal. Posting 0: sealed elsewhere, and brought in.
CREATE TABLE sealed_account (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  position BIGINT NOT NULL,
  activity TEXT COLLATE "C" NOT NULL,
  posting BIGINT NOT NULL,
  account TEXT COLLATE "C" NOT NULL,
  previous TEXT COLLATE "C" NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  signature TEXT COLLATE "C",
  public_key TEXT COLLATE "C",
  sealed_at BIGINT NOT NULL,
  sealed_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version, position),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

CREATE TABLE reopening (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  reopened_at BIGINT NOT NULL,
  reopened_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

CALL sillage_protect('posting', 'organisation_id = sillage_setting(''organisation'')', true);
CALL sillage_protect('carbon_entry', 'organisation_id = sillage_setting(''organisation'')', true);
CALL sillage_protect('sealed_account', 'organisation_id = sillage_setting(''organisation'')', true);
CALL sillage_protect('reopening', 'organisation_id = sillage_setting(''organisation'')', true);

-- A territory reads the sealed accounts that a firm shares with it, and the years they are of; nothing else.
-- Bound to its table now: pg_dump empties search_path.
CREATE FUNCTION sillage_shared(organisation BIGINT) RETURNS BOOLEAN LANGUAGE SQL STABLE
  RETURN EXISTS (SELECT FROM enrolment e WHERE e.organisation_id = organisation
    AND e.territory_id = sillage_setting('territory') AND e.shares_accounts = 1);
CREATE POLICY shared ON sealed_account FOR SELECT USING (sillage_shared(organisation_id));
CREATE POLICY shared ON reopening FOR SELECT USING (sillage_shared(organisation_id));
CREATE POLICY shared ON fiscal_year FOR SELECT USING (sillage_shared(organisation_id));
