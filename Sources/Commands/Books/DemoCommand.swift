import ArgumentParser
import Quantities
import UseCases
import Wording

/// `sillage demo`: writes two invented firms to try everything on, or puts them into a database for the site.
struct DemoCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Écrit deux entreprises d'exemple. / Writes two example firms.",
    discussion: """
      Une menuiserie et un restaurant qui revend des bouteilles : deux exercices
      consécutifs (FEC), leurs réglages et leurs mesures. La même graine donne les
      mêmes octets. --fill les met dans la base, avec des personnes qui peuvent se
      connecter : le site s'ouvre alors prêt à l'emploi.
      A joinery and a restaurant that resells bottles: two consecutive years
      (FEC), their settings and measures. The same seed gives the same bytes.
      --fill puts them into the database, with people who can sign in: the site then
      opens ready to use.
      """)

  @Argument(help: "Le dossier où écrire. / The folder to write in.") var folder = "sillage-demo"
  @Option(help: "La graine des montants. / The seed of the amounts.") var seed: UInt64 = 2024
  @Flag(help: "Remplace les fichiers existants. / Replaces existing files.") var force = false
  @Flag(
    help: "Remplit la base au lieu d'écrire des fichiers. / Fills the database instead of writing files.")
  var fill = false
  @Option(
    help:
      "Avec --fill : clé Ed25519 qui signe, créée si absente. / With --fill: Ed25519 key to sign with, made if absent.")
  var signKey: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard fill || (database.database == nil && signKey == nil) else {
      throw ValidationError("--database, --sign-key : avec --fill / with --fill.")
    }
  }

  func run(in session: Session) throws(Refusal) {
    if fill { try fillDatabase(session) } else { try writeFiles(session) }
  }

  private func writeFiles(_ session: Session) throws(Refusal) {
    let files = try WriteDemonstration.run(folder: folder, seed: seed, speaker: session.speaker, replacing: force)
    for file in files {
      session.say(session.speaker.say(InterfaceMessage.demoWritten, ["file": .text(file)]))
    }
    session.say("\n" + session.speaker.say(InterfaceMessage.demoNext))
    session.say("  cd \(folder)/joinery")
    session.say("  sillage account 732829320FEC20231231.txt --firm firm-2023.yaml --close 2023.json --on 2024-03-31")
    session.say("  sillage account 732829320FEC20241231.txt --firm firm-2024.yaml --opening 2023.json")
  }

  private func fillDatabase(_ session: Session) throws(Refusal) {
    let place = try database.database.map { _ throws(Refusal) in " --database \(try session.location(database).shown)" }
    try session.withStore(database, creating: true) { (store) throws(Refusal) in
      var generator = SystemRandomNumberGenerator()
      let password = try FillDemonstration(
        session.library, store, speaker: session.speaker, worker: session.console.worker, clock: session.console.clock
      ).run(seed: seed, keyPath: signKey, using: &generator)
      let speaker = session.speaker
      session.say(speaker.say(DemonstrationMessage.filled))
      var table = Table(.left, .left, .left)
      for person in DemonstrationPerson.allCases {
        table.add("  \(person.email)", person.name, speaker.say(person.part))
      }
      session.say(table.lines().joined(separator: "\n"))
      session.say(speaker.say(DemonstrationMessage.password, ["password": .text(password)]))
      session.say(speaker.say(DemonstrationMessage.next, ["command": .text("sillage serve\(place ?? "")")]))
    }
  }
}
