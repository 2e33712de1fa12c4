import Accounting
import CarbonAccounting
import Quantities
import Storage

/// A firm with rows in every table of its own, whose texts all hold its name: years 1 (2022, closed), 2 (2023, closed,
/// reopened and closed again) and 3 (2024, open, corrected once); a job that waits.
struct SampleFirm {
  let name: String
  let console: OrganisationStore
  /// One person for each role.
  let people: [Role: PersonID]
  let territory: TerritoryID
  /// The job that waits.
  let waiting: Int

  init(_ store: Store, _ name: String, siren: String? = nil) throws {
    self.name = name
    console = try store.newFirm(name, siren: siren)
    var people: [Role: PersonID] = [:]
    for role in Role.allCases {
      let person = try store.newPerson("\(name)-\(role.rawValue)")
      try console.grant(role, to: person, at: dawn)
      people[role] = person
    }
    self.people = people
    territory = try store.instance(as: .console).addTerritory(name: "\(name)-land", at: dawn)
    try console.join(territory, sharing: true, at: dawn)
    let cents = 100_00 + name.utf8.count
    for (year, number) in [(2022, 1), (2023, 2), (2024, 3)] {
      try store.load(yearly(year, cents: cents, label: name), into: console, named: "\(name)-\(year).txt")
      try console.record(settings: "firm: \(name)", files: ["note.txt": Array(name.utf8)], for: number, at: dawn)
      try console.pin(number, to: release(name), at: dawn)
    }
    try console.close(1, [entry("a", evidence: name)])
    try console.close(2, [entry("a", evidence: name)])
    try console.reopen(2, because: name, at: dawn)
    try console.close(2, [entry("a", evidence: name), entry("b", evidence: name)])
    try console.post(console.books(3, [entry("a", evidence: name)]), for: 3, at: dawn)
    try console.post(console.books(3, [entry("c", grams: 7, evidence: name)]), for: 3, at: dawn)
    try SampleFirm.fill(store, console, people, name)
    waiting = try console.receive(yearly(2025, cents: cents, label: name), named: "\(name)-2025.txt").number
  }

  /// What others do for the firm, and what it shows them.
  private static func fill(
    _ store: Store, _ console: OrganisationStore, _ people: [Role: PersonID], _ name: String
  ) throws {
    let later = dawn.adding(seconds: 86_400)
    try console.publish(1, code: name, at: dawn)
    if let verifier = people[.verifier], let owner = people[.owner] {
      let handle = try store.organisation(console.id, as: .person(verifier))
      try handle.giveOpinion(on: 1, version: 1, .unqualified, .limited, text: name, at: dawn)
      try console.addToken(name: name, for: owner, tokenSHA256: "\(name)-token", mayWrite: true, at: dawn)
    }
    try console.invite(
      .contributor, email: "\(name)-guest@example.org", tokenSHA256: "\(name)-link", expiresAt: later, at: dawn)
    try console.keepAnswer(
      KeptAnswer(status: 200, contentType: name, body: [1]), forKey: "first", requestSHA256: name, lifetime: 60,
      at: dawn)
    try console.remind(name, year: 3, at: dawn)
    try console.requestContent(of: name, name: name, year: 3, at: dawn)
    try console.addScenario(.project, name: name, content: "project: \(name)", at: dawn)
    try console.reviseScenario(1, expecting: 1, name: name, content: "project: \(name)!", at: dawn)
    try console.addScenario(.policy, name: name, content: "policy: \(name)", at: dawn)
    try fillFootprints(store, console, name)
  }

  /// A customer's program, what it asked, and what the firm says of a product.
  private static func fillFootprints(_ store: Store, _ console: OrganisationStore, _ name: String) throws {
    try console.addClient(name: name, clientID: "\(name)-client", secretSHA256: "\(name)-secret", at: dawn)
    guard let client = try store.pactDoor.client(id: "\(name)-client", secretSHA256: "\(name)-secret") else { return }
    try store.pactDoor.issue(
      tokenSHA256: "\(name)-access", to: client, expiresAt: dawn.adding(seconds: 60), at: dawn)
    try store.pactDoor.keep(
      PACTEvent.Received(source: name, id: "1", type: "request", content: name), from: client, at: dawn)
    try console.describe(
      PACTProduct(activity: "main", name: name, description: name, mass: "", fossilCarbon: ""), at: dawn)
  }

  /// The firm as one of its people sees it.
  func handle(_ store: Store, as role: Role) throws -> OrganisationStore {
    try store.organisation(console.id, as: .person(people[role] ?? PersonID(0)))
  }

  /// What every reading method says, by name.
  func picture(_ handle: OrganisationStore? = nil) throws -> [String: String] {
    var picture: [String: String] = [:]
    for method in FirmMethod.reading { picture[method.name] = try method.call(handle ?? console, self) }
    return picture
  }
}

extension SampleFirm {
  /// Books and seals that would be right for year 3.
  fileprivate func closing(_ firm: OrganisationStore) throws -> (KeptBooks, SealedAccounts) {
    let books = try firm.books(3, [entry("c", grams: 7, evidence: name)])
    return (books, try firm.seal(3, books))
  }
}

/// A public method of the handle on a firm, called on what a sample firm holds.
struct FirmMethod: Sendable {
  let name: String
  /// What a role must be allowed for it.
  let needs: Permission
  /// Calls it; returns what it says, in a stable order.
  let call: @Sendable (OrganisationStore, SampleFirm) throws -> String

  private init(
    _ name: String, _ needs: Permission, _ call: @escaping @Sendable (OrganisationStore, SampleFirm) throws -> Any
  ) {
    self.name = name
    self.needs = needs
    self.call = { "\(try call($0, $1))" }
  }

  /// Those that change nothing.
  static let reading: [FirmMethod] = [
    FirmMethod("account", .read) { firm, _ in try (1...3).map { try firm.account(of: $0) } },
    // Answers are whoever asked's: this key is given by a writing method alone.
    FirmMethod("answer", .read) { firm, _ in
      try firm.answer(forKey: "k", requestSHA256: "r", lifetime: 60, at: dawn)?.contentType ?? ""
    },
    FirmMethod("auditEvents", .read) { firm, _ in try firm.auditEvents() },
    FirmMethod("balances", .read) { firm, _ in try (0...4).map { try firm.balances(of: $0) } },
    FirmMethod("clients", .read) { firm, _ in try firm.clients() },
    FirmMethod("event", .read) { firm, _ in try firm.event(1) },
    FirmMethod("events", .read) { firm, _ in try firm.events() },
    FirmMethod("products", .read) { firm, _ in try firm.products() },
    FirmMethod("evidence", .read) { firm, _ in
      try (1...3).map { String(decoding: try firm.evidence("note.txt", for: $0) ?? [], as: UTF8.self) }
    },
    FirmMethod("evidenceFiles", .read) { firm, _ in try (1...3).map { try firm.evidenceFiles(of: $0) } },
    FirmMethod("invitations", .read) { firm, _ in try firm.invitations(at: dawn) },
    FirmMethod("job", .read) { firm, _ in try (1...4).map { try firm.job($0).stable } },
    FirmMethod("jobs", .read) { firm, _ in try firm.jobs().map(\.stable) },
    FirmMethod("isCurrent", .read) { firm, _ in
      try firm.years().map { year in try firm.account(of: year.id).map { try firm.isCurrent($0, of: year) } ?? false }
    },
    FirmMethod("journal", .read) { firm, _ in try (1...3).map { try firm.journal(of: $0) } },
    FirmMethod("largestEntries", .read) { firm, _ in try (1...3).map { try firm.largestEntries(of: $0, limit: 9) } },
    FirmMethod("ledger", .read) { firm, _ in
      try (1...3).map { year in
        let kept = try firm.ledger(of: year)
        let names = kept.ledger.names
        return "\(kept.stored) \(kept.ledger.lines) \(kept.ledger.entries) \(kept.diagnostics.map(\.description))"
          + " \([names.accounts, names.auxiliaries, names.journals].map { $0.map { $0.key + $0.value }.sorted() })"
      }
    },
    FirmMethod("ledgers", .read) { firm, _ in try (1...3).map { try firm.ledgers(of: $0) } },
    FirmMethod("members", .read) { firm, _ in try firm.members() },
    FirmMethod("openingSeals", .read) { firm, _ in
      try firm.years().map { try firm.openingSeals(of: $0).map(\.stable) }
    },
    FirmMethod("opinions", .read) { firm, _ in try (1...3).map { try firm.opinions(of: $0) } },
    FirmMethod("postedEntries", .read) { firm, _ in try (1...3).map { try firm.postedEntries(of: $0) } },
    FirmMethod("profile", .read) { firm, _ in try firm.profile() },
    FirmMethod("publications", .read) { firm, _ in try (1...3).map { try firm.publications(of: $0) } },
    FirmMethod("publication", .read) { firm, _ in try (1...3).map { try firm.publication(of: $0) } },
    // Reference data belong to nobody: whoever knows a release's fingerprint may read it.
    FirmMethod("release", .read) { firm, sample in try firm.release(release(sample.name).sha256)?.sha256 ?? "" },
    FirmMethod("reminders", .read) { firm, _ in try firm.reminders() },
    FirmMethod("reopenings", .read) { firm, _ in try (1...3).map { try firm.reopenings(of: $0) } },
    FirmMethod("seals", .read) { firm, _ in
      try (1...3).map { year in try (1...2).map { try firm.seals(of: year, version: $0).map(\.stable) } }
    },
    FirmMethod("settings", .read) { firm, _ in try (1...3).map { try firm.settings(for: $0) } },
    FirmMethod("scenario", .read) { firm, _ in try firm.scenario(1) },
    FirmMethod("scenarios", .read) { firm, _ in try firm.scenarios() },
    FirmMethod("supplierRequests", .read) { firm, _ in try (1...3).map { try firm.supplierRequests(of: $0) } },
    FirmMethod("tokens", .read) { firm, _ in try firm.tokens() },
    FirmMethod("verify", .read) { firm, _ in
      let found = try firm.verify()
      return "\(found.seals) \(found.postings) \(found.faults.map(\.description))"
    },
    FirmMethod("year", .read) { firm, _ in try firm.year(nil) },
    FirmMethod("years", .read) { firm, _ in try firm.years() },
  ]

  /// Those that change something, in an order in which each can.
  static let writing: [FirmMethod] = [
    FirmMethod("record", .keep) { firm, sample in
      try firm.record(settings: "firm: \(sample.name)!", files: ["b.txt": [1]], for: 3, at: dawn)
    },
    FirmMethod("pin", .keep) { firm, sample in try firm.pin(3, to: release(sample.name + "!"), at: dawn) },
    FirmMethod("post", .keep) { firm, sample in
      try firm.post(sample.closing(firm).0, for: 3, at: dawn)
    },
    FirmMethod("receiveLedger", .keep) { firm, sample in
      try firm.receive(yearly(2024, cents: 5_00, label: sample.name)).stable
    },
    FirmMethod("cancelJob", .keep) { firm, sample in try firm.cancelJob(sample.waiting, at: dawn) },
    FirmMethod("close", .close) { firm, sample in
      let (books, seals) = try sample.closing(firm)
      return try firm.close(3, books, sealed: seals, at: dawn)
    },
    FirmMethod("reopen", .close) { firm, sample in try firm.reopen(3, because: sample.name, at: dawn) },
    FirmMethod("keep", .close) { firm, _ in
      return try firm.keep(
        sealedElsewhere: sealedAccounts(of: FiscalYear(twelveMonthsTo: day("2026-12-31")), [entry("a")]), at: dawn)
    },
    FirmMethod("keepAnswer", .read) { firm, sample in
      let answer = KeptAnswer(status: 201, contentType: sample.name, body: [])
      return try firm.keepAnswer(answer, forKey: "k", requestSHA256: "r", lifetime: 60, at: dawn)
    },
    FirmMethod("addToken", .keep) { firm, sample in
      let own = if case .person(let person) = firm.principal { person } else { sample.people[.owner] ?? PersonID(0) }
      return try firm.addToken(
        name: sample.name, for: own, tokenSHA256: "\(sample.name)-new-token", mayWrite: false, at: dawn)
    },
    FirmMethod("revokeToken", .keep) { firm, _ in try firm.revokeToken(2, at: dawn) },
    FirmMethod("settleEvent", .close) { firm, _ in try firm.settleEvent(1, as: "aside", at: dawn) },
    FirmMethod("describe", .close) { firm, sample in
      try firm.describe(
        PACTProduct(activity: "other", name: sample.name, description: "", mass: "1", fossilCarbon: "0"), at: dawn)
    },
    FirmMethod("addClient", .manage) { firm, sample in
      try firm.addClient(
        name: sample.name + "!", clientID: sample.name + "-new", secretSHA256: "s", at: dawn)
    },
    FirmMethod("revokeClient", .manage) { firm, _ in try firm.revokeClient(2, at: dawn) },
    FirmMethod("remind", .keep) { firm, sample in try firm.remind(sample.name + "!", at: dawn) },
    FirmMethod("completeReminder", .keep) { firm, _ in try firm.completeReminder(1, at: dawn) },
    FirmMethod("requestContent", .keep) { firm, sample in
      try firm.requestContent(of: "F9", name: sample.name, year: 3, at: dawn)
    },
    FirmMethod("markAnswered", .keep) { firm, sample in try firm.markAnswered(sample.name, year: 3, at: dawn) },
    FirmMethod("addScenario", .keep) { firm, sample in
      try firm.addScenario(.actions, name: sample.name, content: "name: \(sample.name)", at: dawn)
    },
    FirmMethod("reviseScenario", .keep) { firm, sample in
      try firm.reviseScenario(1, expecting: 2, name: sample.name, content: "project: x", at: dawn)
    },
    FirmMethod("removeScenario", .keep) { firm, _ in try firm.removeScenario(2, expecting: 1, at: dawn) },
    FirmMethod("publish", .close) { firm, sample in try firm.publish(2, code: sample.name + "-2", at: dawn) },
    FirmMethod("withdrawPublication", .close) { firm, _ in try firm.withdrawPublication(1, at: dawn) },
    FirmMethod("invite", .manage) { firm, sample in
      try firm.invite(
        .adviser, tokenSHA256: sample.name + "-new-link", expiresAt: dawn.adding(seconds: 60), at: dawn)
    },
    FirmMethod("withdrawInvitation", .manage) { firm, _ in try firm.withdrawInvitation(1, at: dawn) },
    FirmMethod("grant", .manage) { firm, sample in
      try firm.grant(.adviser, to: sample.people[.verifier] ?? PersonID(0), at: dawn)
    },
    FirmMethod("revoke", .manage) { firm, sample in
      try firm.revoke(sample.people[.contributor] ?? PersonID(0), at: dawn)
    },
    FirmMethod("join", .manage) { firm, sample in try firm.join(sample.territory, sharing: false, at: dawn) },
    FirmMethod("leave", .manage) { firm, sample in try firm.leave(sample.territory, at: dawn) },
  ]
}

extension Job {
  /// Dictionaries of messages have no order: only what has one.
  fileprivate var stable: String {
    switch outcome {
    case nil: "\(number) \(state) \(fileName)"
    case .imported(let imported): "\(number) \(fileName) \(imported.ledger) \(imported.difference, default: "first")"
    case .refused(let diagnostics): "\(number) \(fileName) \(diagnostics.map(\.description))"
    }
  }
}

extension StoredSeal {
  fileprivate var stable: String { "\(year) \(version) \(activity) \(posting) \(text) \(sealed.seal)" }
}
