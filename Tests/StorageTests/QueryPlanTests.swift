import Databases
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Storage

/// Every statement finds an organisation's rows by an index, however many organisations there are.
@Suite struct QueryPlanTests {
  /// The tables that grow with the number of organisations and with what each does.
  private static let large = [
    "audit_event", "membership", "enrolment", "fiscal_year", "ledger", "ledger_entry", "ledger_line", "ledger_name",
    "ledger_account", "firm_settings", "evidence", "posting", "carbon_entry", "sealed_account", "reopening", "job",
    "upload", "session", "idempotency_key", "closing_undone", "opinion", "reminder", "supplier_request",
    "pact_product", "pact_event", "scenario", "publication", "pact_client", "pact_access",
    "api_token", "one_time_link", "credential", "recovery_code", "external_identity", "rule_book",
  ]

  /// Those of them whose rows are of one organisation alone.
  private static let grown = large.prefix { $0 != "publication" }
    .filter { !["membership", "enrolment", "session"].contains($0) }

  /// Statements of the whole instance, made by nobody who waits.
  private static let ofInstance = ["DELETE FROM session WHERE expires_at <= $1"]

  /// Everything the program does, done once; returns the statements it took.
  private func statements(_ database: any SQLDatabase) throws -> [RecordingDatabase.Statement] {
    let recorder = RecordingDatabase(database)
    let store = Store(recorder, try shippedSchema())
    let firm = try SampleFirm(store, "alpha")
    _ = try firm.picture()
    let seen = try firm.handle(store, as: .owner)
    for method in FirmMethod.writing { _ = try method.call(seen, firm) }
    while let claim = try store.jobs.claim(as: "worker", at: dawn) {
      _ = try store.jobs.work(on: claim, clock: { dawn })
    }
    // A refused file and one that is stopped on its way.
    let both = fec([FECEntry(number: 1, day: "20231205"), FECEntry(number: 2, day: "20240105")])
    _ = try store.load(both, into: firm.console)
    let job = try firm.console.receive(yearly(2026, count: 3000))
    let claim = try #require(try store.jobs.claim(as: "worker", only: job, at: dawn))
    _ = try store.jobs.work(on: claim, clock: { dawn }) { _, _ in
      try? firm.console.cancelJob(job.number, at: dawn)
    }
    try firm.console.receiveLedger(named: "x.txt", at: dawn).abandon()
    _ = try store.jobs.isIdle()
    // A file that waits, so that no table is empty.
    _ = try firm.console.receive(yearly(2027))
    try visit(store, firm)
    return recorder.statements
  }

  private func visit(_ store: Store, _ firm: SampleFirm) throws {
    let person = try #require(firm.people[.owner])
    let sessions = store.sessions
    let session = SessionStore.Session(
      tokenSHA256: "t", person: person, agent: "", openedAt: dawn, seenAt: dawn, expiresAt: dawn.adding(seconds: 9))
    try sessions.open(session)
    try visitPeople(store, firm, person)
    _ = try sessions.find(tokenSHA256: "t", idle: 9, at: dawn)
    try sessions.touch(tokenSHA256: "t", at: dawn.adding(seconds: 1))
    _ = try sessions.sessions(of: person, at: dawn)
    try sessions.revoke(tokenSHA256: "t", of: person)
    try sessions.sweep(at: dawn)
    _ = try store.rateLimits.take("login", limit: 1, window: 1, at: dawn)
    _ = try store.person(person).identity()
    _ = try store.person(person).organisations()
    let instance = try store.instance(as: .console)
    try instance.appoint(officer: person, of: firm.territory, at: dawn)
    try instance.appoint(operator: person, at: dawn)
    let territory = try store.territory(firm.territory, as: .person(person))
    _ = try territory.firms()
    _ = try territory.sharedSeals()
    _ = try store.instance(as: .person(person)).auditEvents()
    _ = try instance.organisations()
    try firm.console.grant(.owner, to: try #require(firm.people[.adviser]), at: dawn)
    try instance.erase(person, at: dawn)
  }

  private func visitPeople(_ store: Store, _ firm: SampleFirm, _ person: PersonID) throws {
    let people = store.people
    try people.setPassword("hash", of: person, keeping: "t", at: dawn)
    _ = try people.credential(email: "alpha-owner@example.org")
    _ = try people.credential(of: person)
    try people.setSecondFactor([1], of: person, at: dawn)
    _ = try people.acceptStep(1, of: person)
    try people.setRecoveryCodes(["c"], of: person)
    _ = try people.useRecoveryCode("c", of: person, at: dawn)
    try people.link(issuer: "i", subject: "s", to: person, at: dawn)
    _ = try people.person(issuer: "i", subject: "s")
    _ = try people.person(email: "alpha-owner@example.org")
    let guest = try people.signUp(email: "guest@example.org", name: "Guest", passwordHash: "hash", at: dawn)
    try firm.console.invite(.contributor, tokenSHA256: "i9", expiresAt: dawn.adding(seconds: 9), at: dawn)
    _ = try people.accept(invitation: "i9", as: guest, at: dawn)
    try people.add(
      OneTimeLink(
        tokenSHA256: "r", purpose: .passwordReset(guest), createdAt: dawn, expiresAt: dawn.adding(seconds: 9)))
    try people.resetPassword("hash", tokenSHA256: "r", at: dawn)
    try people.sweep(at: dawn)
    _ = try store.apiTokens.find(tokenSHA256: "alpha-token", at: dawn)
    try store.apiTokens.touch(tokenSHA256: "alpha-token", at: dawn)
    let client = try #require(try store.pactDoor.client(id: "alpha-client", secretSHA256: "alpha-secret"))
    try store.pactDoor.issue(tokenSHA256: "alpha-access-2", to: client, expiresAt: dawn.adding(seconds: 9), at: dawn)
    _ = try store.pactDoor.access(tokenSHA256: "alpha-access-2", at: dawn)
    _ = try store.pactDoor.products(of: firm.console.id)
    _ = try store.publications.shown(by: firm.console.id)
    _ = try store.publications.find(code: "alpha")
    _ = try store.publications.find(codes: ["alpha", "beta"])
    _ = try store.publications.find(siren: "732829320")
    try store.person(person).keepRuleBook("rules", at: dawn)
    _ = try store.person(person).portfolio()
  }

  private func isData(_ statement: RecordingDatabase.Statement) -> Bool {
    ["SELECT", "UPDATE", "DELETE"].contains { statement.sql.hasPrefix($0) } && !Self.ofInstance.contains(statement.sql)
  }

  @Test func `On SQLite every statement searches by an index`() throws {
    try withStoreAndDatabase(.sqlite) { _, database in
      let statements = try statements(database).filter(isData)
      #expect(statements.count > 60)
      for statement in statements {
        let plan = try database.read(statement.scope) {
          try $0.rows("EXPLAIN QUERY PLAN " + statement.sql, statement.arguments).map { try $0.text(3) }
        }
        // A table is named in a plan by its alias.
        let names = Self.large + ["e", "r", "p", "s", "y", "v", "m", "c", "n", "l", "u", "o"]
        for step in plan where step.hasPrefix("SCAN ") {
          let table = step.split(separator: " ")[1]
          #expect(!names.contains(String(table)), "\(step) in \(statement.sql)")
        }
        // The organisation is what is searched by, not only what is filtered afterwards.
        for step in plan where step.hasPrefix("SEARCH ") && statement.sql.contains("organisation_id = $1") {
          #expect(step.contains("organisation_id=?"), "\(step) in \(statement.sql)")
        }
        // What an entry is reversed by is looked up for each entry.
        if statement.sql.contains("r.reverses_posting = e.posting") {
          #expect(plan.contains { $0.contains("carbon_entry_reversed") }, "\(plan)")
        }
      }
    }
  }

  @Test(.enabled(if: TestEngine.postgresql.isAvailable, Comment(rawValue: TestEngine.absent)))
  func `On PostgreSQL no statement reads a large table from end to end`() throws {
    try withStoreAndDatabase(.postgresql) { _, database in
      let statements = try statements(database).filter(isData)
      #expect(statements.count > 60)
      try multiply(database)
      for statement in statements {
        let plan = try database.write(statement.scope) { connection in
          try connection.rows("EXPLAIN " + literal(statement)).map { try $0.text(0) }
        }
        for table in Self.grown {
          let scan = plan.first { $0.contains("Seq Scan on \(table)") && !$0.contains("Seq Scan on \(table)_") }
          #expect(scan == nil, "\(scan ?? "") in \(statement.sql)\n\(plan.joined(separator: "\n"))")
        }
      }
    }
  }

  /// Gives three hundred other organisations the first one's rows, past the policies as only the owner can.
  private func multiply(_ database: any SQLDatabase) throws {
    let first = ["fiscal_year", "posting"]
    let tables = first + Self.grown.filter { !first.contains($0) }
    let columns = try database.witness { connection in
      try tables.map { try connection.columns(of: $0).map(\.name).filter { $0 != "organisation_id" } }
    }
    _ = try database.write(.instance) { connection in
      try connection.execute(
        """
        INSERT INTO organisation (id, name, created_at) SELECT n, 'firm ' || n, 0 FROM generate_series(1000, 1299) n
        """)
    }
    try database.administer { connection in
      for (table, columns) in zip(tables, columns) {
        let list = columns.joined(separator: ", ")
        try connection.execute("ALTER TABLE \(table) NO FORCE ROW LEVEL SECURITY")
        let count = try connection.execute(
          """
          INSERT INTO \(table) (organisation_id, \(list)) SELECT n, \(list)
          FROM \(table), generate_series(1000, 1299) n WHERE organisation_id = 1
          """)
        #expect(count >= 300, "\(table) is empty")
        try connection.run(script: "ALTER TABLE \(table) FORCE ROW LEVEL SECURITY; ANALYZE \(table)")
      }
    }
  }

  /// The statement with its values in it: EXPLAIN takes no parameters.
  private func literal(_ statement: RecordingDatabase.Statement) -> String {
    var sql = statement.sql
    for (index, value) in statement.arguments.enumerated().reversed() {
      let text =
        switch value {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .text(let text): "'" + text.replacing("'", with: "''") + "'"
        case .blob: "''::bytea"
        }
      sql = sql.replacing("$\(index + 1)", with: text)
    }
    return sql
  }
}
