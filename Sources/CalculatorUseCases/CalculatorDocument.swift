// The answers as a file: canonical JSON, the same bytes for the same answers, read back without loss.

import CanonicalJSON
import CarbonAccounting
import Quantities
import ReferenceData
import UseCases

extension CalculatorEntries {
  /// The name and version of the format; documented in `docs/FORMATS.md`.
  static let format = "sillage.calculator/1"
  /// More than any questionnaire takes.
  public static let fileLimit = 200_000

  /// The answers as JSON.
  public var json: JSONValue {
    .object([
      "format": .string(CalculatorEntries.format), "firm": .string(firm), "year": .integer(Int64(year)),
      "branch": .string(naf), "revenue_eur": .string(revenue.decimalText), "budget": .bool(isBudget),
      "lines": .array(lines.map(\.json)),
      "specific": .object(
        specific.mapValues { .object(["label": .string($0.label), "branch": .string($0.naf)]) }),
      "direct": .array(
        direct.map { statement in
          .object([
            "label": .string(statement.label), "author": .string(statement.author),
            "carbon_g": .integer(statement.carbon.grams),
          ])
        }),
      "previous": previous.map { previous in
        .object([
          "balance_g": .integer(previous.balance.grams), "factor_g_per_eur": .string(previous.factor.gramsText),
        ])
      } ?? .null,
    ])
  }

  /// Reads such a file.
  ///
  /// - Throws: a refusal that names the member which cannot be read; values out of bounds are refused like typed ones.
  public init(parsing bytes: [UInt8], _ library: Library) throws(Refusal) {
    guard bytes.count <= CalculatorEntries.fileLimit, let json = try? JSONValue(parsing: bytes) else {
      throw Refusal(CalculatorRefusal.fileUnreadable.diagnostic("", field: ""))
    }
    guard json["format"]?.text == CalculatorEntries.format else {
      throw Refusal(CalculatorRefusal.fileVersion.diagnostic(json["format"]?.text ?? "", field: "format"))
    }
    // Through the texts a person would type: one place decides what may stand in an answer.
    var answers = CalculatorAnswers()
    var file = CalculatorFile(json: json)
    answers["firm"] = file.text("firm")
    answers["year"] = file.integer("year").map(String.init) ?? ""
    answers["branch"] = file.text("branch")
    answers["revenue"] = file.text("revenue_eur")
    answers["budget"] = json["budget"] == .bool(true) ? "1" : ""
    file.readLines(into: &answers, library.questionnaire)
    file.readOthers(into: &answers)
    if let problem = file.problem { throw Refusal(problem) }
    self = try answers.entries(library)
  }
}

extension CalculatorEntries.Line {
  fileprivate var json: JSONValue {
    .object([
      "id": .string(id), "quantity": .optional(quantity?.value.plainText), "unit": .optional(quantity?.unit.symbol),
      "amount_eur": .string(amount.decimalText), "content_amount_eur": .string(contentAmount.decimalText),
      "content_g": .integer(content.grams),
    ])
  }
}

/// A file of answers on its way to texts; notes the first member that is not what it should be.
private struct CalculatorFile {
  let json: JSONValue
  private(set) var problem: Diagnostic?

  init(json: JSONValue) { self.json = json }

  private mutating func refuse(_ member: String) {
    problem = problem ?? CalculatorRefusal.fileMember.diagnostic(member, field: member)
  }

  mutating func text(_ member: String, of value: JSONValue? = nil) -> String {
    guard let text = (value ?? json)[member]?.text, text.count <= CalculatorAnswers.longest else {
      refuse(member)
      return ""
    }
    return text
  }

  mutating func integer(_ member: String, of value: JSONValue? = nil) -> Int64? {
    guard let number = (value ?? json)[member]?.integer else {
      refuse(member)
      return nil
    }
    return number
  }

  /// Grams as the kilograms a person would type.
  private mutating func kilograms(_ member: String, of value: JSONValue) -> String {
    guard let grams = integer(member, of: value), grams.magnitude <= CarbonMass.limit.grams.magnitude else {
      refuse(member)
      return ""
    }
    return grams == 0 ? "0" : CarbonMass(grams: grams).kilogramText
  }

  mutating func readLines(into answers: inout CalculatorAnswers, _ questionnaire: Questionnaire) {
    guard let lines = json["lines"]?.elements, lines.count <= questionnaire.questions.count else {
      return refuse("lines")
    }
    for line in lines {
      let id = text("id", of: line)
      guard questionnaire[id] != nil else { return refuse(id.isEmpty ? "id" : id) }
      func set(_ part: CalculatorAnswers.Part, _ text: String) {
        answers[CalculatorAnswers.name(id, part)] = text == "0.00" || text == "0" ? "" : text
      }
      set(.amount, text("amount_eur", of: line))
      set(.with, text("content_amount_eur", of: line))
      set(.content, kilograms("content_g", of: line))
      guard line["quantity"]?.text != nil else { continue }
      set(.quantity, text("quantity", of: line))
      set(.unit, text("unit", of: line))
    }
  }

  mutating func readOthers(into answers: inout CalculatorAnswers) {
    if case .object(let specific) = json["specific"] {
      for id in specific.keys.sorted().prefix(10) {
        answers[CalculatorAnswers.name(id, .label)] = text("label", of: specific[id])
        answers[CalculatorAnswers.name(id, .branch)] = text("branch", of: specific[id])
      }
    }
    guard let direct = json["direct"]?.elements, direct.count <= CalculatorEntries.directCount else {
      return refuse("direct")
    }
    for (position, statement) in direct.enumerated() {
      answers["direct.\(position + 1).label"] = text("label", of: statement)
      answers["direct.\(position + 1).author"] = text("author", of: statement)
      answers["direct.\(position + 1).kg"] = kilograms("carbon_g", of: statement)
    }
    guard let previous = json["previous"], previous != .null else { return }
    answers["previous.balance"] = kilograms("balance_g", of: previous)
    answers["previous.factor"] = text("factor_g_per_eur", of: previous)
  }
}
