// What is typed into the simulator, and how it is read.

import CalculatorUseCases
import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

struct SimulatorForm {
  let visit: FirmVisit
  let shown: BuyerYear
  let account: StoredBooks.Account
  let entries: [EntryRecord]

  /// Rows of each kind, at most; one more than is filled in, at least one.
  private static let most = 5
  /// Suppliers to choose among.
  private static let listed = 100

  /// A change with what it is called.
  struct Named {
    let label: String
    let change: SimulatedChange
  }

  // MARK: Reading

  /// The internal carbon price.
  func carbonPrice() throws(Refusal) -> Rational {
    let text = visit.query["t"]
    guard !text.isEmpty else { return .zero }
    guard let price = TypedNumber.number(text), price <= Rational(100_000) else {
      throw Refusal(Diagnostic(.error, BuyerRefusal.carbonPrice, ["value": .text(text)]))
    }
    return price
  }

  /// The changes that were typed, in the order of the form.
  func changes() throws(Refusal) -> [Named] {
    var changes: [Named] = []
    for row in 1...SimulatorForm.most {
      if let change = try supplier(row) { changes.append(change) }
    }
    for row in 1...SimulatorForm.most {
      if let change = try energy(row) { changes.append(change) }
    }
    for row in 1...SimulatorForm.most {
      if let change = try category(row) { changes.append(change) }
    }
    return changes
  }

  private func supplier(_ row: Int) throws(Refusal) -> Named? {
    let number = visit.query["s\(row)"]
    let (content, price) = (visit.query["sc\(row)"], visit.query["sp\(row)"])
    guard !number.isEmpty, !content.isEmpty || !price.isEmpty else { return nil }
    let name = account.suppliers.first { $0.id == number }.map { $0.name.isEmpty ? $0.id : $0.name } ?? number
    return Named(
      label: name, change: .supplier(number, content: try self.content(content), price: try share(price)))
  }

  /// A number is a transmitted content; words name a branch whose public factor counts.
  private func content(_ text: String) throws(Refusal) -> SimulatedChange.Content {
    if text.isEmpty { return .unchanged }
    if let intensity = CarbonIntensity(grams: TypedNumber.plain(text)), intensity >= .zero,
      intensity.milligrams <= 1_000_000_000_000
    {
      return .transmitted(intensity)
    }
    guard let choice = try OffersForm.monetary(text, visit).first, let factor = OffersForm.factor(choice, visit) else {
      throw Refusal(Diagnostic(.error, BuyerRefusal.wordsNothing, ["words": .text(String(text.prefix(80)))]))
    }
    return .estimated(factor)
  }

  private func share(_ text: String) throws(Refusal) -> Rational {
    guard !text.isEmpty else { return .zero }
    guard let share = TypedNumber.percent(text) else { throw wrong(text) }
    return share
  }

  private func number(_ text: String) throws(Refusal) -> Rational? {
    guard !text.isEmpty else { return nil }
    guard let number = TypedNumber.number(text) else { throw wrong(text) }
    return number
  }

  private func wrong(_ text: String) -> Refusal {
    Refusal(Diagnostic(.error, BuyerRefusal.numberWrong, ["value": .text(String(text.prefix(40)))]))
  }

  private func energy(_ row: Int) throws(Refusal) -> Named? {
    let id = visit.query["e\(row)"]
    let (kind, quantity, price) = (visit.query["ek\(row)"], visit.query["eq\(row)"], visit.query["ep\(row)"])
    guard !id.isEmpty, !kind.isEmpty || !quantity.isEmpty || !price.isEmpty else { return nil }
    let catalogue = visit.library.reference.factors
    guard let factor = catalogue.factor(kind.isEmpty ? id : kind) else {
      throw Refusal(Diagnostic(.error, SimulatorMessage.factorUnknown, ["what": .text(String(kind.prefix(80)))]))
    }
    let label = visit.speaker.say(catalogue.factor(id)?.name ?? factor.name)
    return Named(
      label: factor.id == id ? label : "\(label) → \(visit.speaker.say(factor.name))",
      change: .energy(
        factor: id, kind: factor, quantity: try number(quantity), unitPrice: try number(price)))
  }

  private func category(_ row: Int) throws(Refusal) -> Named? {
    let (id, change) = (visit.query["c\(row)"], visit.query["cd\(row)"])
    guard !id.isEmpty, !change.isEmpty else { return nil }
    return Named(label: name(of: id), change: .category(id, by: try share(change)))
  }

  private func name(of category: String) -> String {
    visit.categoryName(category)
  }

  // MARK: The form

  var html: HTML {
    let price = field("t", .carbonPrice, unit: "€/t CO2e", hint: visit.say(SimulatorPageMessage.carbonPriceHint))
    let energies = self.energies
    return """
      <form method="get" action="\(visit.path("/simulator"))">\(activities)
      \(rows(.suppliers, .suppliersLead, "s", supplierRow))
      \(energies.isEmpty ? .empty : rows(.energies, .energiesLead, "e") { energyRow($0, energies) })
      \(rows(.designs, .designsLead, "c", categoryRow))\(price)
      <p class="actions">\(Field.submit(visit.say(SimulatorPageMessage.button)))</p>
      <p class="muted small">\(visit.say(SimulatorPageMessage.shared))</p></form>
      """
  }

  private var activities: HTML {
    let year = visit.query["year"].isEmpty ? .empty : Field.hidden("year", visit.query["year"])
    guard shown.books.accounts.count > 1 else { return year }
    return year
      + Field.list(
        "activity", visit.say(SimulatorPageMessage.activity), shown.books.accounts.map { ($0.id, $0.label) },
        chosen: account.id)
  }

  private func rows(
    _ title: SimulatorPageMessage, _ lead: SimulatorPageMessage, _ name: String, _ row: (Int) -> HTML
  ) -> HTML {
    let filled = (1...SimulatorForm.most).last { !visit.query["\(name)\($0)"].isEmpty } ?? 0
    let items = (1...min(filled + 1, SimulatorForm.most)).map { "<div class=\"row three\">\(row($0))</div>" as HTML }
    return """
      <fieldset class="offer"><legend>\(visit.say(title))</legend>\
      <p class="hint">\(visit.say(lead))</p>\(items)</fieldset>
      """
  }

  private func list(
    _ name: String, _ label: SimulatorPageMessage, _ options: [(value: String, label: String)],
    empty: SimulatorPageMessage = .choose
  ) -> HTML {
    Field.list(
      name, visit.say(label), [("", visit.say(empty))] + options, chosen: visit.query[name])
  }

  private func field(_ name: String, _ label: SimulatorPageMessage, unit: String = "", hint: String = "") -> HTML {
    Field(name, visit.say(label), value: visit.query[name], hint: hint).with {
      $0.isRequired = false
      $0.unit = unit
      $0.most = 80
    }.html
  }

  private func supplierRow(_ row: Int) -> HTML {
    let options = account.suppliers.prefix(SimulatorForm.listed).map { line in
      (line.id, "\(line.name.isEmpty ? line.id : line.name) · \(visit.numbers.carbon(line.carbon))")
    }
    return list("s\(row)", .supplier, options) + field("sc\(row)", .supplierContent)
      + field("sp\(row)", .supplierPrice, unit: "%")
  }

  private typealias Energy = (id: String, name: String, unit: String)

  /// What the account counts by quantity, with how much of it.
  private var energies: [Energy] {
    var totals: [String: Rational] = [:]
    for purchase in SimulatedPurchase.all(entries, of: account.id) {
      guard let factor = purchase.factor, let quantity = purchase.quantity else { continue }
      totals[factor] = (try? (totals[factor] ?? .zero).plus(quantity)) ?? .zero
    }
    return totals.sorted { $0.key < $1.key }.compactMap { id, quantity in
      guard let factor = visit.library.reference.factors.factor(id) else { return nil }
      let amount = visit.numbers.decimal(quantity.decimalText(places: 0))
      return (id, "\(visit.speaker.say(factor.name)) · \(amount) \(factor.unit.shown)", factor.unit.shown)
    }
  }

  private func energyRow(_ row: Int, _ energies: [Energy]) -> HTML {
    let catalogue = visit.library.reference.factors
    let kinds = catalogue.ids.filter { $0.hasPrefix("energy.") || $0.hasPrefix("transport.") }
      .compactMap { catalogue.factor($0) }.map { ($0.id, "\(visit.speaker.say($0.name)) (\($0.unit.shown))") }
    let chosen = visit.query["ek\(row)"].isEmpty ? visit.query["e\(row)"] : visit.query["ek\(row)"]
    let unit = catalogue.factor(chosen)?.unit.shown ?? ""
    return list("e\(row)", .energy, energies.map { ($0.id, $0.name) })
      + list("ek\(row)", .energyKind, kinds, empty: .energySame) + field("eq\(row)", .energyQuantity, unit: unit)
      + field("ep\(row)", .energyPrice, unit: unit.isEmpty ? "€" : "€/\(unit)")
  }

  private func categoryRow(_ row: Int) -> HTML {
    let options = account.categories.filter { $0.id != "direct" }.map { line in
      (line.id, "\(name(of: line.id)) · \(visit.numbers.carbon(line.carbon))")
    }
    return list("c\(row)", .category, options) + field("cd\(row)", .categoryChange, unit: "%")
  }
}
