// A FEC in, a ledger out.

import DelimitedText
import Quantities

/// Reads the ledger export every French company must be able to give (fichier des écritures comptables).
///
/// What is readable is read: tab or pipe, columns in any order, Debit and Credit or Montant and Sens, comma or point,
/// padded amounts, ASCII, UTF-8, ISO-8859-15 or Windows-1252, LF or CR LF. What is odd is named once per kind, as a
/// warning. A file is refused when a line cannot be read, when an entry does not balance, or when it spans more than
/// 24 months.
public enum FECReader {
  /// Reads a whole file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - name: what its name says; used for warnings only.
  ///   - limits: how much is accepted.
  /// - Returns: the ledger, and warnings in the order of the file. Throws every reason for which it is refused, with
  ///   line and field, and the warnings.
  public static func read(
    _ bytes: [UInt8], name: LedgerFileName? = nil, limits: FECLimits = FECLimits()
  ) throws(Refusal) -> (ledger: Ledger, diagnostics: [Diagnostic]) {
    try read(bytes, name: name, settings: FECScanSettings(limits: limits), path: FECFastPath.self)
  }

  static func read<Path: FECScanPath>(
    _ bytes: [UInt8], name: LedgerFileName?, settings: FECScanSettings, path: Path.Type
  ) throws(Refusal) -> (ledger: Ledger, diagnostics: [Diagnostic]) {
    if let excess = settings.limits.excess(fileBytes: bytes.count) { throw Refusal(excess) }
    let (layout, warnings) = try FECLayout.detect(bytes, limits: settings.limits)
    let encoding = FECReader.encoding(of: bytes, layout)
    var builder = LedgerBuilder(encoding: encoding, layout: layout, limits: settings.limits)
    var settings = settings
    settings.closing = name?.closing
    var facts = FECRangeFacts(lineEnds: FECVerdict.firstLine, errors: FECLineErrors(limit: settings.limits.diagnostics))
    do {
      facts.append(
        try FECRangeScan.scan(
          ByteSource(bytes), layout.headerBytes..<bytes.count, layout: layout, settings: settings, path: path,
          to: &builder))
    } catch {
      throw Refusal(Diagnostic(.error, FECMessage.fileUnreadable))
    }
    let excess = builder.excess
    let (books, numbering) = builder.settled(&facts.findings)
    let verdict = FECVerdict(
      layout: layout, headerWarnings: warnings, facts: facts, books: books, numbering: numbering, name: name,
      excess: excess)
    let diagnostics = verdict.diagnostics()
    guard !diagnostics.contains(where: { $0.severity == .error }), let year = verdict.fiscalYear else {
      throw Refusal(diagnostics)
    }
    return (builder.ledger(of: year), diagnostics)
  }

  /// The character set, decided before the texts are made.
  private static func encoding(of bytes: [UInt8], _ layout: FECLayout) -> FECEncoding {
    var tally = FECEncodingTally()
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      tally.scan(base + layout.headerBytes, count: buffer.count - layout.headerBytes)
    }
    return tally.encoding(hasByteOrderMark: layout.hasByteOrderMark)
  }
}
