import ArgumentParser
import FootprintExchange
import Footprints
import Identity
import Quantities
import Storage
import UseCases
import Website
import Wording

/// `sillage pact client`: lets a customer's program in.
struct PACTClientCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "client",
    abstract: "Donne accès au programme d'un client. / Gives a customer's program access.",
    discussion: """
      L'identifiant et le secret sont dits cette fois seulement.
      The identifier and the secret are said this once.

        sillage pact client --organisation 732829320 --name "Acheteur SA"
      """)

  @Option(help: "L'entreprise : SIREN, nom ou #numéro. / The firm: SIREN, name or #number.") var organisation: String?
  @Option(help: "Le client. / The customer.") var name: String
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let firm = try FindOrganisation.run(organisation, in: store)
      var generator = SystemRandomNumberGenerator()
      let secret = SecretToken(using: &generator)
      let id = String(SecretToken(using: &generator).text.prefix(22))
      try firm.addClient(name: name, clientID: id, secretSHA256: secret.sha256, at: session.now)
      session.say(
        session.speaker.say(
          FootprintTextMessage.client, ["name": .text(name), "id": .text(id), "secret": .text(secret.text)]))
    }
  }
}

/// `sillage pact answer`: answers a customer's request at their system.
struct PACTAnswerCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Répond à la demande d'un client. / Answers a customer's request.",
    discussion: """
      Envoie ce que l'entreprise montre et qui répond à la demande, ou dit qu'il n'y a
      rien. Rien ne part sans cette commande ou le bouton de la page des clients.
      Sends what the firm shows that answers the request, or says that there is
      nothing. Nothing leaves without this command or the button of the page.
      """)

  @OptionGroup var partner: PartnerOptions
  @Option(help: "L'entreprise : SIREN, nom ou #numéro. / The firm: SIREN, name or #number.") var organisation: String?
  @Option(help: "Le numéro de la demande. / The number of the request.") var request: Int
  @Option(help: "Notre adresse publique. / Our public address.") var source: String
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let firm = try FindOrganisation.run(organisation, in: store)
      guard let asked = CustomerRequest(try firm.event(request)), asked.event.answeredAt == nil else {
        throw Refusal(Diagnostic(.error, StorageMessage.notFound))
      }
      let own = try FirmFootprints(
        session.library, store, of: firm.id, products: try firm.products(), publicURL: source)
      let found = try asked.footprints(of: own)
      let reason = Speaker(session.library.catalogue, .en).say(CustomerMessage.rejection)
      let (note, event) = asked.answer(
        found, by: try firm.profile(), from: source, reason: reason, at: session.now)
      try partner.speak(session) { (client) async throws(Refusal) in try await client.send(event) }
      try firm.settleEvent(request, as: note, at: session.now)
      session.say(
        session.speaker.say(
          found.isEmpty ? FootprintTextMessage.rejected : .fulfilled, ["count": .integer(found.count)]))
    }
  }
}
