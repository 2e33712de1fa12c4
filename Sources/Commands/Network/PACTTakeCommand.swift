import ArgumentParser
import CarbonAccounting
import FootprintExchange
import Footprints
import Quantities
import UseCases
import Wording
import WrittenFiles

/// `sillage pact take`: a supplier's footprint enters the account, with the quantity that was bought.
struct PACTTakeCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "take",
    abstract: "Compte un achat par l'empreinte du fournisseur. / Counts a purchase by the supplier's footprint.",
    discussion: """
      La quantité achetée dans l'exercice, multipliée par l'empreinte et par la marge de
      prudence, remplace l'estimation d'après le montant de tous les achats à ce fournisseur
      aux jours où l'empreinte vaut ; --account et --label disent lesquels, s'il vend aussi
      autre chose.
      The quantity bought in the year, times the footprint and the prudence margin, takes the
      place of the estimate from the amount of all purchases from this supplier on the days on
      which the footprint holds; --account and --label say which, where it sells other things.

        SILLAGE_PACT_SECRET=… sillage pact take https://pact.example.com --client-id … \\
          --id b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678 --supplier "Vernis SA" \\
          --quantity "1 250 L" --firm firm.yaml -o firm-2024.yaml
      """)

  @OptionGroup var partner: PartnerOptions
  @Option(help: "L'empreinte, par son identifiant. / The footprint, by its id.") var id: String
  @Option(help: "Le fournisseur au grand livre : numéro ou nom. / The supplier in the ledger: number or name.")
  var supplier: String
  @Option(help: "Le début du compte, s'il faut le préciser. / The account's beginning, where it must be said.")
  var account: String?
  @Option(help: "Un mot du libellé, de même. / A word of the label, likewise.") var label: String?
  @Option(help: "La quantité achetée, avec son unité. / The quantity bought, with its unit.") var quantity: String
  @Option(help: "Où la quantité est lue. / Where the quantity is read.") var evidence = ""
  @Option(help: "Les réglages. / The settings.", completion: .file()) var firm: String
  @Option(name: .shortAndLong, help: "Écrit les réglages complétés. / Writes the completed settings.")
  var output: String
  @Flag(help: "Remplace le fichier. / Replaces the file.") var force = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let wanted = id
    let amount = try TypedValue.quantity(quantity, field: "--quantity")
    let received = try partner.speak(session) { (client) async throws(Refusal) in try await client.footprint(wanted) }
    let bought = FootprintPurchase(
      footprint: try SupplierFootprint(received, session.library.footprints),
      match: LineMatch(account: account, supplier: supplier, label: label), quantity: amount, evidence: evidence)
    var file = try FirmFile(text: try InputFile(path: firm).text())
    try SettingsEdit.footprint(bought).apply(to: &file)
    try OutputFile(path: output).checkApart(from: [firm])
    try OutputFile(path: output).write(try FirmFileWriter(session.speaker).text(file).utf8, replacing: force)
    session.say(
      session.speaker.say(
        FootprintTakeMessage.taken,
        [
          "file": .text(output), "quantity": .quantity(bought.quantity), "product": .text(received.product),
          "id": .text(received.id),
        ]))
  }
}
