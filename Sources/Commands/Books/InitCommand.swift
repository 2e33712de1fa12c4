import ArgumentParser
import Quantities
import ReferenceData
import UseCases
import Wording

/// `sillage init`: drafts firm.yaml from a ledger.
struct InitCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Prépare firm.yaml d'après un grand livre. / Drafts firm.yaml from a ledger.",
    discussion: """
      Trouve l'activité par des mots (--activity menuiserie, ou les noms des
      comptes de vente), liste les questions qui comptent, la plus lourde d'abord,
      et montre comment les comptes sont classés.
      Finds the activity by words (--activity joinery, or the names of the revenue
      accounts), lists the questions that matter, heaviest first, and shows how
      accounts are classified.
      """)

  @Argument(help: "Le FEC. / The FEC.", completion: .file()) var ledger: String
  @Option(help: "Code NAF ou mots du métier. / NAF code or words of the trade.") var activity: String?
  @Option(name: .shortAndLong, help: "Le fichier à écrire ; - pour l'écran. / The file to write; - for the screen.")
  var output = "firm.yaml"
  @Flag(help: "Remplace un fichier existant. / Replaces an existing file.") var force = false
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let file = try LedgerFile(path: ledger)
    session.warn(file.diagnostics.filter { $0.severity > .note })
    let draft = try FirmDraft(file, activity: activity, library: session.library, speaker: session.speaker)
    if output == "-" { return session.say(draft.text) }
    let target = OutputFile(path: output)
    try target.checkApart(from: [ledger])
    try target.write(draft.text.utf8, replacing: force)
    if let branch = draft.branch {
      session.say(
        session.speaker.say(
          InterfaceMessage.activityFromWords,
          [
            "words": .text(branch.words), "code": .text(branch.found.code),
            "label": .localized(branch.found.label),
          ]))
    }
    session.say(session.speaker.say(InterfaceMessage.draftWritten, ["file": .text(output)]))
    session.say(
      session.speaker.say(InterfaceMessage.draftNext, ["ledger": .text(ledger), "file": .text(output)]))
  }
}
