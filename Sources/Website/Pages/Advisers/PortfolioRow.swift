// One firm of a portfolio.

import CanonicalJSON
import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct PortfolioRow {
  private let entry: PortfolioEntry
  private let visit: PersonVisit
  /// Nil when its settings cannot be read: the page of all firms is shown all the same.
  private let status: PathStatus?

  init(_ entry: PortfolioEntry, _ visit: PersonVisit) throws(Refusal) {
    self.entry = entry
    self.visit = visit
    let firm = try visit.store.organisation(entry.organisation.id, as: .person(visit.person.id))
    status = try? PathStatus(visit.library, firm, year: entry.year)
  }

  private var path: String { "/firms/\(entry.organisation.id.number)" }

  /// Firm and role, year, next step, what is missing, last closed account, reminders.
  var cells: [HTML] {
    let siren: HTML = entry.organisation.siren.map { " <span class=\"muted small\">\($0)</span>" } ?? .empty
    return [
      """
      <a href="\(LinkPath(path))">\(entry.organisation.name)</a>\(siren)
      <span class="muted small role">\(visit.say(entry.role.name))</span>
      """, entry.year.map { "\($0.period.label)" } ?? .empty, next, missing, closed, reminders,
    ]
  }

  private var next: HTML {
    guard let status else { return "<span class=\"tag warn\">\(visit.say(AdviserMessage.nextUnreadable))</span>" }
    let step = NextStep(status, of: entry.organisation.id, as: entry.role, visit)
    let isKeeper = entry.role.permissions.contains(.keep)
    let words =
      isKeeper ? visit.say(status.next.name) : visit.say(status.isClosed ? AdviserMessage.nextVerify : .nextAwaited)
    guard let path = step.path else { return "<span class=\"tag\">\(words)</span>" }
    return "<a class=\"tag \(status.isClosed ? "good" : "")\" href=\"\(path)\">\(words)</a>"
  }

  private var missing: HTML {
    guard let status, status.openQuestions > 0, !status.isClosed, let year = entry.year else { return .empty }
    let words = visit.say(
      AdviserMessage.missingCount, ["count": .integer(status.openQuestions), "carbon": .carbon(status.openCarbon)])
    return "<a href=\"\(LinkPath("\(path)/\(year.period.label)/questions"))\">\(words)</a>"
  }

  private var closed: HTML {
    guard let (year, seals) = entry.sealed, !seals.isEmpty else { return .empty }
    let accounts = seals.map(\.sealed.account)
    let carbon = accounts.map { CarbonMass(grams: $0["production_g"]?.integer ?? 0) }.total()
    let factors = accounts.compactMap { account -> String? in
      guard let factor = account["closing_factor_g"]?.text.flatMap({ CarbonIntensity(grams: $0) }) else { return nil }
      return visit.speaker.say(.intensity(factor, per: account["factor_unit"]?.text ?? "EUR"))
    }
    return """
      <span>\(year.period.label) · \(visit.numbers.carbon(carbon))<br>\
      <span class="muted small">\(factors.joined(separator: " · "))</span></span>
      """
  }

  private var reminders: HTML {
    let path = LinkPath("\(path)/reminders")
    guard entry.openReminders > 0 else {
      return entry.role == .verifier
        ? .empty : "<a class=\"small\" href=\"\(path)\">\(visit.say(AdviserMessage.remindersWrite))</a>"
    }
    return "<a class=\"tag warn\" href=\"\(path)\">\(entry.openReminders)</a>"
  }
}

extension Role {
  /// In words.
  var name: AdviserMessage {
    switch self {
    case .owner: .roleOwner
    case .contributor: .roleContributor
    case .adviser: .roleAdviser
    case .verifier: .roleVerifier
    }
  }
}

extension PathStatus.Step {
  /// In words, as something to do.
  var name: AdviserMessage {
    switch self {
    case .ledger: .nextLedger
    case .importing: .nextImporting
    case .activity: .nextActivity
    case .books: .nextBooks
    case .questions: .nextQuestions
    case .close: .nextClose
    case .transmit: .nextTransmit
    }
  }
}
