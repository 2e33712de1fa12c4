import Demonstration
import Foundation
import Identity
import Quantities
import Storage
import TestSupport
import Testing
import Wording

@testable import UseCases

/// A site's demonstration: what is in the store when it opens.
struct FillDemonstrationTests {
  private static let now = Timestamp(milliseconds: 1_774_000_000_000)

  /// A store with the demonstration in it, and the password.
  private func filled(_ body: (Store, FillDemonstration, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let directory = DataDirectory.checkout(Checkout.root)
    let library = try Library(directory)
    let store = try StoreLocation(folder.appending(path: "s.db").path, environment: [:], directory: directory)
      .open(creating: true, at: Self.now)
    defer { store.close() }
    let job = FillDemonstration(
      library, store, speaker: Speaker(library.catalogue, .fr), worker: "test", clock: { Self.now })
    var generator = SeededGenerator(seed: 1)
    let password = try job.run(seed: 2024, effort: .init(cost: 10, blocks: 1, lanes: 1), using: &generator)
    try body(store, job, password)
  }

  @Test func `Both firms have a closed and published year and an open one, each with its account`() throws {
    try filled { store, _, _ in
      let firms = try store.instance(as: .console).organisations()
      #expect(firms.compactMap(\.siren) == DemonstrationFirm.allCases.map(\.siren))
      for firm in firms {
        let handle = try store.organisation(firm.id, as: .console)
        let years = try handle.years()
        #expect(years.map(\.period.label) == ["2023", "2024"])
        #expect(years.map(\.isClosed) == [true, false])
        let publication = try handle.publication(of: years[0].id)
        #expect(publication?.withdrawnAt == nil && publication != nil)
        for year in years { #expect(try handle.account(of: year.id) != nil) }
      }
    }
  }

  @Test func `Everybody signs in with the password that was given, and sees what is theirs alone`() throws {
    try filled { store, _, password in
      #expect(password.count == 19)
      for person in DemonstrationPerson.allCases {
        let id = try #require(try store.people.person(email: person.email))
        let kept = try #require(try store.people.credential(of: id)).passwordHash
        #expect(try PasswordHash(kept: kept)?.matches(password) == true)
        #expect(try PasswordHash(kept: kept)?.matches(password + "x") == false)
        let parts = try store.person(id).organisations()
        #expect(parts.count == DemonstrationFirm.allCases.filter { person.role(in: $0) != nil }.count)
      }
      let owner = try #require(try store.people.person(email: DemonstrationPerson.owner.email))
      #expect(throws: Refusal.self) { _ = try store.instance(as: .person(owner)) }
      let keeper = try #require(try store.people.person(email: DemonstrationPerson.keeper.email))
      _ = try store.instance(as: .person(keeper))
    }
  }

  @Test func `A second time is refused and changes nothing`() throws {
    try filled { store, job, _ in
      var generator = SeededGenerator(seed: 2)
      #expect {
        try job.run(seed: 1, effort: .init(cost: 10, blocks: 1, lanes: 1), using: &generator)
      } throws: { error in
        (error as? Refusal)?.diagnostics.first?.message.key == DemonstrationRefusal.isThere.rawValue
      }
      let firms = try store.instance(as: .console).organisations()
      #expect(firms.count == DemonstrationFirm.allCases.count)
    }
  }
}
