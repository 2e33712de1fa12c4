// The head of a firm's pages, and the path of a year: six steps, each a page that can be left and come back to.

import Markup
import Quantities
import Storage
import UseCases

/// Words of the head and the path; texts in `path.yaml`.
public enum PathMessage: String, MessageKey {
  case firmNavigation = "path.firm-navigation"
  case years = "path.years"
  case suppliers = "path.suppliers"
  case simulator = "path.simulator"
  case customers = "path.customers"
  case price = "path.price"
  case people = "path.people"
  case steps = "path.steps"
  case ledger = "path.ledger"
  case reading = "path.reading"
  case purchases = "path.purchases"
  case questions = "path.questions"
  case account = "path.account"
  case statement = "path.statement"
  case yearTitle = "path.year-title"
}

/// A step of the path.
enum PathStep: String, CaseIterable {
  case ledger, reading, purchases, questions, account, statement

  var name: PathMessage {
    switch self {
    case .ledger: .ledger
    case .reading: .reading
    case .purchases: .purchases
    case .questions: .questions
    case .account: .account
    case .statement: .statement
    }
  }
}

extension FirmVisit {
  /// A page about the firm.
  func firmPage(_ title: String, _ content: HTML, status: Int = 200) -> Answer {
    page(title, content, head: firmHead(""), status: status)
  }

  /// The page of what is under way before there is a year: the first step, asked for again until it is done.
  func waitingPage(_ title: String, _ content: HTML, refresh: Int?) -> Answer {
    page(title, path(.ledger, nil, .ledger) + content, head: firmHead(""), refresh: refresh)
  }

  /// A page of a year's path.
  ///
  /// - Parameter reached: the furthest step that can be gone to.
  func yearPage(
    _ title: String, _ step: PathStep?, _ year: StoredYear?, reached: PathStep = .statement, _ content: HTML,
    status: Int = 200
  ) -> Answer {
    let label = year.map { say(PathMessage.yearTitle, ["year": .text($0.period.label)]) } ?? ""
    return page(
      title, path(step, year, reached) + content, head: firmHead(label), status: status)
  }

  private func firmHead(_ detail: String) -> HTML {
    let links: [(LinkPath, PathMessage)] = [
      (path(), .years), (path("/suppliers"), .suppliers), (path("/customers"), .customers),
      (path("/simulator"), .simulator), (path("/price"), .price), (path("/people"), .people),
    ]
    return """
      <div class="firm" role="region" aria-label="\(profile.name)"><div class="firm-inner"><p class="firm-name">\(profile.name)\
      \(detail.isEmpty ? .empty : "<span class=\"muted\"> · \(detail)</span>")</p>
      <nav aria-label="\(say(PathMessage.firmNavigation))">\(links.map { "<a href=\"\($0.0)\">\(say($0.1))</a>" as HTML })</nav>
      </div></div>
      """
  }

  private func path(_ current: PathStep?, _ year: StoredYear?, _ reached: PathStep) -> HTML {
    let all = PathStep.allCases
    let furthest = all.firstIndex(of: reached) ?? 0
    let items = all.enumerated().map { position, step -> HTML in
      let name = say(step.name)
      guard let year, position <= furthest else {
        return step == current
          ? "<li><span class=\"step\" aria-current=\"step\">\(name)</span></li>"
          : "<li><span class=\"step\">\(name)</span></li>"
      }
      let mark: HTML = step == current ? " aria-current=\"step\"" : .empty
      return "<li><a href=\"\(self.path(year, "/\(step.rawValue)"))\"\(mark)>\(name)</a></li>"
    }
    return "<nav aria-label=\"\(say(PathMessage.steps))\"><ol class=\"path\">\(items)</ol></nav>"
  }
}
