// From the forms of the page on activities to changes of the settings.

import CarbonAccounting
import Foundation
import Markup
import Quantities
import Storage
import UseCases
import WrittenFiles

struct ActivityEdits {
  private let desk: YearDesk

  private var visit: FirmVisit { desk.visit }
  private var form: Fields { desk.visit.form }
  private var settings: FirmSettings { desk.settings.file.settings }

  /// More accounts than anybody keeps.
  private static let most = 40

  init(_ desk: YearDesk) { self.desk = desk }

  func edits() throws(Refusal) -> [SettingsEdit] {
    switch form["what"] {
    case "add": return try added()
    case "edit": return try changed()
    case "key": return [.keys(settings.keys + [try key()])]
    case "drop-key":
      guard let index = Int(form["key"]), settings.keys.indices.contains(index) else { throw ActivityEdits.unknown }
      return [.keys(settings.keys.enumerated().filter { $0.offset != index }.map(\.element))]
    case "budget": return [.budget(form.has("budget"))]
    case "expected":
      let id = try activity().id
      return [.expect(activity: id, try expectation(id))]
    case "transmitted":
      let id = try activity().id
      return [.transmit(activity: id, try transmission(id))]
    default: throw ActivityEdits.unknown
    }
  }

  private static let unknown = Refusal(Diagnostic(.error, ActivitiesRefusal.unknown))

  private func activity() throws(Refusal) -> Activity {
    guard let activity = settings.activities.first(where: { $0.id == form["id"] }) else { throw ActivityEdits.unknown }
    return activity
  }

  /// The activities with one more, and the sales that are its.
  private func added() throws(Refusal) -> [SettingsEdit] {
    guard case .one(let found) = try ActivityQuestion.found(visit) else { throw ActivityEdits.unknown }
    guard settings.activities.count < ActivityEdits.most else {
      throw Refusal(Diagnostic(.error, ActivitiesRefusal.tooMany, ["limit": .integer(ActivityEdits.most)]))
    }
    let kind = Activity.Kind(rawValue: form["kind"]) ?? .production
    let new = Activity(id: newID(found.label), label: found.label, naf: found.naf, kind: kind)
    let all = settings.activities + [new]
    return [.activities(all), .keys(try keys(selling: new))]
  }

  /// The keys, with those that give the new activity its sales. Sales nobody claims stay with the first activity: several
  /// activities that produce must each know theirs.
  private func keys(selling new: Activity) throws(Refusal) -> [AllocationKey] {
    let accounts = form["sales"].split { !$0.isNumber }.map(String.init)
    guard new.kind == .production, settings.activities.contains(where: { $0.kind == .production }) else {
      return settings.keys
    }
    guard !accounts.isEmpty, accounts.count <= 20, accounts.allSatisfy({ $0.hasPrefix("70") }),
      let first = settings.activities.first(where: { $0.kind == .production })
    else { throw Refusal(Diagnostic(.error, ActivitiesRefusal.salesMissing)) }
    let own = accounts.map {
      AllocationKey(match: LineMatch(account: $0), shares: [new.id: 1], basis: .costAccounting)
    }
    let rest = AllocationKey(match: LineMatch(account: "70"), shares: [first.id: 1], basis: .costAccounting)
    // The first key that matches wins: what is particular stands before the rest.
    return own + settings.keys + (settings.keys.contains { $0.match == rest.match } ? [] : [rest])
  }

  /// A short name no other activity has.
  private func newID(_ label: String) -> String {
    let letters = label.folded.unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic }
    let base = letters.isEmpty ? "activity" : String(String.UnicodeScalarView(letters.prefix(20)))
    let taken = Set(settings.activities.map(\.id))
    return taken.contains(base) ? (2...).lazy.map { "\(base)\($0)" }.first { !taken.contains($0) } ?? base : base
  }

  /// The activities with one changed, or gone with the keys that share with it.
  private func changed() throws(Refusal) -> [SettingsEdit] {
    let old = try activity()
    if form.has("remove") {
      guard settings.activities.count > 1 else { throw Refusal(Diagnostic(.error, ActivitiesRefusal.lastOne)) }
      // With one activity left there is nothing to share.
      let keys = settings.activities.count == 2 ? [] : settings.keys.filter { $0.shares[old.id] == nil }
      return [.keys(keys), .activities(settings.activities.filter { $0.id != old.id })]
        + (settings.expectations[old.id] == nil ? [] : [.expect(activity: old.id, nil)])
        + (settings.transmissions[old.id] == nil ? [] : [.transmit(activity: old.id, nil)])
    }
    let label = form["label-\(old.id)"]
    guard !label.isEmpty else { throw missing(.label) }
    let amount = form["output-\(old.id)"]
    var output: PhysicalOutput?
    if !amount.isEmpty {
      let unit = form["unit-\(old.id)"]
      guard !unit.isEmpty else { throw missing(.outputUnit) }
      output = PhysicalOutput(
        quantity: try TypedValue.quantity(amount, unit, field: visit.say(ActivitiesMessage.output)))
    }
    let new = Activity(
      id: old.id, label: String(label.prefix(ActivityQuestion.longest)), naf: old.naf,
      kind: Activity.Kind(rawValue: form["kind-\(old.id)"]) ?? old.kind, output: output)
    return new == old ? [] : [.activities(settings.activities.map { $0.id == old.id ? new : $0 })]
  }

  private func missing(_ field: ActivitiesMessage) -> Refusal {
    Refusal(Diagnostic(.error, ActivitiesRefusal.textMissing, ["field": .text(visit.say(field))]))
  }

  private func key() throws(Refusal) -> AllocationKey {
    func text(_ name: String) -> String? { form[name].isEmpty ? nil : form[name] }
    let match = LineMatch(account: text("key-account"), supplier: text("key-supplier"), label: text("key-label"))
    guard match != LineMatch() else { throw Refusal(Diagnostic(.error, ActivitiesRefusal.keyEmpty)) }
    var shares: [String: Int64] = [:]
    for activity in settings.activities {
      guard let typed = text("share-\(activity.id)") else { continue }
      guard let share = Int64(typed), (0...1_000_000_000).contains(share) else {
        throw Refusal(Diagnostic(.error, ActivitiesRefusal.keyShares))
      }
      shares[activity.id] = share
    }
    guard shares.values.contains(where: { $0 > 0 }) else {
      throw Refusal(Diagnostic(.error, ActivitiesRefusal.keyShares))
    }
    guard form["basis"] == "other" else { return AllocationKey(match: match, shares: shares, basis: .costAccounting) }
    guard let reason = text("key-reason") else { throw missing(.keyReason) }
    return AllocationKey(match: match, shares: shares, basis: .other(reason: reason))
  }

  private func expectation(_ id: String) throws(Refusal) -> Expectation? {
    let (inputs, revenue) = (form["inputs-\(id)"], form["revenue-\(id)"])
    guard !inputs.isEmpty || !revenue.isEmpty else { return nil }
    return Expectation(
      inputs: inputs.isEmpty
        ? nil : try TypedValue.carbon(inputs, "kg", field: visit.say(ActivitiesMessage.expectedInputs)),
      revenue: revenue.isEmpty
        ? nil : try TypedValue.money(revenue, field: visit.say(ActivitiesMessage.expectedRevenue)))
  }

  private func transmission(_ id: String) throws(Refusal) -> Transmission? {
    var factors = (settings.transmissions[id]?.factors ?? []).enumerated()
      .filter { !form.has("drop-\(id)-\($0.offset)") }.map(\.element)
    let factor = form["factor-\(id)"]
    if !factor.isEmpty {
      let why = form["why-\(id)"]
      factors.append(
        Transmission.InForce(
          from: try TypedValue.date(form["from-\(id)"], field: visit.say(ActivitiesMessage.transmittedFrom)),
          factor: try TypedValue.intensity(factor, field: visit.say(ActivitiesMessage.transmittedFactor)),
          justification: why.isEmpty ? nil : why))
    }
    let total = form["total-\(id)"]
    let mass =
      total.isEmpty ? nil : try TypedValue.carbon(total, "kg", field: visit.say(ActivitiesMessage.transmittedTotal))
    guard !factors.isEmpty || mass != nil else { return nil }
    return Transmission(factors: factors, total: mass)
  }
}
