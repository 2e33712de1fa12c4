import Accounting
import CarbonAccounting
import Quantities
import Storage

/// Why the model refuses: the keys of what the store is to say.
struct AuditorRefusal: Error {
  let keys: [String]
  init(_ key: StorageMessage) { keys = [key.rawValue] }
}

/// What a store is to be, in arrays and dictionaries and nothing cleverer: no SQL, no transaction, no index.
///
/// It shares no rule with `Storage`: where the two disagree, one of them is wrong.
struct AuditorModel {
  var organisations: [ModelOrganisation] = []
  var people: [ModelPerson] = []
  var operators: Set<Int64> = []
  var territories: [String] = []
  /// Officers by territory.
  var officers: [Int64: Set<Int64>] = [:]
  var sessions: [SessionStore.Session] = []
  /// Uses by subject and start of window.
  var uses: [String: [Int64: Int]] = [:]
  var releases: [String: ReferenceRelease] = [:]
  var log: [AuditEvent] = []
  /// Files on their way in, and claims, in the order they were begun; nil once used up.
  var uploads: [ModelUpload?] = []
  var claims: [ModelClaim] = []
}

struct ModelPerson {
  /// Nil when erased.
  var identity: (email: String, name: String)?
}

struct ModelOrganisation {
  let siren: String?
  let name: String
  var members: [Int64: Role] = [:]
  /// Territories, and whether accounts are shared.
  var enrolments: [Int64: Bool] = [:]
  var years: [ModelYear] = []
  var ledgers: [ModelLedger] = []
  var jobs: [ModelJob] = []
  var log: [AuditEvent] = []
}

struct ModelYear {
  let id: Int
  var period: FiscalYear
  var reference: String?
  var settings: [String] = []
  /// Every version of each file.
  var evidence: [String: [[UInt8]]] = [:]
  var postings: [ModelPosting] = []
  var closings: [ModelClosing] = []
  var reopenings: [Reopened] = []

  struct Reopened {
    let version: Int
    let reason: String
    let at: Timestamp
    let actor: String
  }

  /// Whether the last closing was not undone.
  var isClosed: Bool { !closings.isEmpty && !reopenings.contains { $0.version == closings.count } }
}

/// A posting, with a copy of the whole journal in force after it.
struct ModelPosting {
  let books: KeptBooks
  /// What was appended, reversals first.
  let appended: [EntryRecord]
  let inForce: [EntryRecord]
}

struct ModelClosing {
  /// 0 when sealed elsewhere.
  let posting: Int
  let accounts: [SealedAccounts.Sealed]
}

struct ModelLedger {
  let id: Int
  let year: Int
  let version: Int
  let file: AuditorFile
  var isCurrent = true
}

struct ModelJob {
  let number: Int
  var state: Job.State
  let file: AuditorFile
  let createdAt: Timestamp
  let actor: String
  var steps = 0
  var attempts = 0
  var worker: String?
  var leaseUntil: Timestamp?
  var isCancelled = false
  /// What came of it, in the words of the report.
  var outcome: String?
}

struct ModelUpload {
  let organisation: Int64
  let number: Int
  let principal: Principal
}

struct ModelClaim {
  let organisation: Int64
  let number: Int
  let worker: String
  let attempt: Int
}

// MARK: - Who may

extension AuditorModel {
  /// What is asked of a role.
  enum Act { case keep, close, manage }

  /// The place of an organisation, for somebody who takes part in it.
  func place(_ id: Int64, _ principal: Principal) throws -> (place: Int, role: Role) {
    guard id >= 1, id <= Int64(organisations.count) else { throw AuditorRefusal(.notFound) }
    let place = Int(id) - 1
    switch principal {
    case .console: return (place, .owner)
    case .person(let person):
      guard let role = organisations[place].members[person.number] else { throw AuditorRefusal(.notFound) }
      return (place, role)
    }
  }

  func allow(_ role: Role, _ act: Act) throws {
    switch (role, act) {
    case (.owner, _), (.adviser, .keep), (.adviser, .close), (.contributor, .keep): return
    default: throw AuditorRefusal(.forbidden)
    }
  }

  /// The place of an organisation, for somebody who may do this in it.
  func place(_ id: Int64, _ principal: Principal, to act: Act) throws -> Int {
    let (place, role) = try place(id, principal)
    try allow(role, act)
    return place
  }

  func checkInstance(_ principal: Principal) throws {
    if case .person(let person) = principal, !operators.contains(person.number) { throw AuditorRefusal(.notFound) }
  }

  func isThere(_ person: Int64) -> Bool {
    person >= 1 && person <= Int64(people.count) && people[Int(person) - 1].identity != nil
  }
}

extension ModelOrganisation {
  mutating func note(_ action: AuditAction, _ detail: String, _ principal: Principal, _ now: Timestamp) {
    log.append(AuditEvent(number: log.count + 1, at: now, actor: principal.actor, action: action, detail: detail))
  }

  func yearPlace(_ id: Int) throws -> Int {
    guard let place = years.firstIndex(where: { $0.id == id }) else { throw AuditorRefusal(.notFound) }
    return place
  }

  func openPlace(_ id: Int) throws -> Int {
    let place = try yearPlace(id)
    guard !years[place].isClosed else { throw AuditorRefusal(.yearClosed) }
    return place
  }

  /// Years, earliest first.
  var ordered: [ModelYear] { years.sorted { ($0.period.end, $0.id) < ($1.period.end, $1.id) } }

  func before(_ year: ModelYear) -> ModelYear? {
    let earlier = ordered.last { $0.period.end < year.period.start }
    return earlier.flatMap { year.period.follows($0.period.end) ? $0 : nil }
  }

  func current(_ year: Int) -> ModelLedger? { ledgers.first { $0.year == year && $0.isCurrent } }
}
