-- Product footprints for customers (PACT): their programs, what they ask, and what the firm says of its products.

-- A customer's program. Only the SHA-256 of its secret is kept.
CREATE TABLE pact_client (
  client_id TEXT COLLATE "C" PRIMARY KEY,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  number BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  secret_sha256 TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT,
  UNIQUE (organisation_id, number)
);

-- What a program shows after it proved who it is, for a short while.
CREATE TABLE pact_access (
  token_sha256 TEXT COLLATE "C" PRIMARY KEY,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  client_id TEXT COLLATE "C" NOT NULL,
  issued_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX pact_access_by_client ON pact_access (organisation_id, client_id, expires_at);

-- What the firm says of what an activity sells, which no account holds.
CREATE TABLE pact_product (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  activity TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  description TEXT COLLATE "C" NOT NULL,
  mass TEXT COLLATE "C" NOT NULL,
  fossil_carbon TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, activity)
);

-- What customers' programs sent: requests for footprints, answers, news.
CREATE TABLE pact_event (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  number BIGINT NOT NULL,
  client_id TEXT COLLATE "C" NOT NULL,
  client_name TEXT COLLATE "C" NOT NULL,
  event_source TEXT COLLATE "C" NOT NULL,
  event_id TEXT COLLATE "C" NOT NULL,
  event_type TEXT COLLATE "C" NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  received_at BIGINT NOT NULL,
  answered_at BIGINT,
  answer TEXT COLLATE "C",
  PRIMARY KEY (organisation_id, number),
  UNIQUE (organisation_id, client_id, event_source, event_id)
);

DO $$ DECLARE target TEXT; BEGIN
  -- Looked up before it is known which organisation they are of.
  FOREACH target IN ARRAY ARRAY['pact_client', 'pact_access'] LOOP
    CALL sillage_protect(
      target, 'organisation_id = sillage_setting(''organisation'') OR sillage_is_set(''identity'')', false);
  END LOOP;
  FOREACH target IN ARRAY ARRAY['pact_product', 'pact_event'] LOOP
    CALL sillage_protect(target, 'organisation_id = sillage_setting(''organisation'')', false);
  END LOOP;
END $$;
