// From typed texts to entries, noting everything that cannot be read on the way.

import CarbonAccounting
import Quantities
import ReferenceData
import UseCases
import WrittenFiles

/// Reads answers one by one.
struct CalculatorReader {
  let answers: CalculatorAnswers
  let library: Library
  /// What could not be read, in the order of the questionnaire.
  private(set) var problems: [Diagnostic] = []

  init(answers: CalculatorAnswers, library: Library) {
    self.answers = answers
    self.library = library
  }

  /// The entries; worth something only without problems.
  mutating func read() -> CalculatorEntries {
    let year = year()
    let branch = branch("branch", at: say(.askBranch))
    let revenue =
      number("revenue", at: say(.askRevenue)) { (text) throws(WrittenValue.Fault) in try WrittenValue.money(text) }
      ?? .zero
    if answers["revenue"].isEmpty || (revenue == .zero && problems.allSatisfy { $0.field != "revenue" }) {
      problems.append(CalculatorRefusal.revenueMissing.diagnostic(answers["revenue"], field: "revenue"))
    }
    var entries = CalculatorEntries(year: year, naf: branch, revenue: revenue)
    entries.firm = answers["firm"].onOneLine
    entries.isBudget = !answers["budget"].isEmpty
    for question in library.questionnaire.questions {
      if question.kind == .specific { entries.specific[question.id] = specific(question) }
      if let line = line(question) { entries.lines.append(line) }
    }
    for number in 1...CalculatorEntries.directCount {
      if let statement = direct(number) { entries.direct.append(statement) }
    }
    entries.previous = previous()
    return entries
  }

  private func say(_ key: CalculatorMessage) -> MessageValue { .message(Message(key)) }

  private func place(_ question: CalculatorQuestion, _ part: CalculatorMessage) -> MessageValue {
    .message(Message(CalculatorMessage.place, ["question": .localized(question.label), "part": say(part)]))
  }

  private mutating func year() -> Int {
    let text = answers["year"]
    guard let year = Int(text), library.reference.priceIndex.years.contains(year) else {
      problems.append(CalculatorRefusal.yearUnknown.diagnostic(text, field: "year"))
      return 0
    }
    return year
  }

  private mutating func branch(_ field: String, at place: MessageValue) -> String {
    let text = answers[field]
    guard !text.isEmpty else {
      problems.append(CalculatorRefusal.branchMissing.diagnostic("", at: place, field: field))
      return ""
    }
    do throws(Refusal) { return try BranchFinder(library.branches).find(text).code } catch {
      problems += error.diagnostics.map { diagnostic in
        var diagnostic = diagnostic
        diagnostic.field = field
        return diagnostic
      }
      return ""
    }
  }

  /// A number, nil where the field is empty or cannot be read.
  private mutating func number<Value>(
    _ field: String, at place: MessageValue, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    let text = answers[field]
    guard !text.isEmpty else { return nil }
    do throws(WrittenValue.Fault) { return try read(text) } catch {
      let problem: Diagnostic =
        switch error {
        case .form: CalculatorRefusal.notNumber.diagnostic(text, at: place, field: field)
        case .range(let range):
          CalculatorRefusal.outOfRange.diagnostic(text, at: place, ["range": .text(range)], field: field)
        case .ambiguous(let grouped, let decimal):
          CalculatorRefusal.ambiguous.diagnostic(
            text, at: place, ["grouped": .text(grouped), "decimal": .text(decimal)], field: field)
        }
      problems.append(problem)
      return nil
    }
  }

  private mutating func line(_ question: CalculatorQuestion) -> CalculatorEntries.Line? {
    func name(_ part: CalculatorAnswers.Part) -> String { CalculatorAnswers.name(question.id, part) }
    let amountPart: CalculatorMessage = question.kind == .asset ? .partAllowance : .partAmount
    let amount = number(name(.amount), at: place(question, amountPart), CalculatorReader.signedMoney)
    let with = number(name(.with), at: place(question, .partWith)) { (text) throws(WrittenValue.Fault) in
      try WrittenValue.money(text)
    }
    let content = number(name(.content), at: place(question, .partContent), CalculatorReader.kilograms)
    let line = CalculatorEntries.Line(
      id: question.id, quantity: quantity(question), amount: amount ?? .zero, contentAmount: with ?? .zero,
      content: content ?? .zero)
    return line.isEmpty ? nil : line
  }

  private mutating func quantity(_ question: CalculatorQuestion) -> Quantity? {
    guard let usual = question.units.first else { return nil }
    let field = CalculatorAnswers.name(question.id, .quantity)
    let read = number(field, at: place(question, .partQuantity), CalculatorReader.sixDecimals)
    guard let value = read, value > .zero else { return nil }
    let typed = answers[CalculatorAnswers.name(question.id, .unit)]
    let chosen = question.units.first { $0.shown == typed || $0 == Unit(typed) }
    guard let unit = typed.isEmpty ? usual : chosen else {
      let known = question.units.map(\.shown).joined(separator: ", ")
      problems.append(
        CalculatorRefusal.unitUnknown.diagnostic(
          typed, at: place(question, .partUnit), ["known": .text(known)],
          field: CalculatorAnswers.name(question.id, .unit)))
      return nil
    }
    return Quantity(value, unit)
  }

  private mutating func specific(_ question: CalculatorQuestion) -> CalculatorEntries.Specific? {
    let label = answers[CalculatorAnswers.name(question.id, .label)].onOneLine
    let field = CalculatorAnswers.name(question.id, .branch)
    guard !label.isEmpty || !answers[field].isEmpty else { return nil }
    let naf = branch(field, at: place(question, .specificBranch))
    return CalculatorEntries.Specific(label: label.isEmpty ? naf : label, naf: naf)
  }

  private mutating func direct(_ number: Int) -> CalculatorEntries.Direct? {
    let (label, author) = (answers["direct.\(number).label"].onOneLine, answers["direct.\(number).author"].onOneLine)
    let field = "direct.\(number).kg"
    let carbon = self.number(field, at: say(.directCarbon), CalculatorReader.kilograms)
    if label.isEmpty, author.isEmpty, answers[field].isEmpty { return nil }
    guard let carbon, !label.isEmpty, !author.isEmpty else {
      if answers[field].isEmpty || carbon != nil {
        problems.append(CalculatorRefusal.directIncomplete.diagnostic(label, field: field))
      }
      return nil
    }
    return CalculatorEntries.Direct(label: label, author: author, carbon: carbon)
  }

  private mutating func previous() -> CalculatorEntries.Previous? {
    let balance = number("previous.balance", at: say(.previousBalance), CalculatorReader.kilograms)
    let factor = number("previous.factor", at: say(.previousFactor)) { (text) throws(WrittenValue.Fault) in
      try WrittenValue.intensity(text)
    }
    if answers["previous.balance"].isEmpty != answers["previous.factor"].isEmpty {
      problems.append(CalculatorRefusal.previousIncomplete.diagnostic("", field: "previous.balance"))
    }
    guard let balance, let factor else { return nil }
    return CalculatorEntries.Previous(balance: balance, factor: factor)
  }
}

extension CalculatorReader {
  /// Euros of either sign: rebates may be larger than what was bought.
  fileprivate static func signedMoney(_ text: String) throws(WrittenValue.Fault) -> Money {
    guard let rest = text.withoutMinus else { return try WrittenValue.money(text) }
    return -(try WrittenValue.money(rest))
  }

  /// Kilograms of CO2e of either sign, to the gram.
  fileprivate static func kilograms(_ text: String) throws(WrittenValue.Fault) -> CarbonMass {
    let bare = text.withoutMinus ?? text
    let mass = try WrittenValue.carbon(bare + " kg")
    return text.withoutMinus == nil ? mass : -mass
  }

  /// A quantity with six decimals at most, so that it is written back as it was read.
  fileprivate static func sixDecimals(_ text: String) throws(WrittenValue.Fault) -> Rational {
    let value = try WrittenValue.number(text)
    guard let scaled = try? value.times(Rational(1_000_000)), scaled.denominator == 1 else { throw .form }
    return value
  }
}

extension String {
  /// What follows a minus sign; nil without one.
  fileprivate var withoutMinus: String? {
    guard let first, "-\u{2212}".contains(first) else { return nil }
    return String(dropFirst())
  }
}

extension Unit {
  /// The label in a workbook, which is read back: the units that are asked for have the same in both languages.
  public var shown: String { label.fr }
}
