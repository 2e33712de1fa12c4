-- Organisations, people, territories, and who may do what. Moments are milliseconds since 1970 UTC.

CREATE TABLE organisation (
  id INTEGER PRIMARY KEY,
  siren TEXT UNIQUE,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- An erased person keeps a number, so that the log still says that somebody, always the same, acted.
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  email TEXT UNIQUE,
  name TEXT,
  created_at INTEGER NOT NULL,
  erased_at INTEGER
) STRICT;

CREATE TABLE membership (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'contributor', 'adviser', 'verifier')),
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_by_person ON membership (person_id);

-- Who runs the instance. It gives no sight of any account.
CREATE TABLE instance_operator (
  person_id INTEGER PRIMARY KEY REFERENCES person (id),
  granted_at INTEGER NOT NULL
) STRICT;

CREATE TABLE territory (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE officer (
  territory_id INTEGER NOT NULL REFERENCES territory (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  granted_at INTEGER NOT NULL,
  PRIMARY KEY (territory_id, person_id)
) STRICT, WITHOUT ROWID;

-- A firm that takes part in a territory, and whether it lets the territory see its sealed accounts.
CREATE TABLE enrolment (
  territory_id INTEGER NOT NULL REFERENCES territory (id),
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  shares_accounts INTEGER NOT NULL CHECK (shares_accounts IN (0, 1)),
  enrolled_at INTEGER NOT NULL,
  PRIMARY KEY (territory_id, organisation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_by_organisation ON enrolment (organisation_id);

-- Only the SHA-256 of a token is kept: who reads the table cannot log in.
CREATE TABLE session (
  token_sha256 TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  agent TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_person ON session (person_id);

CREATE TABLE rate_limit (
  subject TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (subject, window_start)
) STRICT, WITHOUT ROWID;

-- What was done, by whom, in each organisation; organisation 0 is the instance itself. No name, no figure.
CREATE TABLE audit_event (
  organisation_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (organisation_id, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_event_kept BEFORE UPDATE ON audit_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_event_not_deleted BEFORE DELETE ON audit_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
