import CarbonAccounting
import Quantities

/// Which answer an entry of the calculator's books comes from.
public enum CalculatorLine {
  /// The id of the question; nil for direct emissions.
  public static func question(of entry: CarbonEntry) -> String? { entry.lines.first?.piece }

  /// Whether the quantity of an answer was estimated from what was paid.
  public static func isProvisional(_ id: String, in books: CarbonBooks) -> Bool {
    books.journal.entries.contains { question(of: $0) == id && $0.isProvisional }
  }
}
