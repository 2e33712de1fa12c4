// The answers as texts by name: what a form sends, what the cells of a workbook hold.

import CarbonAccounting
import Quantities
import ReferenceData
import UseCases
import WrittenFiles

/// Answers as they were typed, each under the name of its field: `energy.gas.quantity`, `revenue`, `direct.1.label`.
public struct CalculatorAnswers: Sendable, Hashable {
  private var texts: [String: String] = [:]

  /// Longer than any answer.
  public static let longest = 200

  /// No answers.
  public init() {}

  /// The text of a field, without blanks around it; empty when nothing was typed. Only so many characters are kept.
  public subscript(name: String) -> String {
    get { texts[name] ?? "" }
    set {
      let text = String(newValue.prefix(CalculatorAnswers.longest)).trimmed
      texts[name] = text.isEmpty ? nil : text
    }
  }

  /// Whether nothing was answered.
  public var isEmpty: Bool { texts.isEmpty }

  /// The parts of the answer to a question, by the end of the field's name.
  public enum Part: String, CaseIterable, Sendable {
    case quantity, unit, amount
    /// The amount of invoices with a supplier content.
    case with
    /// The content they carry, in kilograms.
    case content
    /// The name of the firm's own category, and the branch that makes it.
    case label, branch
  }

  /// The name of the field for a part of a question.
  public static func name(_ question: String, _ part: Part) -> String { "\(question).\(part.rawValue)" }

  /// Every field there is, in the order of the questionnaire.
  public static func names(_ questionnaire: Questionnaire) -> [String] {
    let general = ["firm", "year", "branch", "revenue", "budget", "previous.balance", "previous.factor"]
    let direct = (1...CalculatorEntries.directCount).flatMap { number in
      ["label", "author", "kg"].map { "direct.\(number).\($0)" }
    }
    return general + questionnaire.questions.flatMap { names(of: $0) } + direct
  }

  /// The fields of a question: energies and transports have a quantity, the firm's own categories a name.
  private static func names(of question: CalculatorQuestion) -> [String] {
    let quantity: [Part] = question.units.isEmpty ? [] : [.quantity, .unit]
    let own: [Part] = question.kind == .specific ? [.label, .branch] : []
    return (own + quantity + [.amount, .with, .content]).map { name(question.id, $0) }
  }
}

extension CalculatorAnswers {
  /// The texts that stand for entries: points for decimals, so that every language reads them.
  ///
  /// Writing the result of `entries` and reading it again gives the same entries.
  public init(_ entries: CalculatorEntries) {
    self["firm"] = entries.firm
    self["year"] = String(entries.year)
    self["branch"] = entries.naf
    self["revenue"] = entries.revenue.decimalText
    self["budget"] = entries.isBudget ? "1" : ""
    for line in entries.lines {
      func set(_ part: Part, _ text: String) { self[CalculatorAnswers.name(line.id, part)] = text }
      if let quantity = line.quantity {
        set(.quantity, quantity.value.plainText)
        set(.unit, quantity.unit.symbol)
      }
      if line.amount != .zero { set(.amount, line.amount.decimalText) }
      if line.contentAmount != .zero { set(.with, line.contentAmount.decimalText) }
      if line.content != .zero { set(.content, line.content.kilogramText) }
    }
    for (id, own) in entries.specific {
      self[CalculatorAnswers.name(id, .label)] = own.label
      self[CalculatorAnswers.name(id, .branch)] = own.naf
    }
    for (position, statement) in entries.direct.enumerated() {
      self["direct.\(position + 1).label"] = statement.label
      self["direct.\(position + 1).author"] = statement.author
      self["direct.\(position + 1).kg"] = statement.carbon.kilogramText
    }
    if let previous = entries.previous {
      self["previous.balance"] = previous.balance.kilogramText
      self["previous.factor"] = previous.factor.gramsText
    }
  }

  /// Reads and checks the answers.
  ///
  /// - Throws: a refusal with every answer that cannot be read; `field` names it.
  public func entries(_ library: Library) throws(Refusal) -> CalculatorEntries {
    var reader = CalculatorReader(answers: self, library: library)
    let entries = reader.read()
    guard reader.problems.isEmpty else { throw Refusal(reader.problems) }
    return entries
  }
}

extension Rational {
  /// The decimal text without useless zeros: answers have six decimals at most.
  var plainText: String {
    guard denominator != 1 else { return String(numerator) }
    return String(decimalText(places: 6).reversed().drop { $0 == "0" }.reversed())
  }
}

extension CarbonMass {
  /// Kilograms with a point and as many decimals as it takes.
  var kilogramText: String { ((try? rational.divided(by: Rational(1000))) ?? .zero).plainText }
}
