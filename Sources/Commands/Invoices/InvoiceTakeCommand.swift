import ArgumentParser
import CarbonAccounting
import InvoiceUseCases
import Invoicing
import Quantities
import UseCases
import Wording

/// `sillage invoice take`: what purchase invoices say enters the account.
struct InvoiceTakeCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "take",
    abstract: "Reprend carbone et quantités de factures d'achat. / Takes carbon and quantities from purchase invoices.",
    discussion: """
      Chaque facture est cherchée au grand livre (pièce, fournisseur, montant HT) :
      un achat n'est jamais compté deux fois. Le contenu d'un compte clos compte
      tel quel ; kWh, L, m3, km et t remplacent l'estimation quand toutes les
      pièces du fournisseur dans ce compte en ont.
      Each invoice is looked for in the ledger (document, supplier, amount excl.
      VAT): no purchase is counted twice. A closed account's content counts as it
      stands; kWh, L, m3, km and t take the place of the estimate where all of the
      supplier's documents in that account have one.

        sillage invoice take achats/ --ledger 732829320FEC20241231.txt --firm firm.yaml -o firm-2024.yaml
      """)

  @OptionGroup var arguments: InvoiceArguments
  @Option(help: "Le FEC. / The FEC.", completion: .file()) var ledger: String
  @Option(help: "Les réglages. / The settings.", completion: .file()) var firm: String
  @Option(name: .shortAndLong, help: "Écrit les réglages complétés. / Writes the completed settings.")
  var output: String?
  @Flag(help: "Remplace le fichier. / Replaces the file.") var force = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    if let output { try OutputFile(path: output).checkApart(from: [ledger] + arguments.invoices) }
    var request = KeepBooks.Request(ledger: ledger)
    request.firm = firm
    let books = try KeepBooks(session.library).run(request).books
    var invoices: [Invoice] = []
    for file in try InvoiceFiles.find(arguments.invoices) {
      // What cannot be read loses none of the others.
      do throws(Refusal) { invoices.append(try file.read()) } catch { session.warn(error.diagnostics) }
    }
    let taken = PurchaseInvoices(invoices, in: books)
    show(taken, session)
    guard let output else { return }
    guard !taken.edits.isEmpty else { return session.say(session.speaker.say(InvoiceTakeMessage.nothing)) }
    var file = try FirmFile(text: try InputFile(path: firm).text())
    for edit in taken.edits { try edit.apply(to: &file) }
    let text = try FirmFileWriter(session.speaker).text(file)
    try OutputFile(path: output).write(text.utf8, replacing: force)
    session.say(session.speaker.say(InvoiceTakeMessage.written, ["file": .text(output), "ledger": .text(ledger)]))
  }

  private func show(_ taken: PurchaseInvoices, _ session: Session) {
    let speaker = session.speaker
    for item in taken.items {
      session.say(
        speaker.say(
          InvoiceTakeMessage.line,
          [
            "number": .text(item.number), "seller": .text(item.seller), "amount": .decimal(item.amount, places: 2),
            "outcome": .message(item.outcome),
          ]))
    }
    for measure in taken.measures {
      session.say(
        speaker.say(
          InvoiceTakeMessage.measured,
          [
            "account": .text(measure.match.account ?? ""), "supplier": .text(measure.match.supplier ?? ""),
            "quantity": .quantity(measure.quantity),
          ]))
    }
    for message in taken.partial { session.say(speaker.say(message)) }
    session.say(
      speaker.say(
        InvoiceTakeMessage.summary,
        [
          "matched": .integer(taken.items.count(where: \.isMatched)), "all": .integer(taken.items.count),
          "contents": .integer(taken.contents.count), "measures": .integer(taken.measures.count),
        ]))
  }
}
