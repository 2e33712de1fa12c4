/// Which Sillage this is.
public enum ProgramVersion {
  /// Semantic versioning; `CHANGELOG.md` says what each brought.
  public static let text = "0.1.0"
}
