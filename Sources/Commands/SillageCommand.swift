import ArgumentParser
import UseCases

/// The program.
public struct SillageCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "sillage",
    abstract: "Suit le carbone d'une facture à l'autre. / Follows carbon from one invoice to the next.",
    discussion: """
      Pour commencer / To start:
        sillage demo essai           deux entreprises d'exemple / two examples
        sillage init FEC.txt         prépare firm.yaml / drafts firm.yaml
        sillage account FEC.txt --firm firm.yaml

      Plusieurs exercices ou entreprises / Several years or firms:
        sillage organisation add NOM --siren SIREN
        sillage import FEC.txt
        sillage account --organisation SIREN --firm firm.yaml
      """,
    version: ProgramVersion.text,
    subcommands: [
      InitCommand.self, AccountCommand.self, VerifyCommand.self, BranchesCommand.self, LedgerCommand.self,
      FactorsCommand.self, DemoCommand.self, OrganisationCommand.self, ImportCommand.self, CloseCommand.self,
      ReopenCommand.self, JobsCommand.self, ExportCommand.self, BackupCommand.self, RestoreCommand.self,
      MigrateCommand.self, ServeCommand.self, TokenCommand.self, CalculatorCommand.self, DocumentCommand.self,
      NetworkCommand.self, PriceCommand.self, PACTCommand.self, InvoiceCommand.self,
    ])

  public init() {}
}
