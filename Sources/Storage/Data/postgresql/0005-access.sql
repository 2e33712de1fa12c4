-- How people get in, who else acts for them, and what a firm shows, asks and is told.

-- How people are let in. Only hashes of secrets are kept, but for the second factor, which must be reckoned with.
CREATE TABLE credential (
  person_id BIGINT PRIMARY KEY REFERENCES person (id),
  password_hash TEXT COLLATE "C" NOT NULL,
  totp_secret BYTEA,
  totp_last_step BIGINT,
  changed_at BIGINT NOT NULL
);

-- Each opens the account once, when the second factor is lost.
CREATE TABLE recovery_code (
  person_id BIGINT NOT NULL REFERENCES person (id),
  sha256 TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (person_id, sha256)
);

-- Who somebody is at an issuer of OpenID Connect.
CREATE TABLE external_identity (
  issuer TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  person_id BIGINT NOT NULL REFERENCES person (id),
  linked_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX external_identity_by_person ON external_identity (person_id);

CREATE TABLE person_settings (
  person_id BIGINT PRIMARY KEY REFERENCES person (id),
  language TEXT COLLATE "C" NOT NULL
);

-- The rules that an adviser keeps from one client to the next, each version kept.
CREATE TABLE rule_book (
  person_id BIGINT NOT NULL REFERENCES person (id),
  name TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, name, version)
);

-- Links that are followed once. Invitations are an organisation's, and numbered in it.
CREATE TABLE one_time_link (
  token_sha256 TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('setup', 'invitation', 'password-reset', 'sign-in')),
  organisation_id BIGINT REFERENCES organisation (id),
  number BIGINT,
  role TEXT COLLATE "C" CHECK (role IN ('owner', 'contributor', 'adviser', 'verifier')),
  person_id BIGINT REFERENCES person (id),
  email TEXT COLLATE "C",
  created_by TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  UNIQUE (organisation_id, number),
  CHECK ((kind = 'invitation') = (organisation_id IS NOT NULL AND number IS NOT NULL AND role IS NOT NULL))
);
CREATE INDEX one_time_link_by_person ON one_time_link (person_id);
CREATE INDEX one_time_link_by_email ON one_time_link (email);
CREATE INDEX one_time_link_by_maker ON one_time_link (created_by, organisation_id);
CREATE INDEX one_time_link_by_end ON one_time_link (expires_at);

-- What a program shows to act for a person in one organisation.
CREATE TABLE api_token (
  token_sha256 TEXT COLLATE "C" PRIMARY KEY,
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  number BIGINT NOT NULL,
  person_id BIGINT NOT NULL REFERENCES person (id),
  name TEXT COLLATE "C" NOT NULL,
  may_write BIGINT NOT NULL CHECK (may_write IN (0, 1)),
  created_at BIGINT NOT NULL,
  seen_at BIGINT,
  expires_at BIGINT,
  UNIQUE (organisation_id, number)
);
CREATE INDEX api_token_by_person ON api_token (person_id, organisation_id);

-- What was answered to a request that may come again.
CREATE TABLE idempotency_key (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  actor TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  request_sha256 TEXT COLLATE "C" NOT NULL,
  status BIGINT NOT NULL,
  content_type TEXT COLLATE "C" NOT NULL,
  body BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, actor, key)
);
CREATE INDEX idempotency_key_by_actor ON idempotency_key (actor, organisation_id);
CREATE INDEX idempotency_key_by_age ON idempotency_key (organisation_id, created_at);

-- The closings that were undone: what others than the firm may know of a reopening, whose reason is the firm's.
CREATE TABLE closing_undone (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);
-- The owner's eyes, for the one moment in which rows of every firm are copied.
ALTER TABLE reopening NO FORCE ROW LEVEL SECURITY;
INSERT INTO closing_undone SELECT organisation_id, fiscal_year_id, version FROM reopening;
ALTER TABLE reopening FORCE ROW LEVEL SECURITY;

-- Closings that anybody may see who knows the code or the SIREN.
CREATE TABLE publication (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  code TEXT COLLATE "C" NOT NULL UNIQUE,
  published_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  PRIMARY KEY (organisation_id, fiscal_year_id, version),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

-- What verifiers conclude on a closing.
CREATE TABLE opinion (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  number BIGINT NOT NULL,
  person_id BIGINT NOT NULL REFERENCES person (id),
  conclusion TEXT COLLATE "C" NOT NULL CHECK (conclusion IN ('unqualified', 'qualified', 'adverse', 'disclaimer')),
  assurance TEXT COLLATE "C" NOT NULL CHECK (assurance IN ('limited', 'reasonable')),
  content TEXT COLLATE "C" NOT NULL,
  given_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, fiscal_year_id, version, number),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

-- What somebody asks the firm to think of.
CREATE TABLE reminder (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  number BIGINT NOT NULL,
  fiscal_year_id BIGINT,
  content TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  done_at BIGINT,
  PRIMARY KEY (organisation_id, number),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

-- Suppliers that were asked for the carbon content of what they sell.
CREATE TABLE supplier_request (
  organisation_id BIGINT NOT NULL,
  fiscal_year_id BIGINT NOT NULL,
  supplier TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  requested_at BIGINT NOT NULL,
  requested_by TEXT COLLATE "C" NOT NULL,
  answered_at BIGINT,
  PRIMARY KEY (organisation_id, fiscal_year_id, supplier),
  FOREIGN KEY (organisation_id, fiscal_year_id) REFERENCES fiscal_year (organisation_id, id)
);

-- Who somebody is: seen by whatever lets people in (the setting `identity`), which sees no ledger and no account.
CREATE POLICY known ON person FOR SELECT USING (sillage_is_set('identity'));
CREATE POLICY signed_up ON person FOR INSERT WITH CHECK (sillage_is_set('identity'));
CREATE POLICY renamed ON person FOR UPDATE USING (sillage_is_set('identity'));
CREATE POLICY identity ON audit_event USING (organisation_id = 0 AND sillage_is_set('identity'));
DO $$ DECLARE target TEXT; BEGIN
  FOREACH target IN ARRAY ARRAY['credential', 'recovery_code', 'external_identity'] LOOP
    CALL sillage_protect(target, 'sillage_is_set(''identity'')', false);
  END LOOP;
  FOREACH target IN ARRAY ARRAY['person_settings', 'rule_book'] LOOP
    CALL sillage_protect(target, 'person_id = sillage_setting(''person'') OR sillage_is_set(''identity'')', false);
  END LOOP;
  -- Looked up before it is known which organisation they are of, and removed with the person they are of.
  FOREACH target IN ARRAY ARRAY['one_time_link', 'api_token', 'idempotency_key'] LOOP
    CALL sillage_protect(
      target, 'organisation_id = sillage_setting(''organisation'') OR sillage_is_set(''identity'')', false);
  END LOOP;
  FOREACH target IN ARRAY ARRAY['publication', 'reminder', 'supplier_request'] LOOP
    CALL sillage_protect(target, 'organisation_id = sillage_setting(''organisation'')', false);
  END LOOP;
  FOREACH target IN ARRAY ARRAY['closing_undone', 'opinion'] LOOP
    CALL sillage_protect(target, 'organisation_id = sillage_setting(''organisation'')', true);
  END LOOP;
END $$;

-- A territory knows that a closing was undone; the reason is the firm's.
DROP POLICY shared ON reopening;
CREATE POLICY shared ON closing_undone FOR SELECT USING (sillage_shared(organisation_id));

-- Anybody (the setting `public`) sees what is published and not withdrawn: the accounts of those closings and no others,
-- and what they are of. Bound to its table now: pg_dump empties search_path.
CALL sillage_show('publication', 'withdrawn_at IS NULL AND sillage_is_set(''public'')');
CREATE FUNCTION sillage_published(organisation BIGINT, year BIGINT, closing BIGINT) RETURNS BOOLEAN LANGUAGE SQL STABLE
  RETURN sillage_is_set('public') AND EXISTS (SELECT FROM publication p WHERE p.organisation_id = organisation
    AND (year IS NULL OR p.fiscal_year_id = year) AND (closing IS NULL OR p.version = closing)
    AND p.withdrawn_at IS NULL);
CREATE POLICY published ON sealed_account FOR SELECT
  USING (sillage_published(organisation_id, fiscal_year_id, version));
CREATE POLICY published ON closing_undone FOR SELECT
  USING (sillage_published(organisation_id, fiscal_year_id, version));
CREATE POLICY published ON fiscal_year FOR SELECT USING (sillage_published(organisation_id, id, NULL));
CREATE POLICY published ON organisation FOR SELECT USING (sillage_published(id, NULL, NULL));
