import ArgumentParser
import CanonicalJSON
import CarbonAccounting
import FootprintExchange
import Footprints
import Foundation
import Identity
import Quantities
import UseCases
import WebRequests
import Wording

/// Words of the commands about partners' footprints; texts in `Sources/Wording/Data/partners.yaml`.
public enum FootprintTextMessage: String, MessageKey {
  case line = "footprint-text.line"
  case estimate = "footprint-text.estimate"
  case none = "footprint-text.none"
  case asked = "footprint-text.asked"
  case client = "footprint-text.client"
  case fulfilled = "footprint-text.fulfilled"
  case rejected = "footprint-text.rejected"
}

/// Why a command about partners' footprints cannot begin; texts in `partners.yaml`.
public enum PartnerSecretRefusal: String, MessageKey {
  case missing = "partner-secret.missing"
}

/// `sillage pact`: footprints of suppliers, through their systems.
struct PACTCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pact", abstract: "Les empreintes des fournisseurs (PACT). / Suppliers' footprints (PACT).",
    subcommands: [
      PACTGetCommand.self, PACTTakeCommand.self, PACTAskCommand.self, PACTClientCommand.self, PACTAnswerCommand.self,
    ])
}

/// Where a supplier's system is, and who we are there. The secret is never an argument: others see those.
struct PartnerOptions: ParsableArguments {
  @Argument(help: "L'adresse du système, https://… / The address of the system.") var url: String
  @Option(name: .customLong("client-id"), help: "Notre identifiant là-bas. / Our identifier there.")
  var clientID: String
  @Option(
    help: "Un fichier qui contient le secret ; sinon SILLAGE_PACT_SECRET. / A file with the secret; else the variable.")
  var secretFile: String?
  @Option(help: "L'identifiant du produit, urn:… / The product's identifier.") var product: String?

  /// A client of the system, and what to close when all is said.
  func client(_ session: Session) throws(Refusal) -> (FootprintClient, WebClient) {
    let host = try FootprintHost(
      url: url, clientID: clientID, secret: try secret(session), allowsLoopback: true)
    let web = WebClient(timeout: .seconds(30), longest: 8 << 20)
    return (FootprintClient(host, over: web), web)
  }

  private func secret(_ session: Session) throws(Refusal) -> Secret {
    if let secretFile {
      let text = String(decoding: try InputFile(path: secretFile).bytes(limit: 10_000), as: UTF8.self)
      return Secret(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    guard let text = session.console.environment["SILLAGE_PACT_SECRET"], !text.isEmpty else {
      throw Refusal(Diagnostic(.error, PartnerSecretRefusal.missing))
    }
    return Secret(text)
  }

  /// Speaks with the system, to the end.
  func speak<T: Sendable>(
    _ session: Session, _ body: @escaping @Sendable (FootprintClient) async throws(Refusal) -> T
  ) throws(Refusal) -> T {
    let (client, web) = try client(session)
    return try Waiting.run { () async throws(Refusal) -> T in
      let result: Result<T, Refusal>
      do throws(Refusal) { result = .success(try await body(client)) } catch { result = .failure(error) }
      try? await web.shutdown()
      return try result.get()
    }
  }
}

/// `sillage pact get`.
struct PACTGetCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Lit les empreintes d'un fournisseur. / Reads a supplier's footprints.",
    discussion: """
      Ce sont des estimations, par la méthode que chacune nomme : elles ne valent pas
      le contenu d'un compte carbone clos et n'entrent pas d'elles-mêmes dans le
      compte (sillage pact take). Avec --firm, dit celles que le compte utilise et
      que le fournisseur a retirées ou remplacées.
      They are estimates, by the method each names: they do not stand for the content
      of a closed carbon account, and do not enter the account by themselves (sillage
      pact take). With --firm, says which of those the account uses were withdrawn
      or replaced by the supplier.

        SILLAGE_PACT_SECRET=… sillage pact get https://pact.example.com --client-id …
      """)

  @OptionGroup var partner: PartnerOptions
  @Option(help: "Les réglages du compte. / The account's settings.", completion: .file()) var firm: String?
  @Flag(help: "En JSON. / As JSON.") var json = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let counted =
      try firm.map { (path) throws(Refusal) in try FirmFile(text: try InputFile(path: path).text()).settings.footprints
      } ?? []
    let criteria = partner.product.map { [("productId", $0)] } ?? []
    let listing = try partner.speak(session) { (client) async throws(Refusal) in try await client.list(criteria) }
    session.warn(listing.refused.flatMap(\.diagnostics))
    guard !json else { return session.say(JSONValue.array(listing.footprints.map(\.estimate)).prettyText) }
    for footprint in listing.footprints {
      session.say(
        session.speaker.say(
          FootprintTextMessage.line,
          [
            "product": .text(footprint.product), "company": .text(footprint.company),
            "content": .decimal(footprint.content, places: 4), "amount": .decimal(footprint.amount, places: 2),
            "unit": .text(footprint.unit), "start": .date(footprint.periodStart.day),
            "end": .date(footprint.periodEnd.day), "method": .text(footprint.standards.joined(separator: ", ")),
            "id": .text(footprint.id),
          ]))
    }
    session.say(
      session.speaker.say(listing.footprints.isEmpty ? FootprintTextMessage.none : .estimate))
    for change in FootprintChange.all(counted, in: listing.footprints) {
      session.say(session.speaker.say(change.message))
    }
  }
}

/// `sillage pact ask`.
struct PACTAskCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Demande une empreinte à un fournisseur. / Asks a supplier for a footprint.",
    discussion: """
        SILLAGE_PACT_SECRET=… sillage pact ask https://pact.example.com --client-id … \\
          --product urn:gtin:4712345060507 --source https://carbone.example.fr
      """)

  @OptionGroup var partner: PartnerOptions
  @Option(help: "Qui demande : notre adresse. / Who asks: our address.") var source: String
  @Option(help: "Un message. / A message.") var comment: String?
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    var data: [String: JSONValue] = [:]
    if let product = partner.product { data["productId"] = [.string(product)] }
    if let comment { data["comment"] = .string(comment) }
    var generator = SystemRandomNumberGenerator()
    let event = FootprintEvent(
      .requested, id: FootprintIdentifier.event(SecretToken(using: &generator).text), source: source, at: session.now,
      .object(data))
    try partner.speak(session) { (client) async throws(Refusal) in try await client.send(event) }
    session.say(session.speaker.say(FootprintTextMessage.asked, ["id": .text(event.id)]))
  }
}
