-- Organisations, people, territories, and who may do what. Moments are milliseconds since 1970 UTC.

CREATE TABLE organisation (
  id BIGINT PRIMARY KEY,
  siren TEXT COLLATE "C" UNIQUE,
  name TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL
);

-- An erased person keeps a number, so that the log still says that somebody, always the same, acted.
CREATE TABLE person (
  id BIGINT PRIMARY KEY,
  email TEXT COLLATE "C" UNIQUE,
  name TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  erased_at BIGINT
);

CREATE TABLE membership (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  role TEXT COLLATE "C" NOT NULL CHECK (role IN ('owner', 'contributor', 'adviser', 'verifier')),
  granted_at BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, person_id)
);
CREATE INDEX membership_by_person ON membership (person_id);

-- Who runs the instance. It gives no sight of any account.
CREATE TABLE instance_operator (
  person_id BIGINT PRIMARY KEY REFERENCES person (id),
  granted_at BIGINT NOT NULL
);

CREATE TABLE territory (
  id BIGINT PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE officer (
  territory_id BIGINT NOT NULL REFERENCES territory (id),
  person_id BIGINT NOT NULL REFERENCES person (id),
  granted_at BIGINT NOT NULL,
  PRIMARY KEY (territory_id, person_id)
);

-- A firm that takes part in a territory, and whether it lets the territory see its sealed accounts.
CREATE TABLE enrolment (
  territory_id BIGINT NOT NULL REFERENCES territory (id),
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  shares_accounts BIGINT NOT NULL CHECK (shares_accounts IN (0, 1)),
  enrolled_at BIGINT NOT NULL,
  PRIMARY KEY (territory_id, organisation_id)
);
CREATE INDEX enrolment_by_organisation ON enrolment (organisation_id);

-- Only the SHA-256 of a token is kept: who reads the table cannot log in.
CREATE TABLE session (
  token_sha256 TEXT COLLATE "C" PRIMARY KEY,
  person_id BIGINT NOT NULL REFERENCES person (id),
  agent TEXT COLLATE "C" NOT NULL,
  opened_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX session_by_person ON session (person_id);

CREATE TABLE rate_limit (
  subject TEXT COLLATE "C" NOT NULL,
  window_start BIGINT NOT NULL,
  used BIGINT NOT NULL,
  PRIMARY KEY (subject, window_start)
);

-- What was done, by whom, in each organisation; organisation 0 is the instance itself. No name, no figure.
CREATE TABLE audit_event (
  organisation_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  detail TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, number)
);

-- The second lock. Statements run as sillage_application, which owns nothing, may not change what is append-only, and sees
-- only the rows its transaction works for (the settings below). The owner sees rows only to copy the whole database.
GRANT USAGE ON SCHEMA public TO sillage_application;
GRANT SELECT ON schema_migration TO sillage_application;

CREATE FUNCTION sillage_setting(name TEXT) RETURNS BIGINT LANGUAGE SQL STABLE PARALLEL SAFE
  AS $$ SELECT NULLIF(current_setting('sillage.' || name, true), '')::BIGINT $$;
CREATE FUNCTION sillage_is_set(name TEXT) RETURNS BOOLEAN LANGUAGE SQL STABLE PARALLEL SAFE
  AS $$ SELECT COALESCE(current_setting('sillage.' || name, true), '') = 'on' $$;

-- Whether the owner of the tables asks to see every row: for a copy of the whole database. Whoever else asks sees no more.
CREATE FUNCTION sillage_is_witness() RETURNS BOOLEAN LANGUAGE SQL STABLE PARALLEL SAFE
  AS $$ SELECT COALESCE(current_setting('sillage.witness', true), '') = 'on'
    AND pg_has_role(CURRENT_USER, (SELECT relowner FROM pg_class WHERE oid = 'public.schema_migration'::regclass), 'USAGE') $$;

CREATE FUNCTION sillage_append_only() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$;

-- Rows of `target` that `condition` holds for may be read and written; `kept` says that nothing is ever changed or deleted.
CREATE PROCEDURE sillage_protect(target TEXT, condition TEXT, kept BOOLEAN) LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY own ON %I USING (%s)', target, condition);
  EXECUTE format(
    'CREATE POLICY witness ON %I FOR SELECT USING ((SELECT sillage_is_witness()))', target);
  IF kept THEN
    EXECUTE format('GRANT SELECT, INSERT ON %I TO sillage_application', target);
    EXECUTE format(
      'CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION sillage_append_only()', target);
  ELSE
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO sillage_application', target);
  END IF;
END $$;

-- Rows that `condition` holds for may also be read, not written.
CREATE PROCEDURE sillage_show(target TEXT, condition TEXT) LANGUAGE plpgsql AS $$ BEGIN
  EXECUTE format('CREATE POLICY shown ON %I FOR SELECT USING (%s)', target, condition);
END $$;

CALL sillage_protect('organisation', 'id = sillage_setting(''organisation'') OR sillage_is_set(''operator'')', false);
CALL sillage_show('organisation',
  'EXISTS (SELECT FROM membership m WHERE m.organisation_id = organisation.id AND m.person_id = sillage_setting(''person''))
  OR EXISTS (SELECT FROM enrolment e WHERE e.organisation_id = organisation.id AND e.territory_id = sillage_setting(''territory''))');
CALL sillage_protect('person', 'id = sillage_setting(''person'') OR sillage_is_set(''operator'')', false);
CALL sillage_show('person',
  'EXISTS (SELECT FROM membership m WHERE m.person_id = person.id AND m.organisation_id = sillage_setting(''organisation''))');
CALL sillage_protect('membership', 'organisation_id = sillage_setting(''organisation'') OR sillage_is_set(''operator'')', false);
CALL sillage_show('membership', 'person_id = sillage_setting(''person'')');
CALL sillage_protect('instance_operator', 'sillage_is_set(''operator'')', false);
CALL sillage_show('instance_operator', 'person_id = sillage_setting(''person'')');
CALL sillage_protect('territory', 'sillage_is_set(''operator'')', false);
CALL sillage_show('territory', 'id = sillage_setting(''territory'')');
CALL sillage_protect('officer', 'sillage_is_set(''operator'')', false);
CALL sillage_show('officer', 'territory_id = sillage_setting(''territory'') OR person_id = sillage_setting(''person'')');
CALL sillage_protect('enrolment', 'organisation_id = sillage_setting(''organisation'')', false);
CALL sillage_show('enrolment', 'territory_id = sillage_setting(''territory'')');
-- Sessions and rate limits are looked up before anybody is known; they hold no tenant's data.
CALL sillage_protect('session', 'true', false);
CALL sillage_protect('rate_limit', 'true', false);
CALL sillage_protect('audit_event', 'organisation_id = sillage_setting(''organisation'')
  OR (organisation_id = 0 AND sillage_is_set(''operator''))', true);
