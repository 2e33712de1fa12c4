// Closing and sealing a year, showing it, and what to print from it.

import CanonicalJSON
import CarbonAccounting
import Disclosure
import HTTPTypes
import Quantities
import Storage
import UseCases

enum ClosingOperations {
  static let all: [ProgramOperation] = [
    .change(
      .post, "closeYear", "/years/{year}/close", .close, [.year],
      sends: .some(["closed_on": .date], or: ["publish": .flag]), gives: closing, .close, isSlow: true, close),
    .change(
      .post, "reopenYear", "/years/{year}/reopen", .reopen, [.year],
      sends: .all(["reason": .line("facture oubliée", most: 400)]), gives: .named(.year), .close
    ) { (visit) throws(Refusal) in
      let year = try visit.year()
      try visit.firm.reopen(year.id, because: visit.content["reason"]?.text ?? "", at: visit.now)
      return .json(FirmDocument.json(try visit.year()))
    },
    .change(.post, "publishYear", "/years/{year}/publish", .publish, [.year], gives: .named(.publication), .close) {
      (visit) throws(Refusal) in
      .json(json(try publish(visit.year(), visit), visit.site))
    },
    .change(.post, "withdrawYear", "/years/{year}/withdraw", .withdraw, [.year], gives: .named(.publication), .close) {
      (visit) throws(Refusal) in
      let year = try visit.year()
      try visit.firm.withdrawPublication(year.id, at: visit.now)
      guard let last = try visit.firm.publication(of: year.id) else {
        throw Refusal(Diagnostic(.error, StorageMessage.notFound))
      }
      return .json(json(last, visit.site))
    },
    .get("getSealed", "/years/{year}/sealed", .sealed, [.year], .document) { (visit) throws(Refusal) in
      let text = try ExportSealed.text(of: visit.firm, year: visit.year().period.end.iso, version: nil)
      return .inline(text, type: "application/json")
    },
    .file("getDossier", "/years/{year}/dossier", .dossier, [.year], type: "application/zip") {
      (visit) throws(Refusal) in
      let year = try visit.year()
      let bytes = try MakeDossier.bytes(
        of: visit.firm, year: year.period.end.iso, keyPath: visit.site.configuration.keyPath, library: visit.library,
        on: visit.now.day, at: visit.now)
      return .file(
        bytes, type: "application/zip",
        name: DownloadName.of(.dossier, siren: try visit.firm.profile().siren, year: year.period.label, "zip"))
    },
    .get(
      "getStatement", "/years/{year}/statement", .statement, [.year, .amount],
      .all([
        "year": .named(.year), "link": .optional(.words("https://carbone.example.fr/a/7hq2k9mzx4vd")),
        "statements": .list(.named(.statement), most: 100),
      ]), isSlow: true, statement),
  ]

  // MARK: Closing

  private static let closing = Schema.all([
    "year": .named(.year), "version": .count,
    "seals": .list(
      .all([
        "activity": .words("menuiserie"), "sha256": .sha256, "previous": .optional(.sha256),
        "key_fingerprint": .optional(.words("3b1c…")),
      ]), most: 100), "publication": .optional(.named(.publication)),
  ])

  private static func close(_ visit: ProgramVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let typed = visit.content["closed_on"]?.text ?? ""
    guard let day = CalendarDate(typed), day <= visit.now.adding(seconds: 24 * 3600).day else {
      throw Refusal(Diagnostic(.error, ClosingMessage.day, ["day": .text(typed)], field: "closed_on"))
    }
    let closing = try CloseStoredYear.run(
      year.period.end.iso, of: visit.firm, on: day, keyPath: visit.site.configuration.keyPath, library: visit.library,
      at: visit.now)
    let wantsLink = visit.content["publish"] == true
    let publication = wantsLink ? try publish(visit.year(), visit) : nil
    return .json([
      "year": FirmDocument.json(try visit.year()), "version": .count(closing.version),
      "seals": .array(
        closing.sealed.accounts.map { sealed in
          [
            "activity": .optional(sealed.account["activity"]?["id"]?.text), "sha256": .string(sealed.seal.sha256),
            "previous": sealed.seal.previous.isEmpty ? .null : .string(sealed.seal.previous),
            "key_fingerprint": .optional(sealed.seal.signature?.fingerprint),
          ]
        }), "publication": .optional(publication) { json($0, visit.site) },
    ])
  }

  // MARK: Publication

  static let publication = Schema.all([
    "code": .words("7hq2k9mzx4vd"), "url": .words("https://carbone.example.fr/a/7hq2k9mzx4vd"), "version": .count,
    "published_at": .moment, "withdrawn_at": .optional(.moment),
  ])

  private static func json(_ publication: Publication, _ site: Site) -> JSONValue {
    [
      "code": .string(publication.code), "url": .string(PublicAccountPage.url(publication.code, site)),
      "version": .count(publication.version), "published_at": .string(publication.publishedAt.iso),
      "withdrawn_at": .optional(publication.withdrawnAt?.iso),
    ]
  }

  private static func publish(_ year: StoredYear, _ visit: ProgramVisit) throws(Refusal) -> Publication {
    var generator = visit.site.random()
    return try PublishYear.run(year, of: visit.firm, using: &generator, at: visit.now)
  }

  // MARK: Statement

  private static func statement(_ visit: ProgramVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    guard let amount = Money(euros: visit.call.text("amount") ?? "1000.00") else {
      throw Refusal(Diagnostic(.error, CarbonMessage.overflow))
    }
    let link = try PublishYear.shown(year, of: visit.firm).map { PublicAccountPage.address($0.code, visit.site) }
    let books = StoredBooks(document: try BookOperations.posted(year, visit).document)
    let names = Dictionary((books?.accounts ?? []).map { ($0.id, $0.label) }) { first, _ in first }
    var statements: [JSONValue] = []
    func add(_ statement: InvoiceStatement, _ activity: String) throws(Refusal) {
      statements.append(
        try StatementDocument.json(
          statement, activity: activity, name: names[activity] ?? activity, amount: amount, visit.site))
    }
    if year.isClosed {
      for seal in try visit.firm.seals(of: year.id, version: nil) {
        guard let statement = InvoiceStatement(sealed: seal.sealed.account, link: link) else { continue }
        try add(statement, seal.activity)
      }
    } else {
      for account in books?.accounts ?? [] {
        try add(
          InvoiceStatement(
            kind: account.kind, factor: account.closingFactor, unit: account.factorUnit, year: year.period.label,
            isClosed: false), account.id)
      }
    }
    return .json([
      "year": FirmDocument.json(year), "link": .optional(link), "statements": .array(statements),
    ])
  }
}
