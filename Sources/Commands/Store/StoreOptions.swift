import ArgumentParser
import Foundation
import Quantities
import Storage
import UseCases
import Wording

/// Where the store is: an option of every command that works on one.
struct DatabaseOption: ParsableArguments {
  @Option(
    help: """
      Base : un fichier SQLite, ou postgres://… ($SILLAGE_DATABASE, sinon ~/.local/share/sillage/sillage.db). / \
      Database: a SQLite file, or postgres://…
      """)
  var database: String?
}

/// Which organisation and year: options of the commands on one of them.
struct YearOptions: ParsableArguments {
  @Option(help: "L'entreprise : SIREN, nom ou #numéro. / The firm: SIREN, name or #number.") var organisation: String?
  @Option(help: "L'exercice (le dernier) : 2024, ou un jour. / The fiscal year (the latest): 2024, or a day.")
  var year: String?
}

extension OrganisationStore.Profile {
  /// The option that names the firm, as it is typed: a shell takes what follows # for a comment.
  var option: String { "--organisation \(siren ?? "'#\(id.number)'")" }
}

/// How long a process that works on imports may be silent: an option of the commands that do them.
struct LeaseOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Secondes de silence après lesquelles un autre reprend l'import. / Seconds of silence before another takes over.",
      valueName: "seconds"))
  var lease: Int64 = JobQueue.leaseSeconds

  func validate() throws {
    guard (1...3600).contains(lease) else {
      throw ValidationError("--lease \(lease) : de 1 à 3600 secondes / from 1 to 3600 seconds.")
    }
  }
}

extension Session {
  /// Imports into a store, under this process's name.
  func importing(_ store: Store, _ option: LeaseOption) -> ImportLedger {
    ImportLedger(store, worker: console.worker, lease: option.lease, clock: console.clock)
  }

  /// The moment: the clock is read here and nowhere below.
  var now: Timestamp { console.clock() }

  /// The day, where the machine is.
  var today: CalendarDate {
    let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
    let today = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: date)
    guard let year = today.year, let month = today.month, let day = today.day else { return now.day }
    return CalendarDate(year: year, month: month, day: day) ?? now.day
  }

  /// Where the store is.
  func location(_ option: DatabaseOption) throws(Refusal) -> StoreLocation {
    try StoreLocation(option.database, environment: console.environment, directory: directory)
  }

  /// Opens the store, does `body`, and closes it.
  ///
  /// - Parameter creating: whether a file that is not there is made.
  func withStore(
    _ option: DatabaseOption, creating: Bool = false, _ body: (Store) throws(Refusal) -> Void
  ) throws(Refusal) {
    let store = try location(option).open(creating: creating, at: now)
    defer { store.close() }
    try body(store)
  }

  /// Says a message of the store.
  func tell(_ key: StoreMessage, _ values: [String: MessageValue] = [:]) { say(speaker.say(key, values).wrapped()) }
}
