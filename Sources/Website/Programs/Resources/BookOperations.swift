// The account of a year and what it is made of.

import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage
import UseCases

enum BookOperations {
  static let all: [ProgramOperation] = [
    .get("getAccount", "/years/{year}/account", .account, [.year], .document, isSlow: true) {
      (visit) throws(Refusal) in
      .inline(try posted(visit.year(), visit).document, type: "application/json")
    },
    .get("listEntries", "/years/{year}/entries", .entries, [.year, .limit, .cursor], page, isSlow: true, entries),
    .get(
      "explainEntry", "/years/{year}/entries/{entry}/derivation", .explainEntry, [.year, .entry], explanation,
      isSlow: true
    ) { (visit) throws(Refusal) in
      let id = visit.call.text("entry") ?? ""
      let books = try visit.books(of: visit.year())
      // A ledger may number two lines alike: all entries of the name are opened.
      let found = books.journal.entries.filter { $0.id == id }
      guard !found.isEmpty else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
      return answer(found.map(\.derivation), (0, .zero), visit)
    },
    .get(
      "explainFigure", "/years/{year}/derivation", .explainFigure, [.year, .figure, .activity], explanation,
      isSlow: true
    ) { (visit) throws(Refusal) in
      let books = try visit.books(of: visit.year())
      let (found, others) = try ExplainPage.explain(
        visit.call.text("figure") ?? "", visit.call.text("activity") ?? "", of: books)
      return answer(found, others, visit)
    },
    .get("listQuestions", "/years/{year}/questions", .questions, [.year], questionList, isSlow: true, questions),
    .get("listPurchases", "/years/{year}/purchases", .purchases, [.year], PurchaseDocument.schema, isSlow: true) {
      (visit) throws(Refusal) in
      let books = try visit.books(of: visit.year())
      return .json(
        PurchaseDocument.json(PurchaseReview(books, visit.library.reference.classification), visit.site))
    },
    .get("listSuppliers", "/years/{year}/suppliers", .suppliers, [.year], supplierList, isSlow: true, suppliers),
  ]

  /// The books as posted; kept anew where they are not there, or not of the ledger and settings in force.
  static func posted(_ year: StoredYear, _ visit: ProgramVisit) throws(Refusal) -> StoredAccount {
    if let account = try visit.firm.account(of: year.id) {
      if year.isClosed { return account }
      if try visit.firm.isCurrent(account, of: year) { return account }
    }
    _ = try visit.books(of: year)
    guard let account = try visit.firm.account(of: year.id) else {
      // Whoever may not keep books waits for somebody who may.
      throw Refusal(Diagnostic(.error, ProgramProblem.booksNotKept, ["year": .text(year.period.label)]))
    }
    return account
  }

  // MARK: Entries

  private static let page = Schema.all([
    "count": .count, "carbon_g": .grams, "entries": .list(.named(.entry), most: 500),
    "next": .optional(.words("3-100")),
  ])

  /// A cursor names the posting: a page of other books would leave entries out or give them twice.
  private static func entries(_ visit: ProgramVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let account = try posted(year, visit)
    var start = 0
    if let cursor = visit.call.text("cursor") {
      let parts = cursor.split(separator: "-").compactMap { Int($0) }
      guard parts.count == 2, parts[0] == account.posting else {
        throw Refusal(Diagnostic(.error, ProgramProblem.cursorStale, field: "cursor"))
      }
      start = parts[1]
    }
    let entries = try visit.firm.journal(of: year.id)
    let shown = entries.dropFirst(start).prefix(visit.call.number("limit") ?? 100)
    let next = start + shown.count
    return .json([
      "count": .count(account.entryCount), "carbon_g": .grams(account.carbon), "entries": .array(shown.map(\.json)),
      "next": next < entries.count && !shown.isEmpty ? .string("\(account.posting)-\(next)") : .null,
    ])
  }

  // MARK: Explanations

  private static let explanation = Schema.all([
    "derivations": .list(.named(.derivation), most: 10_000), "others": .count, "others_carbon_g": .grams,
  ])

  private static func answer(
    _ derivations: [Derivation], _ others: (count: Int, carbon: CarbonMass), _ visit: ProgramVisit
  ) -> Answer {
    .json([
      "derivations": .array(derivations.prefix(10_000).map { DerivationDocument.json($0, visit.site) }),
      "others": .count(others.count), "others_carbon_g": .grams(others.carbon),
    ])
  }

  // MARK: Questions

  private static let questionList = Schema.all([
    "least_share": .decimal, "main": .list(.named(.question), most: QuestionDocument.most),
    "smaller": .list(.named(.question), most: QuestionDocument.most),
    "suppliers": .list(.named(.question), most: QuestionDocument.most),
  ])

  private static func questions(_ visit: ProgramVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let books = try visit.books(of: year)
    let list = try QuestionList(
      books, settings: try SettingsInForce(visit.firm, year).file.settings, library: visit.library,
      lastYear: try LastYear(visit.firm, before: year))
    func json(_ questions: [Question]) -> JSONValue {
      .array(questions.prefix(QuestionDocument.most).map { QuestionDocument.json($0, visit.site) })
    }
    return .json([
      "least_share": .string(list.leastShare.decimalText(places: 6)), "main": json(list.main),
      "smaller": json(list.smaller), "suppliers": json(list.suppliers),
    ])
  }

  // MARK: Suppliers

  private static let supplierList = Schema.all([
    "suppliers": .list(
      .all([
        "activity": .words("menuiserie"), "number": .words("F0012"), "name": .words("EDF"), "amount_eur": .euros,
        "carbon_g": .grams, "asked_at": .optional(.moment), "answered_at": .optional(.moment),
      ]), most: 10_000)
  ])

  private static func suppliers(_ visit: ProgramVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    guard let books = StoredBooks(document: try posted(year, visit).document) else {
      throw Refusal(Diagnostic(.error, ProgramProblem.booksNotKept, ["year": .text(year.period.label)]))
    }
    let requests = Dictionary(try visit.firm.supplierRequests(of: year.id).map { ($0.supplier, $0) }) { $1 }
    let lines = books.accounts.flatMap { account in account.suppliers.map { (account.id, $0) } }
    return .json([
      "suppliers": .array(
        lines.prefix(10_000).map { activity, line in
          let request = requests[line.id]
          return [
            "activity": .string(activity), "number": .string(line.id), "name": .string(line.name),
            "amount_eur": .euros(line.amount), "carbon_g": .grams(line.carbon),
            "asked_at": .optional(request?.requestedAt.iso), "answered_at": .optional(request?.answeredAt?.iso),
          ]
        })
    ])
  }
}
