// From what was found in a file to what is said about it: whether it is refused, and every warning.

import Quantities

/// Everything a scan of a whole file found, with line numbers from 1 for the header.
struct FECVerdict: Sendable {
  /// The header is line 1.
  static let firstLine = 2

  let layout: FECLayout
  let headerWarnings: [Diagnostic]
  let facts: FECRangeFacts
  let books: FECBooks
  let numbering: FECNumbering
  let name: LedgerFileName?
  /// The limit on what is kept that was passed, if one was.
  let excess: Diagnostic?

  /// The character set of the file.
  var encoding: FECEncoding { facts.encoding.encoding(hasByteOrderMark: layout.hasByteOrderMark) }

  /// The period of the content: from the first day of the earliest month to the last day of the latest one.
  var fiscalYear: FiscalYear? {
    guard let first = CalendarDate(number: Int(books.first.date)),
      let last = CalendarDate(number: Int(books.last.date)),
      let start = CalendarDate(year: first.year, month: first.month, day: 1),
      let end = CalendarDate(
        year: last.year, month: last.month, day: CalendarDate.days(inMonth: last.month, year: last.year))
    else { return nil }
    return FiscalYear(start: start, end: end)
  }

  /// Errors and warnings in the order of the file, what concerns it as a whole first.
  func diagnostics() -> [Diagnostic] {
    let all =
      errors() + headerWarnings + nameWarnings() + textWarnings() + facts.findings.diagnostics()
      + numbering.diagnostics(encoding)
    return all.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }.map(
      \.element)
  }

  private func errors() -> [Diagnostic] {
    if let excess { return [excess] }
    guard facts.errors.count == 0 else {
      // An entry with an unreadable line cannot balance: saying so would hide the cause.
      return facts.errors.kept.map { $0.diagnostic(encoding) } + more(facts.errors.count - facts.errors.kept.count)
    }
    guard facts.lineCount > 0 else { return [Diagnostic(.error, FECMessage.noLines)] }
    guard books.volume <= Int128(Int64.max) else { return [Diagnostic(.error, FECMessage.totalTooLarge)] }
    return books.unbalanced.map { $0.diagnostic(encoding) } + more(books.unbalancedCount - books.unbalanced.count)
      + totalErrors() + spanErrors()
  }

  private func more(_ count: Int) -> [Diagnostic] {
    count > 0 ? [Diagnostic(.error, FECMessage.moreErrors, ["count": .integer(count)])] : []
  }

  private func totalErrors() -> [Diagnostic] {
    guard books.debit != books.credit else { return [] }
    return [
      Diagnostic(
        .error, FECMessage.totalUnbalanced,
        [
          "debit": .money(Money(cents: books.debit)), "credit": .money(Money(cents: books.credit)),
          "difference": .money(Money(cents: books.debit - books.credit)),
        ])
    ]
  }

  /// The law knows no fiscal year above 24 months; a longer span is a mistyped date, or several years in one file.
  private func spanErrors() -> [Diagnostic] {
    guard let year = fiscalYear else { return [] }
    let months = (year.end.year - year.start.year) * 12 + year.end.month - year.start.month + 1
    guard months > 24 else { return [] }
    let (first, last) = (CalendarDate(number: Int(books.first.date)), CalendarDate(number: Int(books.last.date)))
    return [
      Diagnostic(
        .error, FECMessage.spanTooLong,
        [
          "months": .integer(months), "first": .date(first ?? year.start), "firstLine": .integer(books.first.line),
          "last": .date(last ?? year.end), "lastLine": .integer(books.last.line),
        ],
        line: books.last.line, field: FECColumn.entryDate.name)
    ]
  }

  private func nameWarnings() -> [Diagnostic] {
    guard let name else { return [] }
    guard let siren = name.siren, let closing = name.closing else {
      return [Diagnostic(.warning, FECMessage.nameFormat, ["name": .text(name.text)])]
    }
    var warnings: [Diagnostic] = []
    if !name.sirenIsPlausible {
      warnings.append(Diagnostic(.warning, FECMessage.nameSIREN, ["siren": .text(siren)]))
    }
    if let year = fiscalYear, year.end != closing {
      warnings.append(
        Diagnostic(.warning, FECMessage.nameClosing, ["closing": .date(closing), "end": .date(year.end)]))
    }
    return warnings
  }

  private func textWarnings() -> [Diagnostic] {
    let count = facts.encoding.undecodable(hasByteOrderMark: layout.hasByteOrderMark)
    guard count > 0 else { return [] }
    return [
      Diagnostic(
        .warning, FECMessage.textUndecodable, ["count": .integer(count), "encoding": .text(encoding.rawValue)])
    ]
  }
}
