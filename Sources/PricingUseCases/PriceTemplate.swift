import Quantities
import UseCases
import Wording

/// Pricing files to fill in, from the data files: commented YAML, or tables of separated values.
public enum PriceTemplate {
  /// The names.
  public static let names = ["project", "margin", "actions", "policy"]
  /// Those that are also tables.
  public static let tables = ["project", "margin", "actions"]

  /// The text of one, in a language.
  ///
  /// - Throws: `price-file.template-unknown`.
  public static func text(
    _ name: String, in language: Language, asTable: Bool = false, _ directory: DataDirectory
  ) throws(Refusal) -> String {
    let known = asTable ? tables : names
    guard known.contains(name) else {
      throw Refusal(
        Diagnostic(
          .error, names.contains(name) ? PriceFileRefusal.templateNoTable : .templateUnknown,
          ["name": .text(name), "known": .text(known.joined(separator: ", "))]))
    }
    let ending = asTable ? "csv" : "yaml"
    return try directory.text("templates/\(name).\(language.rawValue).\(ending)", of: "CarbonPricing")
  }
}
