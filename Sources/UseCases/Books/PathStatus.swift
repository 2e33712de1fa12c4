// Where a firm stands on the way from ledger to account, read from what is stored: nothing is kept again for it.

import CarbonAccounting
import Quantities
import Storage

/// A year of an organisation on the path.
public struct PathStatus: Sendable {
  /// What is to be done next.
  public enum Step: String, Sendable, CaseIterable {
    /// Drop a ledger.
    case ledger
    /// Wait for an import.
    case importing
    /// Say what the firm does.
    case activity
    /// Keep the books: they never were, or ledger or settings have changed since.
    case books
    /// Answer the questions that matter.
    case questions
    /// Look at the account and close it.
    case close
    /// Print the factor on invoices.
    case transmit
  }

  /// The year; nil while no ledger has come in.
  public let year: StoredYear?
  /// The ledger in force; nil for none.
  public let ledger: StoredLedger?
  /// The last import, of whatever year: it may run, or have been refused.
  public let job: Job?
  /// How many warnings the import of the ledger in force gave; nil when that is known no more.
  public let warnings: Int?
  /// Whether the firm said what it does, this year or in the year this one starts from.
  public let isActivityKnown: Bool
  /// Whether books are posted.
  public let isKept: Bool
  /// Whether they are of the ledger and the settings in force.
  public let isCurrent: Bool
  /// Production carbon of all accounts, as posted; nil while there is none.
  public let production: CarbonMass?
  /// How many questions that matter are open.
  public let openQuestions: Int
  /// The carbon that hangs on them.
  public let openCarbon: CarbonMass

  /// Whether the account is sealed.
  public var isClosed: Bool { year?.isClosed ?? false }

  /// Whether a file comes in or is being imported.
  public var isImporting: Bool { job.map { !$0.hasEnded } ?? false }

  /// What is to be done next.
  public var next: Step {
    if isClosed { return .transmit }
    if ledger == nil { return isImporting ? .importing : .ledger }
    if !isActivityKnown { return .activity }
    if !isKept || !isCurrent { return .books }
    return openQuestions > 0 ? .questions : .close
  }

  /// Where a year stands.
  ///
  /// - Parameter asked: nil for the latest there is.
  public init(_ library: Library, _ store: OrganisationStore, year asked: StoredYear? = nil) throws(Refusal) {
    let jobs = try store.jobs()
    job = jobs.first
    let latest = if let asked { asked } else { try store.years().last }
    guard let year = latest else {
      self.year = nil
      ledger = nil
      warnings = nil
      isActivityKnown = false
      isKept = false
      isCurrent = false
      production = nil
      openQuestions = 0
      openCarbon = .zero
      return
    }
    self.year = year
    let ledger = try store.ledgers(of: year.id).last(where: \.isCurrent)
    self.ledger = ledger
    warnings = jobs.lazy.compactMap(\.imported).first { $0.ledger == ledger?.id }?.warnings.count
    let settings = try SettingsInForce(store, year)
    isActivityKnown = !settings.file.settings.activities.isEmpty
    let account = try store.account(of: year.id)
    isKept = account != nil
    // Books that an earlier program posted, without all that is shown, are kept again.
    let posted = account.flatMap { StoredBooks(document: $0.document) }
    isCurrent =
      if let account, posted != nil {
        try store.isCurrent(account, of: year, ledger: ledger?.id, settings: settings.version)
      } else { false }
    let production = posted?.production
    self.production = production
    let limits = try QuestionLimits(library, on: year.period.end)
    let open = (posted?.missing ?? []).filter { item in
      !item.isAcknowledged
        && (item.kind == .directEmissions || limits.matters(item.carbon, of: production ?? .zero))
    }
    openQuestions = open.count
    openCarbon = open.map(\.carbon).total()
  }
}

extension Job {
  fileprivate var imported: JobOutcome.Imported? {
    if case .imported(let imported) = outcome { imported } else { nil }
  }
}
