import ArgumentParser
import InvoiceUseCases
import Invoicing
import Quantities
import UseCases
import Wording

/// `sillage invoice stamp`: carbon on outgoing invoices.
struct InvoiceStampCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "stamp",
    abstract: "Porte le contenu carbone sur des factures. / Puts carbon content on invoices.",
    discussion: """
      La même facture, avec sur chaque ligne son contenu carbone (montant HT x
      facteur) et une note en clair ; rien d'autre ne change. Un tampon qui s'y
      trouve déjà est remplacé.
      The same invoice, with its carbon content on each line (amount excl. VAT x
      factor) and a note in words; nothing else changes. A stamp that is there
      already is replaced.

        sillage invoice stamp facture.xml --account 2023.json -o tamponnee.xml
        sillage invoice stamp factures/ --account 2023.json -o tamponnees/

      --account : le compte scellé en vigueur à la date de la facture, ou celui,
      ouvert, que sillage account --json a écrit (estimé). Tenu par unité, il
      multiplie les quantités ; --charge nomme les lignes qui n'en vendent pas,
      comme la livraison.
      --account: the sealed account in force on the invoice's date, or an open one
      as sillage account --json wrote it (estimated). Kept per unit, it multiplies
      quantities; --charge names the lines that sell none, such as delivery.
      """)

  @OptionGroup var arguments: InvoiceArguments
  @Option(help: "Le compte, scellé ou ouvert. / The account, sealed or open.", completion: .file())
  var account: String
  @Option(help: "L'activité, si le fichier en a plusieurs. / The activity, where the file has several.")
  var activity: String?
  @Option(help: "Où vérifier le compte. / Where the account can be checked.") var link: String?
  @Option(
    help: "Un mot des lignes sans unité du compte : livraison. / A word of lines without a unit of the account.")
  var charge: [String] = []
  @Option(name: .shortAndLong, help: "Fichier, ou dossier pour plusieurs. / File, or folder for several.")
  var output: String
  @Flag(help: "Remplace les fichiers qui existent. / Replaces files that exist.") var force = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let files = try InvoiceFiles.find(arguments.invoices)
    let stamp = try StampInvoices(
      InvoiceAccount(path: account, activity: activity), link: link, charges: charge,
      catalogue: session.library.catalogue,
      at: session.now)
    var written: [CarbonMass] = []
    var refused: [Diagnostic] = []
    try stamp.run(files, inputs: arguments.invoices + [account], to: output, replacing: force) { result in
      switch result {
      case .success(let invoice):
        written.append(invoice.content)
        session.say(
          session.speaker.say(
            InvoiceTextMessage.stamped,
            ["file": .text(invoice.name), "carbon": .carbon(invoice.content), "output": .text(invoice.path)]))
      case .failure(let refusal): refused += refusal.diagnostics
      }
    }
    if files.count > 1 {
      session.say(
        session.speaker.say(
          InvoiceTextMessage.stampedAll,
          [
            "count": .integer(written.count), "refused": .integer(files.count - written.count),
            "carbon": .carbon(written.total()),
          ]))
    }
    if !refused.isEmpty { throw Refusal(refused) }
  }
}
