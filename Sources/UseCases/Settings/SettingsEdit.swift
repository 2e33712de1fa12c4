// One answer of a person: what it puts into a year's settings, and what it takes the place of.

import CarbonAccounting
import Quantities

/// A change to settings that a page offers. Adding what is there already replaces it: the last answer counts.
public enum SettingsEdit: Sendable, Hashable {
  /// The activities that keep an account.
  case activities([Activity])
  /// How lines are shared between activities, first match first.
  case keys([AllocationKey])
  /// A classification rule; it takes the place of the one with the same criteria.
  case rule(OwnRule)
  /// Back to the default rule.
  case removeRule(LineMatch)
  /// A quantity read on bills; it takes the place of the one at the same factor with the same criteria.
  case measure(Measure)
  /// The quantity is asked again.
  case removeMeasure(factor: String, match: LineMatch)
  /// "I don't know": the provisional figure is kept knowingly. A measure for the same account is taken back.
  case keepEstimate(KeptEstimate)
  /// The question is asked again.
  case askAgain(KeptEstimate)
  /// A product bought whose supplier gave a footprint; it takes the place of the one of the same footprint and criteria.
  case footprint(FootprintPurchase)
  /// The footprint no longer counts.
  case removeFootprint(id: String, match: LineMatch)
  /// A content a supplier transmitted; it takes the place of the one for the same supplier and invoice.
  case content(SupplierContent)
  /// The content no longer counts.
  case removeContent(supplier: String, piece: String?, from: CalendarDate? = nil)
  /// An expert's statement of direct emissions, beside those already there. "None" is taken back.
  case direct(DirectEmission)
  /// The statement no longer counts.
  case removeDirect(DirectEmission)
  /// The firm states that an activity has no direct emissions but combustion; statements of some are taken back.
  case noDirectEmissions(activity: String)
  /// The question about direct emissions is asked again.
  case askDirectAgain(activity: String)
  /// An asset whose content is known; it takes the place of the one of the same name and account.
  case asset(AssetRecord)
  /// The asset goes by its account again.
  case removeAsset(label: String, account: String)
  /// What is expected of next year; nil for this year's figures.
  case expect(activity: String, Expectation?)
  /// What the year's invoices carried; nil for last year's closing factor.
  case transmit(activity: String, Transmission?)
  /// A vintage chosen for a factor; nil for the newest.
  case vintage(factor: String, String?)
  /// Whether the account is made on a budget.
  case budget(Bool)
  /// Whether quantities read in labels count as measures.
  case acceptLabels(Bool)
  /// Whether the sealed account says which published accounts of suppliers it rests on.
  case showSuppliers(Bool)

  /// Changes the settings.
  ///
  /// - Throws: `settings.nothing-to-remove` when what is to be removed is not there.
  public func apply(to file: inout FirmFile) throws(Refusal) {
    switch self {
    case .activities(let activities): file.settings.activities = activities
    case .keys(let keys): file.settings.keys = keys
    case .rule(let rule): file.settings.rules.put(rule)
    case .removeRule(let match):
      try file.settings.rules.remove(match.summary) { $0.match == match }
    case .measure(let measure):
      file.settings.keptEstimates.removeAll { $0.isAbout(measure) }
      file.settings.measures.put(measure) { $0.factor == measure.factor && $0.match == measure.match }
    case .removeMeasure(let factor, let match):
      try file.settings.measures.remove("\(factor) \(match.summary)") { $0.factor == factor && $0.match == match }
    case .keepEstimate(let estimate):
      file.settings.measures.removeAll(where: estimate.isAbout)
      file.settings.keptEstimates.put(estimate) { $0 == estimate }
    case .askAgain(let estimate):
      try file.settings.keptEstimates.remove("\(estimate.account) \(estimate.factor)") { $0 == estimate }
    case .footprint, .removeFootprint, .content, .removeContent, .direct, .removeDirect, .noDirectEmissions,
      .askDirectAgain, .asset, .removeAsset:
      try applyStatement(to: &file.settings)
    case .expect(let activity, let expectation): file.settings.expectations[activity] = expectation
    case .transmit(let activity, let transmission): file.settings.transmissions[activity] = transmission
    case .vintage(let factor, let vintage): file.settings.vintages[factor] = vintage
    case .budget(let isBudget): file.settings.isBudget = isBudget
    case .acceptLabels(let accepts): file.settings.acceptsLabels = accepts
    case .showSuppliers(let shows): file.settings.showsSuppliers = shows
    }
  }

  /// What others stated: suppliers and experts.
  private func applyStatement(to settings: inout FirmSettings) throws(Refusal) {
    switch self {
    case .footprint(let bought):
      settings.footprints.put(bought) { $0.footprint.id == bought.footprint.id && $0.match == bought.match }
    case .removeFootprint(let id, let match):
      try settings.footprints.remove("\(id) \(match.summary)") { $0.footprint.id == id && $0.match == match }
    case .content(let content):
      settings.supplierContents.put(content) { $0.isAbout(content.supplier, content.piece, from: content.from) }
    case .removeContent(let supplier, let piece, let from):
      try settings.supplierContents.remove([supplier, piece ?? ""].joined(separator: " ")) {
        $0.isAbout(supplier, piece, from: from)
      }
    case .direct(let emission):
      settings.withoutDirectEmissions.removeAll { $0 == emission.activity }
      settings.directEmissions.put(emission) { $0 == emission }
    case .removeDirect(let emission): try settings.directEmissions.remove(emission.label) { $0 == emission }
    case .noDirectEmissions(let activity):
      settings.directEmissions.removeAll { $0.activity == activity }
      settings.withoutDirectEmissions.put(activity) { $0 == activity }
    case .askDirectAgain(let activity):
      try settings.withoutDirectEmissions.remove(activity) { $0 == activity }
    case .asset(let asset):
      settings.assets.put(asset) { $0.label == asset.label && $0.account == asset.account }
    case .removeAsset(let label, let account):
      try settings.assets.remove(label) { $0.label == label && $0.account == account }
    default: return  // What the firm decides by itself: `apply` has done it.
    }
  }
}

extension Array {
  /// Takes the place of the first element that `matches`, else comes last.
  fileprivate mutating func put(_ element: Element, where matches: (Element) -> Bool) {
    if let index = firstIndex(where: matches) { self[index] = element } else { append(element) }
  }

  fileprivate mutating func remove(_ what: String, where matches: (Element) -> Bool) throws(Refusal) {
    let count = count
    removeAll(where: matches)
    guard self.count < count else {
      throw Refusal(Diagnostic(.error, SettingsMessage.nothingToRemove, ["what": .text(what)]))
    }
  }
}

extension [OwnRule] {
  /// The first rule that matches wins: a new one stands before the first that is less particular, else last.
  fileprivate mutating func put(_ rule: OwnRule) {
    if let index = firstIndex(where: { $0.match == rule.match }) {
      self[index] = rule
    } else {
      insert(rule, at: firstIndex { $0.match.particularity < rule.match.particularity } ?? endIndex)
    }
  }
}

extension LineMatch {
  /// More criteria first, then the longer account number.
  fileprivate var particularity: (Int, Int) {
    ([account, journal, supplier, label].count { $0 != nil }, account?.count ?? 0)
  }
}

extension KeptEstimate {
  /// Whether a measure answers the same question.
  fileprivate func isAbout(_ measure: Measure) -> Bool {
    measure.factor == factor && measure.match == LineMatch(account: account)
  }
}
