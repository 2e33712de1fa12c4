import ArgumentParser
import Identity
import Quantities
import Storage
import UseCases
import Wording

/// Words of the command that makes tokens; texts in `Sources/Wording/Data/api.yaml`.
public enum TokenMessage: String, MessageKey {
  case added = "token.added"
  case noPerson = "token.no-person"
}

/// `sillage token`: secrets by which programs act for people.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Les jetons des programmes. / The tokens of programs.",
    subcommands: [TokenAddCommand.self])
}

extension Role: ExpressibleByArgument {}

/// `sillage token add`.
struct TokenAddCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Crée un jeton pour l'API. / Makes a token for the API.",
    discussion: """
      Le jeton agit au nom d'une personne qui participe à l'entreprise, et permet ce
      que permet son rôle. Avec --role, qui ne participe pas encore participe.
      The token acts for a person who takes part in the firm, and allows what their
      role allows. With --role, whoever takes no part yet does.

        sillage token add --organisation 732829320 --for marie@example.fr --name Export
      """)

  @Option(help: "L'entreprise : SIREN, nom ou #numéro. / The firm: SIREN, name or #number.") var organisation: String?
  @Option(name: .customLong("for"), help: "L'adresse de la personne. / The person's address.") var email: String
  @Option(help: "Le nom du jeton. / The token's name.") var name: String
  @Flag(help: "Permet d'écrire. / Allows writing.") var write = false
  @Option(help: "Jours de validité. / Days it is good for.") var days: Int64 = 90
  @Option(help: "Le rôle de qui ne participe pas encore. / The role of whoever takes no part yet.") var role: Role?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard (1...3650).contains(days) else {
      throw ValidationError("--days \(days) : de 1 à 3650 / from 1 to 3650.")
    }
  }

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let firm = try FindOrganisation.run(organisation, in: store)
      let person = try person(in: store, firm, session)
      var generator = SystemRandomNumberGenerator()
      let token = SecretToken(using: &generator)
      let number = try firm.addToken(
        name: name, for: person, tokenSHA256: token.sha256, mayWrite: write,
        expiresAt: session.now.adding(seconds: days * 24 * 3600), at: session.now)
      session.say(
        session.speaker.say(
          TokenMessage.added, ["number": .integer(number), "email": .text(email), "token": .text(token.text)]))
    }
  }

  /// Whom the token acts for.
  private func person(in store: Store, _ firm: OrganisationStore, _ session: Session) throws(Refusal) -> PersonID {
    let instance = try store.instance(as: .console)
    let known = try instance.person(email: email)
    if let known, try firm.members().contains(where: { $0.person == known }) { return known }
    guard let role else {
      throw Refusal(Diagnostic(.error, TokenMessage.noPerson, ["email": .text(email)], field: "--for"))
    }
    let person = if let known { known } else { try instance.addPerson(email: email, name: email, at: session.now) }
    try firm.grant(role, to: person, at: session.now)
    return person
  }
}
