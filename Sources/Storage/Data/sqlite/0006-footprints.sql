-- Product footprints for customers (PACT): their programs, what they ask, and what the firm says of its products.

-- A customer's program. Only the SHA-256 of its secret is kept.
CREATE TABLE pact_client (
  client_id TEXT PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  secret_sha256 TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER,
  UNIQUE (organisation_id, number)
) STRICT, WITHOUT ROWID;

-- What a program shows after it proved who it is, for a short while.
CREATE TABLE pact_access (
  token_sha256 TEXT PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  client_id TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pact_access_by_client ON pact_access (organisation_id, client_id, expires_at);

-- What the firm says of what an activity sells, which no account holds.
CREATE TABLE pact_product (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  activity TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  mass TEXT NOT NULL,
  fossil_carbon TEXT NOT NULL,
  PRIMARY KEY (organisation_id, activity)
) STRICT, WITHOUT ROWID;

-- What customers' programs sent: requests for footprints, answers, news.
CREATE TABLE pact_event (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  number INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  client_name TEXT NOT NULL,
  event_source TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  content TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  answered_at INTEGER,
  answer TEXT,
  PRIMARY KEY (organisation_id, number),
  UNIQUE (organisation_id, client_id, event_source, event_id)
) STRICT;
