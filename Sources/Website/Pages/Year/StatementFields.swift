// What may be stated beside the questions: direct emissions, assets whose content is known; and what was stated already,
// with a box to take it back.

import Accounting
import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases

struct StatementFields {
  /// What a refusal calls each panel.
  static let directPanel = "direct-more"
  static let assetPanel = "asset"

  let desk: YearDesk
  /// The suppliers of the year, to name those who transmitted a content.
  let suppliers: Set<LedgerSupplier>
  /// The panels that something is wrong in.
  let refused: Set<String>

  private var visit: FirmVisit { desk.visit }
  private var settings: FirmSettings { desk.settings.file.settings }

  var html: HTML { known + direct + asset }

  /// Statements already there.
  private var known: HTML {
    let direct = settings.directEmissions.enumerated().map { index, item in
      (
        "drop-direct-\(index)",
        visit.say(
          QuestionsMessage.directStated,
          ["label": .text(item.label), "carbon": .carbon(item.carbon), "author": .text(item.author)])
      )
    }
    let assets = settings.assets.enumerated().map { index, item in
      (
        "drop-asset-\(index)",
        visit.say(
          QuestionsMessage.assetKnown,
          ["label": .text(item.label), "account": .text(item.account), "carbon": .carbon(item.content)])
      )
    }
    let names = Dictionary(
      suppliers.map { ($0.number.folded, PurchaseAccountPage.name($0)) }, uniquingKeysWith: { first, _ in first })
    let contents = settings.supplierContents.enumerated().compactMap { index, item -> (String, String)? in
      guard case .intensity(let intensity) = item.value else { return nil }
      return (
        "drop-content-\(index)",
        visit.say(
          QuestionsMessage.contentKnown,
          [
            "supplier": .text(names[item.supplier.folded] ?? item.supplier),
            "content": .intensity(intensity, per: "EUR"),
            "account": .text(item.account),
          ])
      )
    }
    let all = direct + assets + contents.prefix(100)
    guard !all.isEmpty else { return .empty }
    let items = all.map { name, text -> HTML in
      "<li>\(text)\(desk.mayChange ? Field.tick(name, visit.say(QuestionsMessage.removeAnswer), isTicked: false) : .empty)</li>"
    }
    return Piece.section(visit.say(QuestionsMessage.statements), "<ul class=\"plain-list\">\(items)</ul>")
  }

  private func isOpen(_ panel: String) -> HTML { refused.contains(panel) ? " open" : .empty }

  private var direct: HTML {
    guard desk.mayChange else { return .empty }
    let activities = settings.activities.map { (value: $0.id, label: $0.label) }
    let whose: HTML =
      activities.count > 1
      ? Field.list(
        "direct-activity", visit.say(QuestionsMessage.directActivity), activities,
        chosen: visit.form["direct-activity"]) : .empty
    return """
      <details\(isOpen(StatementFields.directPanel))><summary>\(visit.say(QuestionsMessage.directAdd))</summary>\
      \(Piece.text(visit.say(QuestionsMessage.directAddLead), class: "muted"))\(whose)\
      \(DirectFields(visit: visit, suffix: "more").html)</details>
      """
  }

  private var asset: HTML {
    guard desk.mayChange else { return .empty }
    func field(_ name: String, _ label: QuestionsMessage, unit: String = "") -> HTML {
      Field(name, visit.say(label), value: visit.form[name]).with {
        $0.isRequired = false
        $0.unit = unit
        if !unit.isEmpty {
          $0.inputMode = "decimal"
          $0.most = 30
        }
      }.html
    }
    return """
      <details\(isOpen(StatementFields.assetPanel))><summary>\(visit.say(QuestionsMessage.assetTitle))</summary>\
      \(Piece.text(visit.say(QuestionsMessage.assetLead), class: "muted"))<div class="columns tight">\
      \(field("asset-label", .assetLabel))\(field("asset-account", .assetAccount))\
      \(field("asset-value", .assetValue, unit: "€"))\(field("asset-allowance", .assetAllowance, unit: "€"))\
      \(field("asset-content", .assetContent, unit: "kg CO2e"))\(field("asset-evidence", .evidence))</div></details>
      """
  }
}
