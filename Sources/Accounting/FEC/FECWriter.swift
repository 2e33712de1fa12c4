// A ledger in, a FEC out: in every form the law allows, so that what can be read can be written.

import Quantities

/// Writes a ledger as a FEC (fichier des écritures comptables; livre des procédures fiscales, article A47 A-1).
///
/// Reading what was written gives the ledger back, with three exceptions: a character that the form's set lacks becomes
/// `?`, a separator or line end within a text becomes a space, and a line with both a debit and a credit is written as
/// its balance where the form has one amount. Lettering and currencies, which a ledger does not keep, are left empty.
public struct FECWriter: Sendable {
  private let form: FECForm
  private let ledger: Ledger
  private var bytes: [UInt8] = []
  // Names, dates and labels come again on every line of an entry, and half of the amounts are nil.
  private var texts: [String: [UInt8]] = [:]
  private var amounts: [Int64: [UInt8]] = [:]

  /// The bytes of a file that holds the lines of `ledger` in their order.
  public static func write(_ ledger: Ledger, as form: FECForm = FECForm()) -> [UInt8] {
    var writer = FECWriter(form: form, ledger: ledger)
    writer.writeAll()
    return writer.bytes
  }

  private init(form: FECForm, ledger: Ledger) {
    self.form = form
    self.ledger = ledger
    // A line of a usual ledger has some 150 bytes.
    bytes.reserveCapacity(ledger.lines.count * 160 + 400)
  }

  private mutating func writeAll() {
    if form.hasByteOrderMark, form.encoding == .utf8 { bytes += [0xEF, 0xBB, 0xBF] }
    let columns = form.columns
    for (position, column) in columns.enumerated() {
      bytes += Array(column.name.utf8)
      end(position, of: columns.count)
    }
    for line in ledger.lines {
      let entry = ledger.entry(of: line)
      for (position, column) in columns.enumerated() {
        write(column, of: line, in: entry)
        end(position, of: columns.count)
      }
    }
  }

  /// Ends a field, or the line after its last field.
  private mutating func end(_ position: Int, of count: Int) {
    if position < count - 1 {
      bytes.append(form.separator.rawValue)
    } else {
      bytes += form.endsWithCarriageReturn ? [0x0D, 0x0A] : [0x0A]
    }
  }

  private mutating func write(_ column: FECColumn, of line: LedgerLine, in entry: LedgerEntry) {
    switch column {
    case .journalCode: write(entry.journal)
    case .journalLabel: write(ledger.names.journals[entry.journal] ?? "")
    case .entryNumber: write(entry.number)
    case .entryDate, .pieceDate, .validationDate, .settlementDate: write(entry.date.number.description)
    case .account: write(line.account)
    case .accountLabel: write(ledger.names.accounts[line.account] ?? "")
    case .auxiliary: write(line.auxiliary)
    case .auxiliaryLabel: write(ledger.names.auxiliaries[line.auxiliary] ?? "")
    case .piece: write(line.piece)
    case .label: write(line.label)
    case .debit: write(line.debit)
    case .credit: write(line.credit)
    case .amount: write(isDebit(line) ? line.balance : -line.balance)
    case .direction: write(isDebit(line) ? form.directions.debit : form.directions.credit)
    case .lettering, .letteringDate, .currencyAmount, .currency, .settlementMode, .operation, .client: break
    }
  }

  /// The side a line stands on: a negative credit stays a credit.
  private func isDebit(_ line: LedgerLine) -> Bool { line.credit == .zero || line.debit != .zero }

  private mutating func write(_ text: String) {
    guard !text.isEmpty else { return }
    if let known = texts[text] {
      bytes += known
      return
    }
    let raw = form.encoding == .utf8 ? Array(text.utf8) : text.unicodeScalars.map(form.encoding.encode)
    // What would end the field or the line before its time becomes a space.
    let written = raw.map { $0 < 0x20 || $0 == form.separator.rawValue ? 0x20 : $0 }
    texts[text] = written
    bytes += written
  }

  private mutating func write(_ amount: Money) {
    if let known = amounts[amount.cents] {
      bytes += known
      return
    }
    let digits = amount.decimalText.utf8.map { $0 == UInt8(ascii: ".") ? form.decimalMark.rawValue : $0 }
    let written = Array(repeating: 0x20, count: max(0, form.amountWidth - digits.count)) + digits
    amounts[amount.cents] = written
    bytes += written
  }
}
