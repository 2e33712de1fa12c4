import ArgumentParser
import Quantities
import UseCases
import Wording

/// `sillage demo`: writes two invented firms to try everything on.
struct DemoCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Écrit deux entreprises d'exemple. / Writes two example firms.",
    discussion: """
      Une menuiserie et un restaurant qui revend des bouteilles : deux exercices
      consécutifs (FEC), leurs réglages et leurs mesures. La même graine donne les
      mêmes octets.
      A joinery and a restaurant that resells bottles: two consecutive years
      (FEC), their settings and measures. The same seed gives the same bytes.
      """)

  @Argument(help: "Le dossier où écrire. / The folder to write in.") var folder = "sillage-demo"
  @Option(help: "La graine des montants. / The seed of the amounts.") var seed: UInt64 = 2024
  @Flag(help: "Remplace les fichiers existants. / Replaces existing files.") var force = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let files = try WriteDemonstration.run(folder: folder, seed: seed, speaker: session.speaker, replacing: force)
    for file in files {
      session.say(session.speaker.say(InterfaceMessage.demoWritten, ["file": .text(file)]))
    }
    session.say("\n" + session.speaker.say(InterfaceMessage.demoNext))
    session.say("  cd \(folder)/joinery")
    session.say("  sillage account 732829320FEC20231231.txt --firm firm-2023.yaml --close 2023.json --on 2024-03-31")
    session.say("  sillage account 732829320FEC20241231.txt --firm firm-2024.yaml --opening 2023.json")
  }
}
