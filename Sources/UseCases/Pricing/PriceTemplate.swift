import Quantities
import Wording

/// Commented pricing files to fill in, from the data files.
public enum PriceTemplate {
  /// The names.
  public static let names = ["project", "margin", "actions", "policy"]

  /// The text of one, with its comments in a language.
  ///
  /// - Throws: `price-file.template-unknown`.
  public static func text(_ name: String, in language: Language, _ directory: DataDirectory) throws(Refusal) -> String {
    guard names.contains(name) else {
      throw Refusal(
        Diagnostic(
          .error, PriceFileRefusal.templateUnknown,
          ["name": .text(name), "known": .text(names.joined(separator: ", "))]))
    }
    return try directory.text("templates/\(name).\(language.rawValue).yaml", of: "CarbonPricing")
  }
}
