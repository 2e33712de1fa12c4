-- How people get in, who else acts for them, and what a firm shows, asks and is told.

-- How people are let in. Only hashes of secrets are kept, but for the second factor, which must be reckoned with.
CREATE TABLE credential (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  password_hash TEXT NOT NULL,
  totp_secret BLOB,
  totp_last_step INTEGER,
  changed_at INTEGER NOT NULL
) STRICT;

-- Each opens the account once, when the second factor is lost.
CREATE TABLE recovery_code (
  person_id INTEGER NOT NULL REFERENCES person (id),
  sha256 TEXT NOT NULL,
  PRIMARY KEY (person_id, sha256)
) STRICT, WITHOUT ROWID;

-- Who somebody is at an issuer of OpenID Connect.
CREATE TABLE external_identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX external_identity_by_person ON external_identity (person_id);

CREATE TABLE person_settings (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  language TEXT NOT NULL
) STRICT;

-- The rules that an adviser keeps from one client to the next, each version kept.
CREATE TABLE rule_book (
  person_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, name, version)
) STRICT;

-- Links that are followed once. Invitations are an organisation's, and numbered in it.
CREATE TABLE one_time_link (
  token_sha256 TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('setup', 'invitation', 'password-reset', 'sign-in')),
  organisation_id INTEGER REFERENCES organisation (id),
  number INTEGER,
  role TEXT CHECK (role IN ('owner', 'contributor', 'adviser', 'verifier')),
  person_id INTEGER REFERENCES person (id),
  email TEXT,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  UNIQUE (organisation_id, number),
  CHECK ((kind = 'invitation') = (organisation_id IS NOT NULL AND number IS NOT NULL AND role IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX one_time_link_by_person ON one_time_link (person_id);
CREATE INDEX one_time_link_by_email ON one_time_link (email);
CREATE INDEX one_time_link_by_maker ON one_time_link (created_by, organisation_id);
CREATE INDEX one_time_link_by_end ON one_time_link (expires_at);

-- What a program shows to act for a person in one organisation.
CREATE TABLE api_token (
  token_sha256 TEXT PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  number INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  may_write INTEGER NOT NULL CHECK (may_write IN (0, 1)),
  created_at INTEGER NOT NULL,
  seen_at INTEGER,
  expires_at INTEGER,
  UNIQUE (organisation_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX api_token_by_person ON api_token (person_id, organisation_id);

-- What was answered to a request that may come again.
CREATE TABLE idempotency_key (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  request_sha256 TEXT NOT NULL,
  status INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  body BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, actor, key)
) STRICT;
CREATE INDEX idempotency_key_by_actor ON idempotency_key (actor, organisation_id);
CREATE INDEX idempotency_key_by_age ON idempotency_key (organisation_id, created_at);

-- The closings that were undone: what others than the firm may know of a reopening, whose reason is the firm's.
CREATE TABLE closing_undone (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO closing_undone SELECT organisation_id, fiscal_year_id, version FROM reopening;
CREATE TRIGGER closing_undone_kept BEFORE UPDATE ON closing_undone BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_undone_not_deleted BEFORE DELETE ON closing_undone BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Closings that anybody may see who knows the code or the SIREN.
CREATE TABLE publication (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  published_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  PRIMARY KEY (organisation_id, fiscal_year_id, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT, WITHOUT ROWID;

-- What verifiers conclude on a closing.
CREATE TABLE opinion (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  number INTEGER NOT NULL,
  person_id INTEGER NOT NULL REFERENCES person (id),
  conclusion TEXT NOT NULL CHECK (conclusion IN ('unqualified', 'qualified', 'adverse', 'disclaimer')),
  assurance TEXT NOT NULL CHECK (assurance IN ('limited', 'reasonable')),
  content TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version, number),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT;
CREATE TRIGGER opinion_kept BEFORE UPDATE ON opinion BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER opinion_not_deleted BEFORE DELETE ON opinion BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What somebody asks the firm to think of.
CREATE TABLE reminder (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  number INTEGER NOT NULL,
  fiscal_year_id INTEGER,
  content TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  done_at INTEGER,
  PRIMARY KEY (organisation_id, number),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT, WITHOUT ROWID;

-- Suppliers that were asked for the carbon content of what they sell.
CREATE TABLE supplier_request (
  organisation_id INTEGER NOT NULL,
  fiscal_year_id INTEGER NOT NULL,
  supplier TEXT NOT NULL,
  name TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  requested_by TEXT NOT NULL,
  answered_at INTEGER,
  PRIMARY KEY (organisation_id, fiscal_year_id, supplier),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
) STRICT, WITHOUT ROWID;
