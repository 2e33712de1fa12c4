import Quantities

@testable import Accounting

/// The shape in which a test writes a ledger: what the law or programs allow to vary.
struct FECSketchForm: Sendable {
  var separator = "\t"
  var lineEnd = "\r\n"
  var endsLastLine = true
  var amounts = FECLayout.Amounts.debitAndCredit
  var encoding = FECEncoding.utf8
  var hasByteOrderMark = false
  /// Added to a shuffle of the columns; 0 for the order of the law.
  var shuffle: UInt64 = 0
  var columnCount = 18

  static func random(_ generator: inout SeededGenerator) -> FECSketchForm {
    var form = FECSketchForm()
    form.separator = Bool.random(using: &generator) ? "\t" : "|"
    form.lineEnd = Bool.random(using: &generator) ? "\r\n" : "\n"
    form.endsLastLine = Bool.random(using: &generator)
    form.amounts = Bool.random(using: &generator) ? .debitAndCredit : .amountAndDirection
    form.encoding = FECEncoding.allCases.randomElement(using: &generator) ?? .utf8
    form.hasByteOrderMark = form.encoding == .utf8 && Bool.random(using: &generator)
    form.shuffle = Bool.random(using: &generator) ? 0 : generator.next()
    form.columnCount = [18, 21, 22].randomElement(using: &generator) ?? 18
    return form
  }

  /// The columns of the header, in order.
  var columns: [FECColumn] {
    let absent: Set<FECColumn> =
      amounts == .debitAndCredit ? [.amount, .direction] : [.debit, .credit]
    var columns = Array(FECColumn.allCases.filter { !absent.contains($0) }.prefix(columnCount))
    if shuffle != 0 {
      var generator = SeededGenerator(seed: shuffle)
      columns.shuffle(using: &generator)
    }
    return columns
  }

  /// The file that holds these lines.
  func bytes(_ lines: [[FECColumn: String]]) -> [UInt8] {
    let columns = columns
    var texts = [columns.map(\.name).joined(separator: separator)]
    texts += lines.map { line in columns.map { line[$0] ?? "" }.joined(separator: separator) }
    var bytes: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    bytes += encode(texts.joined(separator: lineEnd) + (endsLastLine ? lineEnd : ""))
    return bytes
  }

  /// The bytes of a text; what the character set does not have becomes a question mark.
  private func encode(_ text: String) -> [UInt8] {
    guard encoding != .utf8 else { return Array(text.utf8) }
    return text.unicodeScalars.map { scalar in
      if scalar.value < 0x80 { return UInt8(scalar.value) }
      switch (encoding, scalar) {
      case (.windows1252, "€"): return 0x80
      case (.windows1252, "œ"): return 0x9C
      case (.latin9, "€"): return 0xA4
      case (.latin9, "œ"): return 0xBD
      case (.windows1252, _), (.latin9, _): return scalar.value < 0x100 ? UInt8(scalar.value) : 0x3F
      default: return 0x3F
      }
    }
  }
}

/// Ledgers made at random, for properties that hold of every ledger.
struct FECSketch {
  /// How the entries of a ledger are numbered.
  enum Numbering: CaseIterable {
    case rising, withPrefix, byFile, wild
  }

  private var generator: SeededGenerator
  private let amounts: FECLayout.Amounts
  private let numbering: Numbering
  /// How many lines in a hundred are odd.
  private let oddity: Int
  private var numbers: [String: Int] = [:]

  init(seed: UInt64, amounts: FECLayout.Amounts, oddity: Int) {
    generator = SeededGenerator(seed: seed)
    self.amounts = amounts
    self.oddity = oddity
    numbering = Numbering.allCases.randomElement(using: &generator) ?? .rising
  }

  /// The lines of about `count` entries.
  mutating func lines(_ count: Int) -> [[FECColumn: String]] {
    var lines: [[FECColumn: String]] = []
    for _ in 0..<count { lines += entry() }
    if numbering == .wild, chance(50) { lines.shuffle(using: &generator) }
    return lines
  }

  private mutating func entry() -> [[FECColumn: String]] {
    let journal = pick(["AC", "VE", "BQ", "UnJournalAuCodeTrèsLong"])
    let number = number(journal)
    let day = pick(["20240115", "20240229", "20240630", "20241231"])
    let (net, supplier) = (
      Int64.random(in: 0...9_999_999, using: &generator), pick(["F1", "F2", "FOURNISSEUR-00017", ""])
    )
    let vat = net / 5
    var rows: [(account: String, auxiliary: String, amount: Int64)] = [
      (pick(["606100", "60700000", "6226"]), "", net), ("44566", "", vat),
      (pick(["401000", "40810", "404"]), supplier, -net - vat),
    ]
    if chance(10) { rows.append((pick(["401000", "512"]), pick(["F3", ""]), 0)) }
    if chance(oddity) { rows[0].amount += 1 }
    return rows.map { row in
      var line: [FECColumn: String] = [
        .journalCode: journal, .journalLabel: "Journal", .entryNumber: number, .entryDate: day, .account: row.account,
        .accountLabel: pick(["Énergie", "Compte", ""]), .auxiliary: row.auxiliary, .auxiliaryLabel: "Dupont & fils",
        .piece: pick(["FA12", "-", ""]), .pieceDate: day, .label: pick(["Électricité", "cœur à 5 €", "Achat", ""]),
        .validationDate: day,
      ]
      write(row.amount, to: &line)
      if chance(oddity) { disturb(&line) }
      return line
    }
  }

  private mutating func number(_ journal: String) -> String {
    let key = numbering == .byFile ? "" : journal
    numbers[key, default: 0] += 1
    let next = numbers[key] ?? 1
    switch numbering {
    case .rising, .byFile: return String(next)
    case .withPrefix: return "\(journal)-2024-\(1_000_000 + next)"
    case .wild: return pick(["7", "8", "A", "", "0007", "12345678901234567890123", String(next)])
    }
  }

  private mutating func write(_ amount: Int64, to line: inout [FECColumn: String]) {
    if amounts == .amountAndDirection {
      line[.amount] = text(abs(amount))
      line[.direction] = amount >= 0 ? pick(["D", "+1", "1"]) : pick(["C", "-1"])
    } else if chance(5) {
      (line[.debit], line[.credit]) = (text(0), text(-amount))
    } else {
      line[.debit] = text(max(amount, 0))
      line[.credit] = text(max(-amount, 0))
    }
  }

  /// An amount in one of the ways programs write it.
  private mutating func text(_ cents: Int64) -> String {
    let sign = cents < 0 ? "-" : ""
    let (euros, rest) = (String(abs(cents) / 100), String(String(100 + abs(cents) % 100).dropFirst()))
    switch Int.random(in: 0..<12, using: &generator) {
    case 0 where cents == 0: return ""
    case 1: return "\(sign)\(euros).\(rest)"
    case 2: return "  \(sign)\(euros),\(rest)"
    case 3: return "\(sign)000000\(euros),\(rest)"
    case 4: return "\(sign)\(euros),\(rest)000"
    case 5 where cents % 100 == 0: return sign + euros
    case 6 where cents >= 0: return "+\(euros),\(rest) "
    case 7 where euros.count > 3: return "\(sign)\(euros.dropLast(3)) \(euros.suffix(3)),\(rest)"
    default: return "\(sign)\(euros),\(rest)"
    }
  }

  private mutating func disturb(_ line: inout [FECColumn: String]) {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: line[.entryDate] = pick(["20240230", "", "15/01/2024", "2024-01-15", "2024"])
    case 1: line[amounts == .debitAndCredit ? .debit : .amount] = pick(["1,2,3", "douze", "1,234", "9999999999999999"])
    case 2: line[.account] = pick(["", "999", " 606 ", "4O1"])
    case 3: line[.label] = String(repeating: "long ", count: Int.random(in: 1...120, using: &generator))
    case 4: line[.letteringDate] = pick(["x", "20240101", ""])
    case 5: line[.journalCode] = ""
    case 6: line[.direction] = pick(["X", ""])
    case 7: line[.auxiliary] = String(repeating: "9", count: Int.random(in: 1...300, using: &generator))
    case 8: line[.validationDate] = ""
    default: line[.piece] = "a\u{1B}[31m"
    }
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
}

extension FECSketch {
  /// A file of a random form, of a random ledger; at an odd seed some of its bytes are changed, taken out or put in.
  static func bytes(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    let form = FECSketchForm.random(&generator)
    let oddity = [0, 0, 1, 10].randomElement(using: &generator) ?? 0
    var sketch = FECSketch(seed: generator.next(), amounts: form.amounts, oddity: oddity)
    var bytes = form.bytes(sketch.lines(Int.random(in: 0...60, using: &generator)))
    guard seed % 2 == 1 else { return bytes }
    let separator = form.separator.utf8.first ?? 0x09
    let odd: [UInt8] = [separator, 0x0A, 0x0D, 0x20, 0x00, 0x1A, 0x7C, 0xE9, 0xC3, 0x30, 0x2D]
    for _ in 0..<Int.random(in: 1...6, using: &generator) where bytes.count > 300 {
      let at = Int.random(in: 200..<bytes.count, using: &generator)
      let byte = odd.randomElement(using: &generator) ?? separator
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes[at] = byte
      case 1: bytes.remove(at: at)
      default: bytes.insert(byte, at: at)
      }
    }
    return bytes
  }
}

/// Everything a reading gives, to compare two of them.
struct FECOutcome: Equatable {
  var entries: [LedgerEntry] = []
  var lines: [LedgerLine] = []
  var names = LedgerNames()
  var year: FiscalYear?
  var diagnostics: [Diagnostic] = []

  init<Path: FECScanPath>(
    _ bytes: [UInt8], name: LedgerFileName? = nil, settings: FECScanSettings = FECScanSettings(), path: Path.Type
  ) {
    do throws(Refusal) {
      let (ledger, diagnostics) = try FECReader.read(bytes, name: name, settings: settings, path: path)
      (entries, lines, names, year) = (ledger.entries, ledger.lines, ledger.names, ledger.fiscalYear)
      self.diagnostics = diagnostics
    } catch {
      diagnostics = error.diagnostics
    }
  }

  /// The keys of the messages, in order.
  var keys: [String] { diagnostics.map(\.message.key) }
}
