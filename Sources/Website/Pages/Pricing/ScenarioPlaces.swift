// What the places of a scenario's form are called: of the fields, and of what is wrong in them.

import CarbonPricing
import Disclosure
import Markup
import PricingUseCases
import Quantities
import Storage
import UseCases

struct ScenarioPlaces {
  let visit: FirmVisit
  let kind: ScenarioEntry.Kind

  /// The place without its row numbers, under the name of what it is a place of: a reference is filled in as a variant is.
  private func key(_ path: String) -> String {
    let parts = path.split(separator: ".").filter { Int($0) == nil }.map { $0 == "reference" ? "variants" : String($0) }
    return "\(kind.rawValue)-\(parts.joined(separator: "-").replacing("_", with: "-"))"
  }

  /// What a field is called.
  func name(_ path: String) -> String {
    if path == "reference" { return visit.say(ScenarioFieldMessage.reference) }
    return ScenarioFieldMessage(rawValue: "scenario-field.\(key(path))").map { visit.say($0) } ?? path
  }

  /// What to type in it; empty where its name says it.
  func hint(_ path: String) -> String {
    ScenarioHintMessage(rawValue: "scenario-hint.\(key(path))").map { visit.say($0) } ?? ""
  }

  /// What a choice of it is called.
  func word(_ path: String, _ value: String) -> String {
    if let use = PriceUse(rawValue: value), path.hasSuffix(".use") { return visit.say(use.message) }
    return ScenarioWordMessage(rawValue: "scenario-word.\(value)").map { visit.say($0) } ?? value
  }

  /// What a row is called: `Variante 2`.
  func row(_ path: String, _ number: Int) -> String { "\(name(path)) \(number)" }

  /// Whether it is seldom needed.
  func isFine(_ path: String) -> Bool {
    ["growth", "quantity", "unit_price", "fuel", "from", "to", "life", "timing", "lag"]
      .contains(path.split(separator: ".").last.map(String.init) ?? "")
  }

  /// What is wrong, with the names of fields where the file has keys and line numbers.
  func named(_ refusal: Refusal) -> Refusal {
    Refusal(
      refusal.diagnostics.map { found in
        guard let field = found.field else {
          return Diagnostic(kept: found.message, found.severity, file: nil, line: nil, field: nil)
        }
        return Diagnostic(
          kept: message(found.message, field), found.severity, file: place(field), line: nil, field: nil)
      })
  }

  /// `variants[1].lines[2].amount` as `Variante 1 · Ligne 2 · Montant`.
  private func place(_ field: String) -> String {
    var (path, names): (String, [String]) = ("", [])
    for part in field.split(separator: ".") {
      let name = String(part.prefix { $0 != "[" })
      path += (path.isEmpty ? "" : ".") + name
      if let open = part.firstIndex(of: "["), let number = Int(part[part.index(after: open)...].dropLast()) {
        names.append(row(path, number))
        path += ".\(number)"
      } else {
        names.append(self.name(path))
      }
    }
    return names.joined(separator: " · ")
  }

  /// The message, in which a key of the file goes by the name of its field.
  private func message(_ message: Message, _ field: String) -> Message {
    guard case .text(let key) = message.values["key"] else { return message }
    let path = field.split(separator: ".").map { String($0.prefix { $0 != "[" }) }.joined(separator: ".")
    let candidates = [path.isEmpty ? key : "\(path).\(key)", path, key]
    guard let known = candidates.first(where: { name($0) != $0 }) else { return message }
    return Message(kept: message.key, message.values.merging(["key": .text(name(known))]) { $1 })
  }
}
