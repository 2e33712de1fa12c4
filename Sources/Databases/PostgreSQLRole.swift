/// The second lock: what row-level security asks, and whom transactions run as.
enum PostgreSQLRole {
  /// The role of the application: it owns nothing, so policies apply to it, and it holds only the rights it was granted.
  static let application = "sillage_application"

  /// The settings that policies read. Every transaction sets all of them, so that none survives from another one.
  static let settings = [
    "sillage.organisation", "sillage.territory", "sillage.person", "sillage.operator", "sillage.worker",
    "sillage.identity", "sillage.public",
  ]

  /// Policies for the owner alone let every row be seen where this is on.
  static let witness = "sillage.witness"

  /// How many tables the login does not own.
  static let foreignTables = """
    SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()
      AND NOT pg_has_role(CURRENT_USER, tableowner, 'USAGE')
    """

  /// Whether the server has the role. A login that may not take it is refused by SET ROLE, not let in without it.
  static let isThere = "SELECT 1 FROM pg_roles WHERE rolname = '\(application)'"

  /// Makes the role where it is missing and lets the login take it. Roles belong to the whole server: somebody else may make
  /// it at the same moment.
  static let make = """
    DO $$
    BEGIN
      IF NOT EXISTS (\(isThere)) THEN
        BEGIN
          CREATE ROLE \(application) NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END;
      END IF;
      IF NOT pg_has_role(session_user, '\(application)',
        CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)
      THEN
        BEGIN
          EXECUTE format('GRANT \(application) TO %I', session_user);
        -- “tuple concurrently updated”: somebody grants the same. Were it not the same, SET ROLE would be refused.
        EXCEPTION WHEN internal_error OR unique_violation THEN NULL;
        END;
      END IF;
    END $$
    """

  /// The statement that makes a transaction see what `scope` may see.
  static func entering(_ scope: SQLScope, _ literal: (String) throws -> String) throws -> String {
    precondition(scope.settings.keys.allSatisfy(settings.contains), "no policy reads such a setting")
    let parts = try settings.map { name in
      "set_config('\(name)', \(try literal(scope.settings[name] ?? "")), true)"
    }
    return "SELECT \(parts.joined(separator: ", "))"
  }
}
