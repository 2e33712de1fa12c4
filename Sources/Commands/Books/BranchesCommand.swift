import ArgumentParser
import Quantities
import ReferenceData
import UseCases
import Wording

/// `sillage branches`: finds a NAF code by words.
struct BranchesCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "branches",
    abstract: "Trouve un code NAF par des mots. / Finds a NAF code by words.",
    discussion: "  sillage branches menuiserie\n  sillage branches bakery --lang en")

  @Argument(help: "Des mots du métier, ou un code. / Words of the trade, or a code.") var words: [String]
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    let text = words.joined(separator: " ")
    let found = BranchFinder(session.library.branches).search(text)
    guard !found.isEmpty else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.branchNotFound, ["words": .text(text)]))
    }
    for branch in found.prefix(15) {
      session.say(
        session.speaker.say(
          InterfaceMessage.branchFound, ["code": .text(branch.code), "label": .localized(branch.label)]))
    }
  }
}
