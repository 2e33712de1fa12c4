// How ledger lines are shared between several activities.

import CarbonAccounting
import Markup
import Quantities
import UseCases

struct KeyForms {
  let desk: YearDesk

  private var visit: FirmVisit { desk.visit }
  private var settings: FirmSettings { desk.settings.file.settings }

  /// Nothing for a firm with one activity: there is nothing to share.
  var html: HTML {
    guard settings.activities.count > 1 else { return .empty }
    return Piece.section(
      visit.say(ActivitiesMessage.keys),
      Piece.text(visit.say(ActivitiesMessage.keysLead)) + table + (desk.mayChange ? addition : .empty))
  }

  private var table: HTML {
    guard !settings.keys.isEmpty else { return .empty }
    var columns: [DataTable.Column] = [
      .text(visit.say(ActivitiesMessage.keyLines)), .text(visit.say(ActivitiesMessage.keyShares)),
      .text(visit.say(ActivitiesMessage.keyBasis)),
    ]
    if desk.mayChange { columns.append(.text(visit.say(ActivitiesMessage.remove))) }
    var table = DataTable(visit.say(ActivitiesMessage.keys), columns)
    for (index, key) in settings.keys.enumerated() {
      let shares = settings.activities.compactMap { activity in
        key.shares[activity.id].map { "\(activity.label) \($0)" }
      }.joined(separator: " · ")
      let basis =
        if case .other(let reason) = key.basis { reason } else { visit.say(ActivitiesMessage.keyBasisCost) }
      let removal = desk.form(
        desk.path("/activities"), class: "inline",
        """
        \(Field.hidden("what", "drop-key"))\(Field.hidden("key", "\(index)"))\
        <button class="link">\(visit.say(ActivitiesMessage.remove))\
        <span class="hidden"> \(visit.say(ActivitiesMessage.keyRemove, ["lines": .text(key.match.summary)]))</span></button>
        """)
      table.add(["\(key.match.summary)", "\(shares)", "\(basis)", removal])
    }
    return table.html
  }

  private var addition: HTML {
    func field(_ name: String, _ label: ActivitiesMessage, hint: String = "") -> HTML {
      Field(name, visit.say(label), value: visit.form[name], hint: hint).with { $0.isRequired = false }.html
    }
    let shares = settings.activities.map { activity in
      Field(
        "share-\(activity.id)", visit.say(ActivitiesMessage.keyShare, ["activity": .text(activity.label)]),
        value: visit.form["share-\(activity.id)"]
      ).with {
        $0.isRequired = false
        $0.inputMode = "numeric"
        $0.most = 12
      }.html
    }
    let bases = [
      (
        value: "cost", label: visit.say(ActivitiesMessage.keyBasisCost),
        hint: visit.say(ActivitiesMessage.keyBasisCostHint)
      ),
      (
        value: "other", label: visit.say(ActivitiesMessage.keyBasisOther),
        hint: visit.say(ActivitiesMessage.keyBasisOtherHint)
      ),
    ]
    let basis = visit.form["basis"].isEmpty ? "cost" : visit.form["basis"]
    let form = desk.form(
      desk.path("/activities"),
      """
      \(Field.hidden("what", "key"))<div class="columns tight">\
      \(field("key-account", .keyAccount, hint: visit.say(ActivitiesMessage.keyAccountHint)))\
      \(field("key-supplier", .keySupplier))\(field("key-label", .keyLabel))</div>
      <div class="columns tight">\(shares)</div>
      \(Field.choices("basis", visit.say(ActivitiesMessage.keyBasis), bases, chosen: basis))\
      \(field("key-reason", .keyReason))
      <p class="actions">\(Field.submit(visit.say(ActivitiesMessage.keyAdd), class: "quiet"))</p>
      """)
    return "<details><summary>\(visit.say(ActivitiesMessage.keyAdd))</summary>\(form)</details>"
  }
}
