import ArgumentParser
import CanonicalJSON
import InvoiceUseCases
import Invoicing
import Quantities
import UseCases
import Wording

/// `sillage invoice`: electronic invoices.
struct InvoiceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invoice", abstract: "Les factures électroniques. / Electronic invoices.",
    discussion: """
      UBL 2.1, CII (D16B) et Factur-X ou ZUGFeRD (PDF), selon la norme EN 16931.
      UBL 2.1, CII (D16B) and Factur-X or ZUGFeRD (PDF), by the standard EN 16931.
      """,
    subcommands: [
      InvoiceReadCommand.self, InvoiceCheckCommand.self, InvoiceStampCommand.self, InvoiceTakeCommand.self,
    ])
}

/// The invoices a command is given.
struct InvoiceArguments: ParsableArguments {
  @Argument(
    help: "Factures, dossiers, archives ZIP. / Invoices, folders, ZIP archives.", completion: .file())
  var invoices: [String]
}

/// `sillage invoice read`: what invoices say.
struct InvoiceReadCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Lit des factures et leur contenu carbone. / Reads invoices and their carbon content.",
    discussion: """
      Montre vendeur, acheteur, lignes, totaux et contenu carbone. Une facture
      refusée n'arrête pas les autres ; le code de sortie est alors 1.
      Shows seller, buyer, lines, totals and carbon content. An invoice that is
      refused does not stop the others; the exit code is then 1.

        sillage invoice read facture.xml
        sillage invoice read factures/ archives.zip --json
      """)

  @OptionGroup var arguments: InvoiceArguments
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let page = InvoiceText(speaker: session.speaker)
    var read: [(file: String, invoice: Invoice)] = []
    var count = 0
    var refused: [Diagnostic] = []
    for file in try InvoiceFiles.find(arguments.invoices) {
      do throws(Refusal) {
        let invoice = try file.read()
        count += 1
        if json {
          read.append((file.name, invoice))
        } else {
          session.say(page.text(invoice, file: file.name))
          session.warn(invoice.doubts.map { $0.inFile(file.name) })
        }
      } catch { refused += error.diagnostics }
    }
    if json {
      session.say(InvoiceDocument.json(read: read, refused: refused).prettyText)
    } else if count + refused.count > 1 {
      let files = Set(refused.map(\.file)).count
      session.say(
        session.speaker.say(InvoiceTextMessage.read, ["read": .integer(count), "refused": .integer(files)]))
    }
    if !refused.isEmpty { throw Refusal(refused) }
  }
}

/// `sillage invoice check`: works the totals out again.
struct InvoiceCheckCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Recalcule les totaux de factures. / Works the totals of invoices out again.",
    discussion: """
      Selon les règles de la norme EN 16931 (BR-CO-10 à 17, BR-S-08…), avec leurs
      tolérances. Chaque écart nomme sa règle ; le code de sortie est alors 1.
      By the rules of EN 16931 (BR-CO-10 to 17, BR-S-08…), with their tolerances.
      Each difference names its rule; the exit code is then 1.

        sillage invoice check facture.xml
      """)

  @OptionGroup var arguments: InvoiceArguments
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    var problems: [Diagnostic] = []
    for file in try InvoiceFiles.find(arguments.invoices) {
      do throws(Refusal) {
        let check = try InvoiceCheck(file.read())
        session.say(
          session.speaker.say(
            check.findings.isEmpty ? InvoiceTextMessage.checked : .checkedDiffers,
            [
              "file": .text(file.name), "count": .integer(check.rules.count),
              "findings": .integer(check.findings.count),
            ]))
        problems += check.findings.map { $0.inFile(file.name) }
      } catch { problems += error.inFile(file.name).diagnostics }
    }
    guard problems.contains(where: { $0.severity == .error }) else { return session.warn(problems) }
    throw Refusal(problems)
  }
}
