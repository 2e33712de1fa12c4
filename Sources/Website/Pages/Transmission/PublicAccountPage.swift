// What a customer sees of a sealed account: its figures, its seal, and whether both hold.

import CanonicalJSON
import CarbonAccounting
import Disclosure
import Foundation
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

/// Words of the pages customers see; texts in `public.yaml`.
public enum PublicMessage: String, MessageKey {
  case title = "public.title"
  case lead = "public.lead"
  case holds = "public.holds"
  case holdsSigned = "public.holds-signed"
  case holdsUnsigned = "public.holds-unsigned"
  case replaced = "public.replaced"
  case replacedLink = "public.replaced-link"
  case undone = "public.undone"
  case firm = "public.firm"
  case activity = "public.activity"
  case year = "public.year"
  case closedOn = "public.closed-on"
  case production = "public.production"
  case version = "public.version"
  case seal = "public.seal"
  case key = "public.key"
  case file = "public.file"
  case fileLead = "public.file-lead"
  case checkInvoice = "public.check-invoice"
  case checkProduct = "public.check-product"
  case unknown = "public.unknown"
  case unknownLead = "public.unknown-lead"
  case searchTitle = "public.search-title"
  case searchLead = "public.search-lead"
  case searchNone = "public.search-none"
  case searchNoneLead = "public.search-none-lead"
  case searchCaption = "public.search-caption"
  case inForce = "public.in-force"
  case notInForce = "public.not-in-force"
  case standing = "public.standing"
}

enum PublicAccountPage {
  /// The address of a published account, as it is printed.
  static func address(_ code: String, _ site: Site) -> String {
    url(code, site).replacing("https://", with: "").replacing("http://", with: "")
  }

  /// The address with its scheme.
  static func url(_ code: String, _ site: Site) -> String { "\(site.configuration.publicURL)/a/\(code)" }

  static func show(_ visit: Visit) throws(Refusal) -> Answer {
    guard let (account, seals) = try published(visit) else { return CheckPage.unknown(visit) }
    let link = address(account.code, visit.site)
    let parts = seals.compactMap { seal -> (seal: StoredSeal, statement: InvoiceStatement, example: DocumentExample)? in
      guard let statement = InvoiceStatement(sealed: seal.sealed.account, link: link) else { return nil }
      let example = DocumentExample(
        statement, visit, title: visit.say(statement.base == .margin ? PublicMessage.checkProduct : .checkInvoice),
        mark: seals.count > 1 ? seal.activity : "")
      return (seal, statement, example)
    }
    let content: HTML = """
      \(Piece.heading(visit.say(PublicMessage.title), visit.say(PublicMessage.lead, ["name": .text(account.name)])))
      \(standing(account, visit))\(holding(seals, visit))
      \(try parts.map { (part) throws(Refusal) -> HTML in
        let upstream = try UpstreamView(sealed: part.seal.sealed.account, visit)?.html() ?? .empty
        return "\(section(part.seal, part.statement, account, visit))\(part.example.html)\(upstream)"
      })
      \(Piece.section(visit.say(PublicMessage.file), file(account, visit)))
      """
    let isRight = !parts.contains { $0.example.isRefused }
    return visit.page(visit.say(PublicMessage.title), content, status: isRight ? 200 : 422)
  }

  /// The sealed file, which `sillage verify` checks.
  static func send(_ visit: Visit) throws(Refusal) -> Answer {
    guard let (account, seals) = try published(visit) else {
      throw Refusal(Diagnostic(.error, RequestMessage.notFound))
    }
    let text = try SealedAccounts(kept: seals.map(\.sealed)).fileText
    return .file(Array(text.utf8), type: "application/json", name: fileName(account))
  }

  private static func published(
    _ visit: Visit
  ) throws(Refusal) -> (account: PublishedAccount, seals: [StoredSeal])? {
    try visit.site.store.publications.find(code: PublishYear.code(typed: visit.parameter("code")))
  }

  private static func standing(_ account: PublishedAccount, _ visit: Visit) -> HTML {
    switch account.standing {
    case .inForce: .empty
    case .undone: Piece.notice("warn", visit.say(PublicMessage.undone, ["version": .integer(account.version)]))
    case .replaced(let version, let code):
      Piece.notice(
        "warn",
        visit.say(
          PublicMessage.replaced, ["version": .integer(account.version), "next": .integer(version)]),
        "<p><a href=\"/a/\(code)\">\(visit.say(PublicMessage.replacedLink))</a></p>")
    }
  }

  /// Whether the figures are those that were sealed.
  static func holding(_ seals: [StoredSeal], _ visit: some Visiting) -> HTML {
    let hold = seals.allSatisfy { $0.sealed.seal.holds(for: $0.sealed.account) }
    guard hold else { return visit.errors(Refusal(Diagnostic(.error, CarbonMessage.sealBroken))) }
    let signed = seals.allSatisfy { $0.sealed.seal.signature != nil }
    return Piece.notice(
      "good", visit.say(PublicMessage.holds),
      Piece.text(visit.say(signed ? PublicMessage.holdsSigned : .holdsUnsigned)))
  }

  private static func section(
    _ seal: StoredSeal, _ statement: InvoiceStatement, _ account: PublishedAccount, _ visit: Visit
  ) -> HTML {
    let sealed = seal.sealed.account
    // Whoever reads this page needs no link to it.
    let bare = InvoiceStatement(sealed: sealed)
    let naf = sealed["activity"]?["naf"]?.text ?? ""
    let branch = visit.library.branches.find(naf, limit: 1).first?.branch
    let closed = sealed["closed_on"]?.text.flatMap { CalendarDate($0) }.map(visit.numbers.date) ?? ""
    let revenue = sealed["revenue_eur"]?.text.flatMap { Money(euros: $0) } ?? .zero
    let siren: [(String, HTML)] = account.siren.map { [("SIREN", "\($0)")] } ?? []
    let rows: [(String, HTML)] = [
      (visit.say(PublicMessage.activity), "\(branch.map { visit.speaker.say($0.label) } ?? "") (\(naf))"),
      (visit.say(PublicMessage.year), "\(statement.year)"),
      (visit.say(PublicMessage.closedOn), "\(closed)"),
      (
        visit.say(PublicMessage.production),
        "\(visit.numbers.carbon(CarbonMass(grams: sealed["production_g"]?.integer ?? 0)))"
      ),
      (visit.say(statement.baseName), "\(visit.numbers.euros(revenue))"),
      (visit.say(PublicMessage.version), "\(account.version)"),
      (visit.say(PublicMessage.seal), "<span class=\"code\">\(seal.sealed.seal.sha256)</span>"),
      (visit.say(PublicMessage.key), "<span class=\"code\">\(seal.sealed.seal.signature?.fingerprint ?? "–")</span>"),
    ]
    return """
      <p class="quote">\(visit.speaker.say(bare?.sentence ?? statement.sentence))</p>
      \(statement.base == .price ? .empty : Piece.text(visit.speaker.say(statement.rule), class: "muted"))
      \(Piece.terms([(visit.say(PublicMessage.firm), "\(account.name)")] + siren + rows))
      """
  }

  private static func fileName(_ account: PublishedAccount) -> String {
    DownloadName.of(
      .account, siren: account.siren, year: account.period.label,
      version: account.standing == .inForce ? nil : account.version, "json")
  }

  private static func file(_ account: PublishedAccount, _ visit: Visit) -> HTML {
    """
    \(Piece.text(visit.say(PublicMessage.fileLead)))
    <p><a href="/a/\(account.code)/account.json">\(fileName(account))</a></p>
    """
  }
}

enum CheckPage {
  /// A code that leads nowhere: mistyped, or of an account that is no longer shown.
  static func unknown(_ visit: Visit) -> Answer {
    let title = visit.say(PublicMessage.unknown)
    let content: HTML = "\(Piece.heading(title, visit.say(PublicMessage.unknownLead)))\(form(visit))"
    return visit.page(title, content, status: 404)
  }

  /// What a person typed or pasted: a number, a code, or the whole link.
  private static func typed(_ visit: Visit) -> String {
    let text = visit.query["siren"]
    guard let link = text.range(of: "/a/") else { return text }
    return String(text[link.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
  }

  private static func form(_ visit: Visit) -> HTML {
    let field = Field("siren", visit.say(HomeMessage.checkLabel), value: visit.query["siren"]).with { $0.most = 200 }
    return """
      <form method="get" action="/check" class="row">\(field.html)\(Field.submit(visit.say(HomeMessage.checkButton)))</form>
      """
  }

  /// Finds published accounts by SIREN, or leads on to that of a code.
  static func show(_ visit: Visit) throws(Refusal) -> Answer {
    let typed = typed(visit)
    let digits = typed.filter { !$0.isWhitespace }
    let title = visit.say(PublicMessage.searchTitle)
    var found: HTML = .empty
    if !digits.isEmpty {
      let code = PublishYear.code(typed: typed)
      if try visit.site.store.publications.find(code: code) != nil { return .redirect(LinkPath("/a/\(code)")) }
      let accounts = try visit.site.store.publications.find(siren: digits)
      found = accounts.isEmpty ? none(visit) : list(accounts, visit)
    }
    let content = Piece.heading(title, visit.say(PublicMessage.searchLead)) + form(visit) + found
    return visit.page(title, content)
  }

  private static func none(_ visit: Visit) -> HTML {
    Piece.notice(
      "note", visit.say(PublicMessage.searchNone), Piece.text(visit.say(PublicMessage.searchNoneLead)))
  }

  private static func list(_ accounts: [PublishedAccount], _ visit: Visit) -> HTML {
    var table = DataTable(
      visit.say(PublicMessage.searchCaption),
      [
        .text(visit.say(PublicMessage.firm)), .text(visit.say(PublicMessage.year)),
        .number(visit.say(PublicMessage.version)), .text(visit.say(PublicMessage.standing)),
      ])
    for account in accounts {
      table.add([
        "<a href=\"/a/\(account.code)\">\(account.name)</a>", "\(account.period.label)", "\(account.version)",
        "\(visit.say(account.standing == .inForce ? PublicMessage.inForce : .notInForce))",
      ])
    }
    return table.html
  }
}
