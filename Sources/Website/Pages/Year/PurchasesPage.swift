// Step 3: how purchases are counted, account by account, heaviest first. Nothing needs to be typed to go on.

import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

enum PurchasesPage {
  /// Accounts on a page.
  private static let perPage = 60
  /// Of these the heaviest in sight; the others, which change little, are folded away.
  private static let heaviest = 8

  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Removes a rule of the firm: back to the default one.
  static func remove(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    do throws(Refusal) {
      let rules = desk.settings.file.settings.rules
      guard let index = Int(visit.form["rule"]), rules.indices.contains(index), desk.expected == desk.settings.version
      else { throw Refusal(Diagnostic(.error, PurchaseRefusal.ruleGone)) }
      return try desk.change([.removeRule(rules[index].match)])
        .leading(to: desk.path("/purchases"), row: rules[index].match.account ?? "")
    } catch { return try page(visit, error) }
  }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    if let detour = desk.detour { return detour }
    let books = try desk.books().books.books
    let review = PurchaseReview(books, visit.library.reference.classification, suppliers: 0)
    let production = books.accounts.map(\.production).total()
    let next =
      "<p class=\"actions\">\(Piece.button(desk.path("/questions"), visit.say(WebsiteMessage.next)))</p>" as HTML
    let content: HTML = """
      \(Piece.heading(visit.say(PurchaseMessage.title), visit.say(desk.mayChange ? PurchaseMessage.lead : .leadRead)))
      \(visit.errors(refusal))\(YearChange.notice(visit, now: production))
      \(figures(desk, production, books.spend))\(resale(desk, books))\(next)
      \(table(desk, review))
      \(desk.mayChange ? next : .empty)
      \(rules(desk))
      <p><a href="\(desk.path("/invoices"))">\(visit.say(ReceivedInvoicesMessage.link))</a></p>
      <p><a href="\(desk.path("/rules"))">\(visit.say(RuleBookPageMessage.title))</a></p>
      \(outside(desk, review))
      """
    return visit.yearPage(
      visit.say(PurchaseMessage.title), .purchases, desk.year, reached: desk.reached, content,
      status: refusal == nil ? 200 : 422)
  }

  private static func figures(_ desk: YearDesk, _ production: CarbonMass, _ spend: Money) -> HTML {
    let visit = desk.visit
    let names = desk.settings.file.settings.activities.map { "\($0.label) (\($0.naf))" }.joined(separator: ", ")
    let change: HTML =
      desk.mayChange
      ? " <a href=\"\(desk.path("/activities"))\">\(visit.say(ReadingMessage.activityChange))</a>" : .empty
    return """
      <div class="figures">\(Piece.figure(visit.numbers.carbon(production), visit.say(PurchaseMessage.production)))
      \(Piece.figure(visit.numbers.wholeEuros(spend), visit.say(PurchaseMessage.spend)))</div>
      <p class="muted">\(visit.say(ReadingMessage.activityKnown, ["activities": .text(names)]))\(change)</p>
      """
  }

  /// Goods resold as they are, from a share of revenue on, deserve an account of their own.
  static func resale(_ desk: YearDesk, _ books: CarbonBooks) -> HTML {
    let visit = desk.visit
    guard desk.mayChange,
      let warning = books.warnings.first(where: { $0.message.key == CarbonMessage.warningResale.rawValue })
    else { return .empty }
    let link = desk.path("/activities", ["kind": Activity.Kind.resale.rawValue])
    return Piece.notice(
      "warn", visit.speaker.say(warning.message),
      "<p><a href=\"\(link)#add\">\(visit.say(PurchaseMessage.resale))</a></p>")
  }

  private static func table(_ desk: YearDesk, _ review: PurchaseReview) -> HTML {
    let visit = desk.visit
    let words = PurchaseWords(visit)
    let pages = max(1, (review.accounts.count + perPage - 1) / perPage)
    let changed = visit.query["row"]
    // A changed row is shown wherever it comes to stand.
    let found = review.accounts.firstIndex { !changed.isEmpty && $0.account.hasPrefix(changed) }
    let page = min(max(Int(visit.query["page"]) ?? found.map { $0 / perPage + 1 } ?? 1, 1), pages)
    let columns: [DataTable.Column] = [
      .text(visit.say(PurchaseMessage.account)), .number(visit.say(PurchaseMessage.spend)),
      .text(visit.say(PurchaseMessage.way)), .number(visit.say(PurchaseMessage.carbon)),
      .text(visit.say(PurchaseMessage.share)),
    ]
    let accounts = Array(review.accounts.dropFirst((page - 1) * perPage).prefix(perPage))
    var heavy = DataTable(visit.say(PurchaseMessage.tableLead), columns)
    var light = DataTable(visit.say(PurchaseMessage.lightLead), columns)
    var isLightOpen = false
    for (position, account) in accounts.enumerated() {
      let isChanged = !changed.isEmpty && account.account.hasPrefix(changed)
      let mark: HTML = isChanged ? " id=\"row-\(YearChange.mark(changed))\"" : .empty
      let cells: [HTML] = [
        """
        <a\(mark) href="\(desk.path("/purchases/\(LinkPath.escaped(account.account))"))">\
        <span class="code">\(account.account)</span> \(account.name)</a>
        """,
        "\(visit.numbers.wholeEuros(account.spend))", words.ways(account.parts),
        "\(visit.numbers.carbon(account.carbon))",
        """
        <span class="share">\(Meter(account.carbon, of: review.inputs).html) \(visit.numbers.percent(account.share))</span>
        """,
      ]
      if position < heaviest {
        heavy.add(cells, class: isChanged ? "changed" : "")
      } else {
        light.add(cells, class: isChanged ? "changed" : "")
        isLightOpen = isLightOpen || isChanged
      }
    }
    let rest = accounts.dropFirst(heaviest)
    let lightSummary = visit.say(
      PurchaseMessage.light,
      ["count": .integer(rest.count), "carbon": .carbon(rest.map(\.carbon).total())])
    let folded: HTML =
      light.isEmpty
      ? .empty : "<details\(isLightOpen ? " open" : .empty)><summary>\(lightSummary)</summary>\(light.html)</details>"
    return heavy.html + folded + pager(page, pages, desk)
  }

  private static func pager(_ page: Int, _ pages: Int, _ desk: YearDesk) -> HTML {
    guard pages > 1 else { return .empty }
    let visit = desk.visit
    let links = (1...pages).map { number -> HTML in
      number == page
        ? "<span aria-current=\"page\">\(number)</span> "
        : "<a href=\"\(desk.path("/purchases", ["page": "\(number)"]))\">\(number)</a> "
    }
    return """
      <nav class="pages" aria-label="\(visit.say(PurchaseMessage.pages))">\(visit.say(PurchaseMessage.page)) \(links)</nav>
      """
  }

  /// The firm's own rules, each removable.
  private static func rules(_ desk: YearDesk) -> HTML {
    let visit = desk.visit
    let rules = desk.settings.file.settings.rules
    guard !rules.isEmpty else { return .empty }
    let words = PurchaseWords(visit)
    var columns: [DataTable.Column] = [
      .text(visit.say(PurchaseMessage.rule)), .text(visit.say(PurchaseMessage.outcome)),
    ]
    if desk.mayChange { columns.append(.text(visit.say(PurchaseMessage.remove))) }
    var table = DataTable(visit.say(PurchaseMessage.rulesLead), columns)
    for (index, rule) in rules.enumerated() {
      let removal = desk.form(
        desk.path("/purchases/rules/remove"), class: "inline",
        """
        \(Field.hidden("rule", "\(index)"))<button class="link">\(visit.say(PurchaseMessage.remove))\
        <span class="hidden"> \(visit.say(PurchaseMessage.removeRule, ["rule": .text(rule.match.summary)]))</span></button>
        """)
      table.add(["\(rule.match.summary)", "\(words.outcome(rule.outcome))", removal])
    }
    return Piece.section(visit.say(PurchaseMessage.rules), id: "rules", table.html)
  }

  private static func outside(_ desk: YearDesk, _ review: PurchaseReview) -> HTML {
    let visit = desk.visit
    guard !review.outside.isEmpty else { return .empty }
    var table = DataTable(
      visit.say(PurchaseMessage.outsideLead),
      [
        .text(visit.say(PurchaseMessage.account)), .number(visit.say(PurchaseMessage.spend)),
        .text(visit.say(PurchaseMessage.reason)),
      ])
    for line in review.outside.prefix(200) {
      table.add([
        """
        <a href="\(desk.path("/purchases/\(LinkPath.escaped(line.account))"))"><span class="code">\(line.account)</span> \
        \(line.name)</a>
        """,
        "\(visit.numbers.wholeEuros(line.amount))", "\(visit.rule(line.rule.message))",
      ])
    }
    return "<details><summary>\(visit.say(PurchaseMessage.outside))</summary>\(table.html)</details>"
  }
}
