import ArgumentParser
import Quantities
import Storage
import UseCases
import Wording

/// `sillage jobs`: imports that wait, run, or ended.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Les imports en file. / The queue of imports.",
    subcommands: [JobsListCommand.self, JobsWorkCommand.self, JobsCancelCommand.self])
}

/// `sillage jobs list`.
struct JobsListCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Montre les imports, de toutes les entreprises ou d'une. / Shows the imports, of all firms or one.")

  @Option(help: "L'entreprise : SIREN, nom ou #numéro. / The firm: SIREN, name or #number.") var organisation: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      let firms: [OrganisationStore]
      if organisation != nil {
        firms = [try FindOrganisation.run(organisation, in: store)]
      } else {
        firms = try store.instance(as: .console).organisations().map { (profile) throws(Refusal) in
          try store.organisation(profile.id, as: .console)
        }
      }
      let speaker = session.speaker
      var table = Table(.left, .right, .left, .left, .left)
      table.add(
        speaker.say(StoreMessage.headName), speaker.say(StoreMessage.headJob), speaker.say(StoreMessage.headState),
        speaker.say(StoreMessage.headFile), speaker.say(StoreMessage.headReason))
      table.rule()
      var isEmpty = true
      for firm in firms {
        let name = try firm.profile().name
        for job in try firm.jobs(limit: organisation == nil ? 10 : 50) {
          isEmpty = false
          let percent = job.total > 0 ? job.done * 100 / job.total : 0
          table.add(
            name, "\(job.number)", speaker.say(job.state.message, ["percent": .integer(percent)]), job.fileName,
            job.reason.map { speaker.say($0.message) } ?? "")
        }
      }
      if isEmpty { session.tell(.jobsNone) } else { session.say(table.lines().joined(separator: "\n")) }
    }
  }
}

/// `sillage jobs work`: lends a hand.
struct JobsWorkCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "work", abstract: "Fait les imports en file. / Does the imports in the queue.",
    discussion: """
      Plusieurs processus peuvent travailler à la même base : chacun prend ce qui
      attend, et reprend ce qu'un processus mort a laissé.
      Several processes may work on one database: each takes what waits, and goes on
      with what a dead process left.
      """)

  @Flag(help: "S'arrête quand tout est fait. / Stops when everything is done.") var untilIdle = false
  @OptionGroup var lease: LeaseOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      try session.importing(store, lease).work(untilIdle: untilIdle) { job in
        session.tell(
          .worked,
          [
            "number": .integer(job.number), "organisation": .text("#\(job.organisation.number)"),
            "file": .text(job.fileName), "state": .message(Message(job.state.message, ["percent": .integer(100)])),
          ])
        if case .refused(let diagnostics) = job.outcome { session.warn(diagnostics) }
      }
    }
  }
}

/// `sillage jobs cancel`.
struct JobsCancelCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Arrête un import. / Stops an import.")

  @Argument(help: "Le numéro de l'import. / The number of the import.") var number: Int
  @Option(help: "L'entreprise : SIREN, nom ou #numéro. / The firm: SIREN, name or #number.") var organisation: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var options: CommonOptions

  func run(in session: Session) throws(Refusal) {
    try session.withStore(database) { (store) throws(Refusal) in
      try FindOrganisation.run(organisation, in: store).cancelJob(number, at: session.now)
      session.tell(.jobCancelled, ["number": .integer(number)])
    }
  }
}

extension Job {
  /// The first reason for which the file was refused.
  var reason: Diagnostic? {
    if case .refused(let diagnostics) = outcome { diagnostics.first { $0.severity == .error } } else { nil }
  }
}

extension Job.State {
  /// The state in words.
  var message: StoreMessage {
    switch self {
    case .receiving: .stateReceiving
    case .queued: .stateQueued
    case .running: .stateRunning
    case .done: .stateDone
    case .failed: .stateFailed
    case .cancelled: .stateCancelled
    }
  }
}
