import Quantities
import Storage
import TestSupport
import Testing

@Suite struct OpinionTests {
  @Test(arguments: TestEngine.available)
  func `A verifier, and nobody else, concludes on the closing in force`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try SampleFirm(store, "alpha")
      let verifier = try firm.handle(store, as: .verifier)
      let before = try firm.console.opinions(of: 2)
      #expect(before.isEmpty)
      for role in Role.allCases where role != .verifier {
        let handle = try firm.handle(store, as: role)
        #expect(!handle.may(.attest))
        #expect(
          reason { try handle.giveOpinion(on: 2, version: 2, .adverse, .limited, text: "x", at: dawn) }
            == .says(.forbidden))
      }
      #expect(
        reason { try firm.console.giveOpinion(on: 2, version: 2, .adverse, .limited, text: "x", at: dawn) }
          == .says(.forbidden))
      #expect(try firm.console.opinions(of: 2).isEmpty)
      func give(_ year: Int, _ version: Int, _ text: String = "Rien à signaler.") throws -> Int {
        try verifier.giveOpinion(on: year, version: version, .qualified, .reasonable, text: text, at: dawn)
      }
      #expect(try give(2, 2) == 1)
      #expect(try give(2, 2) == 2)
      #expect(reason { try give(2, 1) } == .says(.changedMeanwhile))
      #expect(reason { try give(3, 1) } == .says(.yearOpen))
      #expect(reason { try give(9, 1) } == .says(.notFound))
      #expect(reason { try give(2, 2, " ") } == .says(.tooLong))
      #expect(reason { try give(2, 2, String(repeating: "x", count: 20_001)) } == .says(.tooLong))
      try firm.console.reopen(2, because: "x", at: dawn)
      #expect(reason { try give(2, 2) } == .says(.yearOpen))
      let given = try firm.console.opinions(of: 2)
      #expect(given.map(\.version) == [2, 2] && given.map(\.number) == [1, 2])
      #expect(given.first?.person == firm.people[.verifier] && given.first?.conclusion == .qualified)
      #expect(given.first?.assurance == .reasonable && given.first?.text == "Rien à signaler.")
      #expect(try firm.console.opinions(of: 1).map(\.text) == ["alpha"])
    }
  }
}
