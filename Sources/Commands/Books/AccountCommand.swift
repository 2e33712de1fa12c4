import ArgumentParser
import CanonicalJSON
import CarbonAccounting
import Foundation
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

/// `sillage account`: the product carbon account of a fiscal year.
struct AccountCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Le compte carbone produit d'un exercice. / The product carbon account of a fiscal year.",
    discussion: """
      Lit le grand livre (FEC) et firm.yaml. Montre le carbone de production par
      catégorie, le carbone de vente, l'écart, le facteur de clôture, les
      principaux fournisseurs et comptes, les preuves, ce qui manque.
      Reads the ledger (FEC) and firm.yaml. Shows production carbon by category,
      sales carbon, the balance, the closing factor, the largest suppliers and
      accounts, the evidence, and what is missing.

        sillage account FEC.txt --activity menuiserie
        sillage account FEC.txt --firm firm.yaml --explain 6061
        sillage account FEC.txt --firm firm.yaml --close 2024.json
        sillage account FEC.txt --firm firm.yaml --opening 2023.json

      Sans FEC, l'exercice est celui d'une base (sillage import) ; --firm y devient
      ses réglages. Le compte est gardé, prêt à clore : sillage close.
      Without a FEC, the year is one of a database (sillage import); --firm becomes
      its settings there. The account is kept, ready to close: sillage close.

        sillage account --organisation 732829320 --year 2024 --firm firm.yaml
      """)

  @Argument(help: "Le FEC ; sans lui, la base. / The FEC; without it, the database.", completion: .file())
  var ledger: String?
  @Option(help: "Les réglages de l'entreprise. / The firm's settings.", completion: .file()) var firm: String?
  @Option(help: "Code NAF ou mots, sans firm.yaml. / NAF code or words, without firm.yaml.") var activity: String?
  @Option(help: "Le compte scellé de l'an dernier. / Last year's sealed account.", completion: .file())
  var opening: String?
  @Option(help: "Clôt et scelle dans ce fichier. / Closes and seals into this file.", completion: .file())
  var close: String?
  @Option(name: .customLong("on"), help: "Jour de clôture, AAAA-MM-JJ (aujourd'hui). / Closing day (today).")
  var closingDay: String?
  @Option(help: "Clé Ed25519 qui signe, créée si absente. / Ed25519 key to sign with, made if absent.")
  var signKey: String?
  @Flag(help: "Remplace le fichier de clôture. / Replaces the closing file.") var force = false
  @Flag(help: "Confirme les quantités lues dans les libellés. / Confirms quantities read in labels.")
  var acceptLabels = false
  @Flag(help: "Compte sur budget, sans report. / Budget account, no carry-over.") var budget = false
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @Flag(help: "Les écritures carbone en CSV. / The carbon entries as CSV.") var csv = false
  @Option(
    help: "Ouvre un chiffre : compte, écriture, fournisseur, catégorie, total. / Opens a figure: account, entry, …")
  var explain: String?
  @OptionGroup var which: YearOptions
  @OptionGroup var database: DatabaseOption
  @Flag(help: "Reprend les facteurs et règles de ce programme. / Takes this program's factors and rules.")
  var refresh = false
  @Option(help: "Nombre d'écritures ouvertes par --explain. / Number of entries --explain opens.") var limit = 10
  @OptionGroup var options: CommonOptions

  func validate() throws {
    if [json, csv, explain != nil].filter(\.self).count > 1 {
      throw ValidationError("--json, --csv, --explain : un seul à la fois / only one at a time.")
    }
    if let closingDay, CalendarDate(closingDay) == nil {
      throw ValidationError("--on \(closingDay) : AAAA-MM-JJ / YYYY-MM-DD.")
    }
    if close == nil {
      for (name, isGiven) in [("--on", closingDay != nil), ("--sign-key", signKey != nil), ("--force", force)]
      where isGiven {
        throw ValidationError("\(name) : seulement avec --close / only with --close.")
      }
    }
    if let explain, explain.allSatisfy(\.isWhitespace) {
      throw ValidationError("--explain : compte, écriture, fournisseur, catégorie, total / account, entry, supplier, …")
    }
    try validatePlace()
    if limit < 1 { throw ValidationError("--limit : au moins 1 / at least 1.") }
  }

  /// Options of files go with a FEC, options of the store without one.
  private func validatePlace() throws {
    let ofStore = [
      ("--organisation", which.organisation != nil), ("--year", which.year != nil),
      ("--database", database.database != nil), ("--refresh", refresh),
    ]
    let ofFiles = [("--opening", opening != nil), ("--close", close != nil)]
    for (name, isGiven) in ledger == nil ? ofFiles : ofStore where isGiven {
      let why =
        ledger == nil
        ? "seulement avec un FEC ; sur une base : sillage close / only with a FEC; on a database: sillage close"
        : "seulement sans FEC / only without a FEC"
      throw ValidationError("\(name) : \(why).")
    }
  }

  func run(in session: Session) throws(Refusal) {
    if let ledger {
      try run(request(ledger), session)
    } else {
      try session.withStore(database) { (store) throws(Refusal) in
        try run(FindOrganisation.run(which.organisation, in: store), session)
      }
    }
  }

  /// From files.
  private func run(_ request: KeepBooks.Request, _ session: Session) throws(Refusal) {
    if let close { try OutputFile(path: close).checkApart(from: request.inputs) }
    let result = try KeepBooks(session.library).run(request)
    session.warn(result.ledger.diagnostics.filter { $0.severity > .note })
    try show(result, session, closing: "--close")
    guard let close else { return }
    let closing = try CloseYear.run(
      result, to: close, on: closingDay.flatMap { CalendarDate($0) } ?? session.today, keyPath: signKey,
      replacing: force, inputs: request.inputs)
    let seal = closing.sealed.accounts.first?.seal.sha256.prefix(16) ?? ""
    session.console.err(
      session.speaker.say(InterfaceMessage.closed, ["file": .text(close), "seal": .text(String(seal))]) + "\n")
    if let kept = closing.kept {
      session.console.err(session.speaker.say(InterfaceMessage.kept, ["file": .text(kept)]) + "\n")
    }
  }

  /// From a store.
  private func run(_ organisation: OrganisationStore, _ session: Session) throws(Refusal) {
    var request = KeepStoredBooks.Request()
    request.year = which.year
    request.firm = self.firm
    request.activity = activity
    request.acceptsLabels = acceptLabels
    request.isBudget = budget
    request.refreshesReference = refresh
    let result = try KeepStoredBooks(session.library, organisation, at: session.now).run(request)
    session.warn(result.books.ledger.diagnostics.filter { $0.severity > .note } + result.notices)
    try show(result.books, session, closing: result.year.isClosed ? nil : "sillage close")
    try tellKept(result, organisation, session)
  }

  /// Says what became of the account, and what to do next.
  private func tellKept(
    _ result: KeepStoredBooks.Result, _ organisation: OrganisationStore, _ session: Session
  ) throws(Refusal) {
    let year = result.year.period.label
    let option = "\(try organisation.profile().option) --year \(year)"
    let key: StoreMessage = result.isLasting ? .kept : result.year.isClosed ? .notKeptClosed : .notKeptPassing
    let command = result.year.isClosed ? "sillage export \(option)" : "sillage close \(option)"
    let flags = [("--accept-labels", acceptLabels), ("--budget", budget)].filter(\.1).map(\.0).joined(separator: ", ")
    let text = session.speaker.say(
      key,
      [
        "year": .text(year), "command": .text(command), "options": .text(flags),
        "version": .integer(result.year.closings),
      ])
    session.console.err(text.wrapped() + "\n")
  }

  private func request(_ ledger: String) -> KeepBooks.Request {
    var request = KeepBooks.Request(ledger: ledger)
    request.firm = firm
    request.activity = activity
    request.opening = opening
    request.acceptsLabels = acceptLabels
    request.isBudget = budget
    return request
  }

  private func show(_ result: KeepBooks.Result, _ session: Session, closing: String?) throws(Refusal) {
    if json {
      session.say(try BooksDocument.json(result.books).prettyText)
    } else if csv {
      session.say(String(decoding: EntryTable.csv(result.books), as: UTF8.self))
    } else if let explain {
      let explanation = try ExplainFigure.explain(explain, in: result.books, limit: limit)
      session.say(session.speaker.text(explanation))
    } else {
      let page = AccountText(speaker: session.speaker, closing: closing) { category in
        session.library.categoryName(category, session.speaker)
      }
      session.say(page.text(result.books, title: result.title))
    }
  }
}

extension Speaker {
  /// An explanation: each figure as a tree, then how much was left closed.
  func text(_ explanation: ExplainFigure.Explanation) -> String {
    var lines = explanation.derivations.flatMap { text($0) + [""] }
    if explanation.others.count > 0 {
      lines.append(
        say(
          InterfaceMessage.moreEntries,
          ["count": .integer(explanation.others.count), "carbon": .carbon(explanation.others.carbon)]))
    }
    return lines.joined(separator: "\n")
  }
}
