-- Carbon prices: what a firm keeps of projects, actions and its own policy, each as the file that the command line reads.

-- A scenario, one row for each revision of it. One that was taken out keeps a last row without content, so that its number,
-- which is its address, never comes to stand for another.
CREATE TABLE scenario (
  organisation_id BIGINT NOT NULL REFERENCES organisation (id),
  number BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  content TEXT COLLATE "C" NOT NULL,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation_id, number, revision)
);

CALL sillage_protect('scenario', 'organisation_id = sillage_setting(''organisation'')', false);
