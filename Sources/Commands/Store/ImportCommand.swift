import ArgumentParser
import Foundation
import Quantities
import Storage
import UseCases
import Wording

/// `sillage import`: ledgers, sealed accounts, or a whole instance, into a store.
struct ImportCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Importe des FEC, des comptes scellés ou une instance. / Imports FEC, sealed accounts, or an instance.",
    discussion: """
      Le SIREN du nom du fichier dit de quelle entreprise est un FEC ; --organisation
      le dit aussi. Le même fichier importé deux fois ne change rien ; un FEC corrigé
      remplace le précédent, et la différence est montrée. Un import interrompu
      reprend où il en était.
      The SIREN in a FEC's name says whose it is; --organisation says so too. The
      same file imported twice changes nothing; a corrected FEC replaces the one
      before, and the difference is shown. An interrupted import goes on where it
      was.

        sillage import 732829320FEC20241231.txt
        sillage import 2023.json --organisation 732829320
        sillage export --database a.db | sillage import - --database b.db
      """)

  @Argument(help: "Des FEC, des comptes scellés, ou - pour une instance. / FEC, sealed accounts, or - for an instance.")
  var files: [String]
  @Option(help: "L'entreprise : SIREN, nom ou #numéro. / The firm: SIREN, name or #number.") var organisation: String?
  @Flag(help: "Met en file sans attendre. / Queues without waiting.") var detach = false
  @OptionGroup var lease: LeaseOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Un fichier au moins. / At least one file.") }
  }

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database, creating: files == ["-"]) { (store) throws(Refusal) in
      guard files.count > 1 else { return try bring(files[0], store, session) }
      var refused = 0
      for file in files {
        // One bad file among fifty does not keep the others out.
        do throws(Refusal) { try bring(file, store, session) } catch {
          session.warn(error.diagnostics)
          refused += 1
        }
      }
      guard refused > 0 else { return }
      session.tell(.importedSome, ["done": .integer(files.count - refused), "refused": .integer(refused)])
      throw Refusal([])
    }
  }

  private func bring(_ file: String, _ store: Store, _ session: Session) throws(Refusal) {
    switch try kind(of: file) {
    case .instance: try fill(store, session)
    case .sealed: try keepSealed(file, store, session)
    case .ledger: try importLedger(file, store, session)
    }
  }

  private enum Kind { case instance, sealed, ledger }

  /// What a file is: sealed accounts are JSON; anything else is a FEC, whose reader says what is wrong with it.
  private func kind(of file: String) throws(Refusal) -> Kind {
    if file == "-" { return .instance }
    return try InputFile(path: file).head(1) == [UInt8(ascii: "{")] ? .sealed : .ledger
  }

  private func fill(_ store: Store, _ session: Session) throws(Refusal) {
    let rows = try store.fill { session.console.input(1 << 20) }
    session.tell(.instanceImported, ["rows": .integer(rows)])
    try VerifyStore.run(store, session)
  }

  private func keepSealed(_ file: String, _ store: Store, _ session: Session) throws(Refusal) {
    let year = try KeepSealed.run(file, for: FindOrganisation.run(organisation, in: store), at: session.now)
    session.tell(.sealsImported, ["file": .text(InputFile(path: file).name), "year": .text(year.period.label)])
  }

  private func importLedger(_ file: String, _ store: Store, _ session: Session) throws(Refusal) {
    let use = session.importing(store, lease)
    let firm = try use.organisation(for: file, named: organisation)
    let job = try use.receive(file, for: firm)
    if detach, !job.hasEnded { return session.tell(.queued, ["number": .integer(job.number)]) }
    let progress = ProgressLine(session)
    let ended = try use.finish(job) { progress.show($0, of: $1) }
    progress.clear()
    try JobText(session: session).tell(ended, of: firm)
  }
}

/// How far an import is, on one line that is written over, for people who watch.
struct ProgressLine {
  let session: Session

  init(_ session: Session) { self.session = session }

  func show(_ done: Int, of total: Int) {
    guard session.console.isWatched, total > 0 else { return }
    let text = session.speaker.say(StoreMessage.progress, ["percent": .integer(done * 100 / total)])
    session.console.err("\r\(text)")
  }

  func clear() {
    if session.console.isWatched { session.console.err("\r\u{1B}[K") }
  }
}
