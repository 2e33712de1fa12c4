import Accounting
import Quantities

/// A FEC on disk, read and checked.
public struct LedgerFile: Sendable {
  /// The file's name without its folder.
  public let name: String
  /// What the name says: SIREN and closing date, where it follows the rule.
  public let parsedName: LedgerFileName?
  /// The ledger.
  public let ledger: Ledger
  /// Warnings of the reader.
  public let diagnostics: [Diagnostic]

  /// A ledger that was read before.
  public init(name: String, ledger: Ledger, diagnostics: [Diagnostic]) {
    self.name = name
    parsedName = LedgerFileName(name)
    self.ledger = ledger
    self.diagnostics = diagnostics
  }

  /// Reads the FEC at `path`.
  public init(path: String) throws(Refusal) {
    let file = InputFile(path: path)
    name = file.name
    parsedName = LedgerFileName(file.name)
    do {
      let (ledger, diagnostics) = try FECReader.read(try file.bytes(), name: parsedName)
      self.ledger = ledger
      self.diagnostics = diagnostics.map { $0.inFile(file.name) }
    } catch {
      throw error.inFile(file.name)
    }
  }
}
