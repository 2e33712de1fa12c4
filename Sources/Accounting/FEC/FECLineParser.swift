// From the fields of a line to dates and cents, and what is wrong or odd about them.

import Quantities

/// Reads the lines of one part of a file; keeps what it found wrong or odd.
struct FECLineParser<Path: FECScanPath> {
  private(set) var findings = FECFindings()
  private(set) var errors: FECLineErrors
  private(set) var lineCount = 0

  private let columns: Columns
  private let limits: FECLimits
  private let closing: Int32
  private var entryDate = DateMemory()
  private var pieceDate = DateMemory()
  private var letteringDate = DateMemory()
  private var validationDate = DateMemory()

  /// The positions of the columns, -1 where absent.
  private struct Columns {
    let journal, journalLabel, entry, date, account, accountLabel, auxiliary, piece, pieceDate, label: Int
    let debit, credit, direction, letteringDate, validationDate: Int
    let isDirected: Bool

    init(_ layout: FECLayout) {
      func at(_ column: FECColumn) -> Int { layout.position(of: column) ?? -1 }
      (journal, journalLabel, entry, date) = (at(.journalCode), at(.journalLabel), at(.entryNumber), at(.entryDate))
      (account, accountLabel, auxiliary) = (at(.account), at(.accountLabel), at(.auxiliary))
      (piece, pieceDate, label) = (at(.piece), at(.pieceDate), at(.label))
      isDirected = layout.amounts == .amountAndDirection
      debit = isDirected ? at(.amount) : at(.debit)
      credit = isDirected ? -1 : at(.credit)
      direction = isDirected ? at(.direction) : -1
      (letteringDate, validationDate) = (at(.letteringDate), at(.validationDate))
    }
  }

  /// The last eight bytes that were a valid date, and that date: dates repeat from line to line.
  private struct DateMemory {
    // A date from the start, 19700101: with eight bytes that are none, a field that holds them would pass.
    var word: UInt64 = 0x3130_3130_3037_3931
    var number: Int32 = 1970_01_01

    /// Whether `field` is empty or a date.
    @inline(__always)
    mutating func accepts(_ field: FECField) -> Bool {
      if Path.isFast {
        if field.count == 0 || (field.count == 8 && FECWords.load(field.start) == word) { return true }
        return acceptsNew(field)
      }
      return FECDate.careful(field.buffer) != nil
    }

    @inline(never)
    private mutating func acceptsNew(_ field: FECField) -> Bool {
      if field.count == 8 {
        let read = FECDate.common(FECWords.load(field.start))
        if read > 0 {
          word = FECWords.load(field.start)
          number = read
          return true
        }
      }
      return FECDate.careful(field.buffer) != nil
    }
  }

  init(layout: FECLayout, limits: FECLimits, closing: CalendarDate?) {
    columns = Columns(layout)
    self.limits = limits
    self.closing = closing?.number ?? .max
    errors = FECLineErrors(limit: limits.diagnostics)
  }

  /// Reads the line whose fields are `fields` and hands it on; a line that cannot be read is kept as an error.
  @inline(__always)
  mutating func parse<Consumer: FECLineConsumer>(
    _ fields: FECFieldTable, line: Int, byteCount: Int, to consumer: inout Consumer
  ) {
    // Most lines are shorter than the shortest limit on a field; only the others are looked at field by field.
    if byteCount > limits.codeBytes, !hasSaneWidths(fields, line: line, byteCount: byteCount) { return }
    let account = fields.field(columns.account)
    guard account.count > 0 else { return errors.add(FECLineError(.accountEmpty, line: line, column: .account)) }
    let date = day(fields, line)
    guard date > 0 else { return }
    guard let amounts = columns.isDirected ? directed(fields, line) : sides(fields, line) else { return }
    let journal = fields.field(columns.journal)
    let entry = fields.field(columns.entry)
    lineCount += 1
    if account.start[0] &- 0x31 > 7 { findings.note(.accountClass, line: line) }
    if date > closing { findings.note(.dateOutsideYear, line: line) }
    if journal.count == 0 { findings.note(.journalEmpty, line: line) }
    if entry.count == 0 { findings.note(.numberEmpty, line: line) }
    lookAtAmounts(amounts.debit, amounts.credit, line)
    lookAtTexts(fields, line)
    lookAtDates(fields, line)
    consumer.consume(
      FECLine(
        number: line, journal: journal, entry: entry, account: account,
        auxiliary: fields.field(columns.auxiliary), date: date, debit: amounts.debit, credit: amounts.credit,
        fields: fields))
  }

  /// Notes that a line has another number of fields than the header; false when what is there cannot be read.
  mutating func accept(fieldCount: Int, of expected: Int, extraIsEmpty: Bool, line: Int) -> Bool {
    if fieldCount > expected {
      guard extraIsEmpty else {
        errors.add(FECLineError(.fieldCount, line: line, number: fieldCount, expected: expected))
        return false
      }
      findings.note(.fieldsExtra, line: line)
      return true
    }
    let needed = max(
      columns.journal, columns.entry, columns.date, columns.account, columns.debit, columns.credit,
      columns.direction)
    guard fieldCount > needed else {
      errors.add(FECLineError(.fieldCount, line: line, number: fieldCount, expected: expected))
      return false
    }
    findings.note(.fieldsMissing, line: line)
    return true
  }

  /// Whether a line of `byteCount` bytes before its LF is within the limit; else it is kept as an error.
  mutating func isShortEnough(_ byteCount: Int, line: Int) -> Bool {
    guard byteCount >= limits.lineBytes else { return true }
    errors.add(FECLineError(.lineTooLong, line: line, expected: limits.lineBytes))
    return false
  }

  mutating func note(_ finding: FECFinding, line: Int) { findings.note(finding, line: line) }

}

// MARK: - Amounts

extension FECLineParser {
  @inline(__always)
  private mutating func cents(_ field: FECField, _ column: FECColumn, _ line: Int) -> Int64 {
    if Path.isFast {
      let cents = FECAmount.common(field.start, count: field.count)
      if cents != FECAmount.uncommon { return cents }
    }
    return carefulCents(field, column, line)
  }

  /// `FECAmount.uncommon` when the amount cannot be read, which is then kept as an error.
  @inline(never)
  private mutating func carefulCents(_ field: FECField, _ column: FECColumn, _ line: Int) -> Int64 {
    let message: FECMessage
    switch FECAmount.careful(field.buffer) {
    case .success(let cents): return cents
    case .failure(.notANumber): message = .amountInvalid
    case .failure(.tooPrecise): message = .amountTooPrecise
    case .failure(.tooLarge): message = .amountTooLarge
    }
    errors.add(FECLineError(message, line: line, column: column, text: Array(field.buffer.prefix(40))))
    return FECAmount.uncommon
  }

  @inline(__always)
  private mutating func sides(_ fields: FECFieldTable, _ line: Int) -> (debit: Int64, credit: Int64)? {
    let debit = cents(fields.field(columns.debit), .debit, line)
    let credit = cents(fields.field(columns.credit), .credit, line)
    return debit == FECAmount.uncommon || credit == FECAmount.uncommon ? nil : (debit, credit)
  }

  @inline(__always)
  private mutating func directed(_ fields: FECFieldTable, _ line: Int) -> (debit: Int64, credit: Int64)? {
    let amount = cents(fields.field(columns.debit), .amount, line)
    guard amount != FECAmount.uncommon else { return nil }
    let direction = fields.field(columns.direction)
    switch FECWords.load(direction.start, count: min(direction.count, 8)) {
    case 0x44, 0x64, 0x31, 0x312B: return (amount, 0)  // D, d, 1, +1
    case 0x43, 0x63, 0x312D: return (0, amount)  // C, c, -1
    default:
      if direction.count == 0, amount == 0 { return (0, 0) }
      errors.add(
        FECLineError(.directionInvalid, line: line, column: .direction, text: Array(direction.buffer.prefix(40))))
      return nil
    }
  }

  @inline(__always)
  private mutating func lookAtAmounts(_ debit: Int64, _ credit: Int64, _ line: Int) {
    if debit | credit < 0 { findings.note(.amountNegative, line: line) }
    if debit != 0 && credit != 0 { findings.note(.bothSides, line: line) }
    if debit | credit == 0 { findings.note(.amountZero, line: line) }
  }
}

// MARK: - Dates and texts

extension FECLineParser {
  /// The day of the entry; 0 when it cannot be read, which is then kept as an error.
  @inline(__always)
  private mutating func day(_ fields: FECFieldTable, _ line: Int) -> Int32 {
    let field = fields.field(columns.date)
    if Path.isFast, field.count == 8 {
      let word = FECWords.load(field.start)
      if word == entryDate.word { return entryDate.number }
      let number = FECDate.common(word)
      if number > 0 {
        entryDate = DateMemory(word: word, number: number)
        return number
      }
    }
    return carefulDay(field, line)
  }

  @inline(never)
  private mutating func carefulDay(_ field: FECField, _ line: Int) -> Int32 {
    guard let reading = FECDate.careful(field.buffer), reading.number > 0 else {
      errors.add(FECLineError(.dateInvalid, line: line, column: .entryDate, text: Array(field.buffer.prefix(40))))
      return 0
    }
    if !reading.isLawful { findings.note(.dateFormat, line: line) }
    return reading.number
  }

  @inline(__always)
  private mutating func lookAtDates(_ fields: FECFieldTable, _ line: Int) {
    if columns.pieceDate >= 0 {
      let field = fields.field(columns.pieceDate)
      if field.count == 0 { findings.note(.pieceDateEmpty, line: line) }
      if !pieceDate.accepts(field) { findings.note(.pieceDateOdd, line: line) }
    }
    if columns.validationDate >= 0 {
      let field = fields.field(columns.validationDate)
      if field.count == 0 { findings.note(.validationDateEmpty, line: line) }
      if !validationDate.accepts(field) { findings.note(.validationDateOdd, line: line) }
    }
    if columns.letteringDate >= 0, !letteringDate.accepts(fields.field(columns.letteringDate)) {
      findings.note(.letteringDateOdd, line: line)
    }
  }

  @inline(__always)
  private mutating func lookAtTexts(_ fields: FECFieldTable, _ line: Int) {
    if columns.journalLabel >= 0, fields.field(columns.journalLabel).count == 0 {
      findings.note(.journalLabelEmpty, line: line)
    }
    if columns.accountLabel >= 0, fields.field(columns.accountLabel).count == 0 {
      findings.note(.accountLabelEmpty, line: line)
    }
    if columns.label >= 0, fields.field(columns.label).count == 0 { findings.note(.labelEmpty, line: line) }
    guard columns.piece >= 0 else { return }
    let piece = fields.field(columns.piece)
    if piece.count == 0 {
      findings.note(.pieceEmpty, line: line)
    } else if piece.count == 1, !FECLineParser.isLetterOrDigit(piece.start[0]) {
      findings.note(.piecePlaceholder, line: line)
    }
  }

  @inline(__always)
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }

  /// Whether no field passes its limit; the first that does is kept as an error.
  @inline(never)
  private mutating func hasSaneWidths(_ fields: FECFieldTable, line: Int, byteCount: Int) -> Bool {
    guard isShortEnough(byteCount, line: line) else { return false }
    let codes: [(Int, FECColumn)] = [
      (columns.journal, .journalCode), (columns.entry, .entryNumber), (columns.account, .account),
      (columns.auxiliary, .auxiliary),
    ]
    let texts: [(Int, FECColumn)] = [
      (columns.journalLabel, .journalLabel), (columns.accountLabel, .accountLabel), (columns.piece, .piece),
      (columns.label, .label),
    ]
    for (limit, positions) in [(limits.codeBytes, codes), (limits.textBytes, texts)] {
      for (position, column) in positions where position >= 0 && fields.width(position) > limit {
        errors.add(
          FECLineError(.fieldTooLong, line: line, column: column, number: fields.width(position), expected: limit))
        return false
      }
    }
    return true
  }
}
