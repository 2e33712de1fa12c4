import Quantities
import Storage
import TestSupport
import Testing

/// What a firm keeps of carbon prices.
@Suite struct ScenarioTests {
  @Test(arguments: TestEngine.available)
  func `A scenario keeps its revisions, and a stale one is refused`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let number = try firm.addScenario(.project, name: "Chaudière", content: "project: a", at: dawn)
      #expect(try firm.scenario(number).content == "project: a")
      let later = dawn.adding(seconds: 9)
      #expect(
        try firm.reviseScenario(number, expecting: 1, name: "Chaudière bois", content: "project: b", at: later) == 2)
      let kept = try firm.scenario(number)
      #expect(kept.content == "project: b" && kept.entry.name == "Chaudière bois" && kept.entry.recordedAt == later)
      #expect(kept.entry.kind == .project && kept.entry.actor == "console")
      #expect(
        reason { try firm.reviseScenario(number, expecting: 1, name: "x", content: "project: c", at: later) }
          == .says(.changedMeanwhile))
      #expect(try firm.scenario(number) == kept)
      // The same again is no revision.
      #expect(
        try firm.reviseScenario(number, expecting: 2, name: "Chaudière bois", content: "project: b", at: later) == 2)
    }
  }

  @Test(arguments: TestEngine.available)
  func `What is taken out is gone for good, and its number is not given again`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let first = try firm.addScenario(.project, name: "a", content: "project: a", at: dawn)
      #expect(reason { try firm.removeScenario(first, expecting: 2, at: dawn) } == .says(.changedMeanwhile))
      try firm.removeScenario(first, expecting: 1, at: dawn)
      #expect(try firm.scenarios().isEmpty)
      #expect(reason { try firm.scenario(first) } == .says(.notFound))
      #expect(reason { try firm.removeScenario(first, expecting: 1, at: dawn) } == .says(.notFound))
      let second = try firm.addScenario(.actions, name: "b", content: "name: b", at: dawn)
      #expect(second == first + 1)
      #expect(try firm.scenarios().map(\.number) == [second])
    }
  }

  @Test(arguments: TestEngine.available)
  func `There is one policy at most, until it is taken out`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let first = try firm.addScenario(.policy, name: "a", content: "policy: a", at: dawn)
      #expect(
        reason { try firm.addScenario(.policy, name: "b", content: "policy: b", at: dawn) } == .says(.changedMeanwhile))
      try firm.addScenario(.project, name: "c", content: "project: c", at: dawn)
      try firm.removeScenario(first, expecting: 1, at: dawn)
      try firm.addScenario(.policy, name: "b", content: "policy: b", at: dawn)
      #expect(try firm.scenarios().count == 2)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Names, lengths and numbers have limits`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let firm = try store.newFirm()
      let long = String(repeating: "x", count: OrganisationStore.scenarioLimit + 1)
      #expect(reason { try firm.addScenario(.project, name: "a", content: long, at: dawn) } == .says(.tooLong))
      #expect(reason { try firm.addScenario(.project, name: "a", content: " ", at: dawn) } == .says(.tooLong))
      #expect(reason { try firm.addScenario(.project, name: "", content: "a", at: dawn) } == .says(.nameWrong))
      for place in 1...OrganisationStore.mostScenarios {
        try firm.addScenario(.project, name: "s\(place)", content: "x", at: dawn)
      }
      #expect(reason { try firm.addScenario(.project, name: "a", content: "x", at: dawn) } == .says(.tooMany))
      try firm.removeScenario(7, expecting: 1, at: dawn)
      #expect(try firm.addScenario(.project, name: "a", content: "x", at: dawn) == OrganisationStore.mostScenarios + 1)
    }
  }

  @Test(arguments: TestEngine.available)
  func `Another firm's scenarios are not there`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let (own, other) = (try store.newFirm("own"), try store.newFirm("other"))
      let number = try own.addScenario(.policy, name: "a", content: "policy: a", at: dawn)
      #expect(try other.scenarios().isEmpty)
      #expect(reason { try other.scenario(number) } == .says(.notFound))
    }
  }
}
