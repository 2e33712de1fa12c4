/// What an engine refused, in terms that do not depend on the engine.
public struct SQLError: Error, Sendable, Hashable {
  /// The kinds a caller can act on.
  public enum Kind: String, Sendable {
    /// Somebody else holds what is needed, for longer than we wait.
    case busy
    /// No space is left to write.
    case full
    /// The file is no database, or is damaged.
    case damaged
    /// There is no such file, folder, server or database.
    case missing
    /// The server cannot be reached, refuses the login, or went away.
    case unreachable
    /// The system or the server does not allow it.
    case denied
    /// A value that must be unique is there already.
    case duplicate
    /// A constraint, or a trigger that protects what is append-only, refused the change.
    case constraint
    /// A tool that must be there (such as `pg_dump`) is not, or failed.
    case tool
    /// Anything else: a defect of ours.
    case other
  }

  /// The kind.
  public let kind: Kind
  /// What the engine said: for the log and the operator. It may not hold values of statements, nor a password.
  public let detail: String

  /// An error.
  public init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }
}
