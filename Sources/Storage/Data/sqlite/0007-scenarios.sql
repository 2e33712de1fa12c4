-- Carbon prices: what a firm keeps of projects, actions and its own policy, each as the file that the command line reads.

-- A scenario, one row for each revision of it. One that was taken out keeps a last row without content, so that its number,
-- which is its address, never comes to stand for another.
CREATE TABLE scenario (
  organisation_id INTEGER NOT NULL REFERENCES organisation (id),
  number INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (organisation_id, number, revision)
) STRICT;
