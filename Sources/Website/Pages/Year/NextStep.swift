// What is to be done next about a year, and where: for who keeps the account, and for who only reads or verifies it.

import Markup
import Quantities
import Storage
import UseCases

/// What a verifier or another reader waits for; texts in `awaited.yaml`.
public enum AwaitedMessage: String, MessageKey {
  case title = "awaited.title"
  case ledger = "awaited.ledger"
  case importing = "awaited.importing"
  case activity = "awaited.activity"
  case books = "awaited.books"
  case questions = "awaited.questions"
  case close = "awaited.close"
  case ready = "awaited.ready"
  case see = "awaited.see"
  case verify = "awaited.verify"
}

/// The next step of a year, in words, with its page.
struct NextStep {
  /// Where the year stands.
  let standing: String
  /// What the button says.
  let button: String
  /// Where it leads; nil where there is nothing to be seen yet.
  let path: LinkPath?

  /// - Parameters:
  ///   - firm: whose year it is.
  ///   - role: what the visitor is there.
  init(_ status: PathStatus, of firm: OrganisationID, as role: Role, _ visit: some Visiting) {
    let values: [String: MessageValue] = [
      "count": .integer(status.openQuestions), "carbon": .carbon(status.openCarbon),
      "year": .text(status.year?.period.label ?? ""),
    ]
    if !role.permissions.contains(.keep) {
      standing = NextStep.awaited(status, visit)
      button = visit.say(status.isClosed ? AwaitedMessage.verify : .see)
      path = NextStep.readersPath(status, firm)
      return
    }
    let words: (YearsMessage, YearsMessage) =
      switch status.next {
      case .ledger: (.nextLedger, .doLedger)
      case .importing: (.nextImporting, .doImporting)
      case .activity: (.nextActivity, .doActivity)
      case .books: (.nextBooks, .doBooks)
      case .questions: (.nextQuestions, .doQuestions)
      case .close: (.nextClose, .doClose)
      case .transmit: (.nextTransmit, .doTransmit)
      }
    standing = visit.say(words.0, values)
    button = visit.say(words.1)
    path = NextStep.keepersPath(status, firm)
  }

  /// What somebody who changes nothing waits for; that the account can be verified, once it is closed.
  static func awaited(_ status: PathStatus, _ visit: some Visiting) -> String {
    let key: AwaitedMessage =
      switch status.next {
      case .ledger: .ledger
      case .importing: .importing
      case .activity: .activity
      case .books: .books
      case .questions: .questions
      case .close: .close
      case .transmit: .ready
      }
    return visit.say(
      key, ["count": .integer(status.openQuestions), "carbon": .carbon(status.openCarbon)])
  }

  private static func readersPath(_ status: PathStatus, _ firm: OrganisationID) -> LinkPath? {
    guard let year = status.year, status.isClosed || status.isKept else { return nil }
    return LinkPath("/firms/\(firm.number)/\(year.period.label)/\(status.isClosed ? "verification" : "account")")
  }

  private static func keepersPath(_ status: PathStatus, _ firm: OrganisationID) -> LinkPath {
    let home = "/firms/\(firm.number)"
    guard let year = status.year, status.next != .importing else {
      return LinkPath(status.isImporting ? "\(home)/imports/\(status.job?.number ?? 0)" : "\(home)/ledger")
    }
    let page =
      switch status.next {
      case .ledger, .importing: "ledger"
      case .activity: "reading"
      case .books: status.isKept ? "account" : "reading"
      case .questions: "questions"
      case .close: "account"
      case .transmit: "statement"
      }
    return LinkPath("\(home)/\(year.period.label)/\(page)")
  }
}
