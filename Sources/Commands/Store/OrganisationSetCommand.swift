import ArgumentParser
import Quantities
import Storage
import UseCases
import Wording

/// `sillage organisation set`: corrects a firm's name, or gives its SIREN.
struct OrganisationSetCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Corrige le nom ou le SIREN. / Corrects the name or the SIREN.",
    discussion: """
      Les comptes déjà scellés ne changent pas.
      Accounts that are sealed already do not change.

        sillage organisation set --organisation '#3' --siren 732829320
      """)

  @Option(help: "L'entreprise : SIREN, nom ou #numéro. / The firm: SIREN, name or #number.") var organisation: String?
  @Option(help: "Le nouveau nom. / The new name.") var name: String?
  @Option(help: "Le SIREN, 9 chiffres. / The SIREN, 9 digits.") var siren: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func validate() throws {
    if name == nil, siren == nil { throw ValidationError("--name ou --siren. / --name or --siren.") }
  }

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let firm = try FindOrganisation.run(organisation, in: store)
      try store.instance(as: .console).change(
        firm.id, name: name, siren: siren?.filter { !$0.isWhitespace }, at: session.now)
      let profile = try firm.profile()
      session.tell(
        .organisationChanged,
        [
          "number": .integer(Int(profile.id.number)), "name": .text(profile.name),
          "siren": .text(profile.siren ?? "—"),
        ])
    }
  }
}
