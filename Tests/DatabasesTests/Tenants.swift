import TestSupport

@testable import Databases

/// A schema with two tenants, as closed as the real one: policies that hold for the owner too, references, a trigger.
enum Tenants {
  static func scope(_ organisation: Int) -> SQLScope {
    SQLScope(settings: ["sillage.organisation": "\(organisation)"], lock: Int64(organisation))
  }

  /// Makes the tables, and `count` notes for each of the organisations 1 and 2.
  static func fill(_ database: any SQLDatabase, count: Int) throws {
    try database.make(
      """
      CREATE TABLE organisation (id BIGINT PRIMARY KEY);
      CREATE TABLE note (
        id BIGINT NOT NULL, organisation BIGINT NOT NULL REFERENCES organisation (id), words TEXT, bytes BYTES,
        PRIMARY KEY (organisation, id));
      \(database.dialect == "postgresql" ? locks : trigger)
      """)
    for organisation in 1...2 {
      try database.write(scope(organisation)) { connection in
        try connection.execute("INSERT INTO organisation (id) VALUES ($1)", [SQLValue(organisation)])
        var notes = SQLBatch(into: "note", ["organisation", "id", "words", "bytes"])
        for id in 0..<count {
          notes.append(SQLValue(organisation), SQLValue(id), .text("é\t\(id)"), .blob([0, UInt8(id % 256)]))
        }
        try connection.insert(notes)
      }
    }
  }

  private static let trigger = """
    CREATE TRIGGER kept BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'notes are kept'); END
    """

  private static let locks = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'notes are kept'; END $$;
    CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON note EXECUTE FUNCTION refuse();
    ALTER TABLE note ENABLE ROW LEVEL SECURITY;
    ALTER TABLE note FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON note TO sillage_application
      USING (CAST(organisation AS text) = current_setting('sillage.organisation', true));
    CREATE POLICY witness ON note FOR SELECT TO CURRENT_USER
      USING (current_setting('sillage.witness', true) = 'on')
    """
}
