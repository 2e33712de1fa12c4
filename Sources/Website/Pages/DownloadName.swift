// What a file is called that leaves the firm: what it is, whose, of which year. Files of fifty firms stand in one folder.

/// Makes the names of downloads, such as `account-732829320-2024-v1.json`.
enum DownloadName {
  /// What a file is.
  enum Kind: String {
    case account, statement, dossier, entries, letters, calculator, carbon, quote, letterhead, invoices, scenario,
      margin
    case priceList = "price-list"
  }

  /// The name of a file.
  ///
  /// - Parameters:
  ///   - siren: of the firm it is about; nil where it is not known.
  ///   - year: the fiscal year, as it is called; empty for none.
  ///   - activity: of which activity, where a firm has several.
  ///   - version: which closing, where it is not the one in force.
  ///   - ending: without the point.
  static func of(
    _ kind: Kind, siren: String?, year: String, activity: String = "", version: Int? = nil, _ ending: String
  ) -> String {
    let parts = [kind.rawValue, siren ?? "", year, activity, version.map { "v\($0)" } ?? ""]
    return parts.filter { !$0.isEmpty }.joined(separator: "-") + "." + ending
  }
}
