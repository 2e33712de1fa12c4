import ArgumentParser
import CarbonAccounting
import Disclosure
import InvoiceUseCases
import Quantities
import UseCases
import Wording

/// `sillage document`: papers that show prices, with the carbon of what is offered.
struct DocumentCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract:
      "Devis, tarif ou papier à en-tête avec le contenu carbone. / A quote, price list or letterhead with carbon.",
    discussion: """
        sillage document quote lignes.csv --account 2024.json --firm "Menuiserie Garnier" --to devis.pdf
        sillage document price-list tarif.csv --account 2024.json --to tarif.xlsx
        sillage document letterhead --account 2024.json --to en-tete.pdf

      lignes.csv : une première ligne qui nomme les colonnes (designation;quantite;unite;prix), puis
      une ligne par chose vendue, prix en euros HT. La fin du nom de --to dit le format : pdf, txt,
      csv, xlsx. Un compte par unité demande aussi la colonne sortie, un service public cout, une
      revente marge et contenu_fournisseur (1,2 kg) : sans lui rien n'est transmis pour cette ligne.
      lines.csv: a first line that names the columns (name;quantity;unit;price), then a line for each
      thing sold, prices in euros excl. VAT. The end of --to says the format. An account per unit
      also wants the column output, a public service cost, a resale margin and supplier_content
      (1.2 kg): without it nothing is transmitted for that line.
      """)

  /// What is made.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case quote
    case priceList = "price-list"
    case letterhead

    var document: PricedDocument.Kind {
      switch self {
      case .quote: .quote
      case .priceList: .priceList
      case .letterhead: .letterhead
      }
    }
  }

  @Argument(help: "quote, price-list, letterhead.") var kind: Kind
  @Argument(help: "Les lignes (CSV). / The lines (CSV).", completion: .file()) var lines: String?
  @Option(help: "Le compte scellé. / The sealed account.", completion: .file()) var account: String
  @Option(help: "L'activité qui vend. / The activity that sells.") var activity: String?
  @Option(help: "Le nom de l'entreprise. / The firm's name.") var firm: String = ""
  @Option(help: "Le client. / The customer.") var customer: String = ""
  @Option(help: "Le numéro du document. / The document's number.") var number: String = ""
  @Option(help: "Où le compte se vérifie. / Where the account is checked.") var link: String?
  @Option(help: "Le fichier à écrire. / The file to write.", completion: .file()) var to: String
  @Flag(help: "Remplace le fichier. / Replaces the file.") var force = false
  @OptionGroup var options: CommonOptions

  private var format: PricedFormat? {
    PricedFormat(rawValue: to.split(separator: ".").last.map { $0.lowercased() } ?? "")
  }

  func validate() throws {
    guard format != nil else {
      throw ValidationError("--to \(to) : \(PricedFormat.allCases.map { "." + $0.rawValue }.joined(separator: ", "))")
    }
    guard kind == .letterhead else { return }
    guard lines == nil else { throw ValidationError("letterhead : sans lignes / without lines.") }
    guard format == .pdf || format == .txt else { throw ValidationError("letterhead : --to .pdf, .txt") }
  }

  func run(in session: Session) throws(Refusal) {
    let output = OutputFile(path: to)
    try output.checkApart(from: [account] + (lines.map { [$0] } ?? []))
    let file = InputFile(path: account)
    let statement: InvoiceStatement
    do throws(Refusal) {
      let sealed = try SealedAccounts(parsing: try file.bytes(limit: 16_000_000))
      let chosen = try MakePricedDocument.account(sealed.accounts, activity: activity)
      guard let made = InvoiceStatement(sealed: chosen.account, link: link) else {
        throw Refusal(Diagnostic(.error, CarbonMessage.sealUnreadable))
      }
      statement = made
    } catch { throw error.inFile(file.name) }
    let table = try lines.map { path throws(Refusal) in try InputFile(path: path).bytes(limit: 2_000_000) }
    let document: PricedDocument
    do throws(Refusal) {
      document = try MakePricedDocument.document(
        kind.document, statement, firm: firm, customer: customer, number: number, date: session.today, table: table)
    } catch { throw lines.map { error.inFile(InputFile(path: $0).name) } ?? error }
    try output.write(
      try MakePricedDocument.bytes(document, as: format ?? .txt, session.speaker), replacing: force)
    session.say(
      session.speaker.say(
        DocumentMessage(document.kind),
        [
          "file": .text(to), "count": .integer(document.rows.count), "amount": .money(document.total),
          "carbon": .carbon(document.content),
        ]))
  }
}

/// What the command says; text in `priced.yaml`.
public enum DocumentMessage: String, MessageKey {
  case quoteWritten = "priced.written"
  case listWritten = "priced.list-written"
  case letterheadWritten = "priced.letterhead-written"

  /// What was made; only a quote has a total.
  init(_ kind: PricedDocument.Kind) {
    switch kind {
    case .quote: self = .quoteWritten
    case .priceList: self = .listWritten
    case .letterhead: self = .letterheadWritten
    }
  }
}
