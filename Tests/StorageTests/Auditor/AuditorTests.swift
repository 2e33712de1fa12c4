import CanonicalJSON
import Foundation
import Quantities
import Storage
import TestSupport
import Testing

@Suite struct AuditorTests {
  /// `SILLAGE_AUDITOR_SEED` runs one sequence, `SILLAGE_AUDITOR_SEEDS` so many.
  static let seeds: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["SILLAGE_AUDITOR_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    let count = environment["SILLAGE_AUDITOR_SEEDS"].flatMap { UInt64($0) } ?? 10
    return Array(1...max(1, count))
  }()
  private static let commands = 250
  private static let reportEvery = 50

  @Test(arguments: TestEngine.available, seeds)
  func `A store answers as a naive model of it does, whatever is done to it`(engine: TestEngine, seed: UInt64) throws {
    let difference = try withStore(engine) { try AuditorTests.audit($0, seed) }
    if let difference { Issue.record("\(engine.rawValue), SILLAGE_AUDITOR_SEED=\(seed): \(difference.prefix(6000))") }
  }

  @Test func `Sequences meet every reason to refuse, and every command succeeds in some`() {
    var said = ""
    var succeeded: Set<String> = []
    for seed: UInt64 in 1...20 {
      var draws = AuditorDraws(seed: seed)
      var model = AuditorModel()
      var now = dawn
      for _ in 1...AuditorTests.commands {
        now = Timestamp(milliseconds: now.milliseconds + Int64(draws.number(0...20_000)))
        let command = draws.command(model, at: now)
        let answer = model.apply(command, at: now)
        said += answer + "\n"
        if !answer.hasPrefix(AuditorReport.refused([])) { succeeded.insert(command.name) }
      }
      said += model.report(now).canonicalText
    }
    #expect(AuditorTests.reasons.filter { !said.contains($0.rawValue) } == [])
    #expect(succeeded.count == 32)
  }

  /// What the store may say of what people do to it.
  private static let reasons: [StorageMessage] = [
    .notFound, .forbidden, .sirenTaken, .emailTaken, .sirenWrong, .nameWrong, .lastOwner, .conflict, .yearUnknown,
    .yearsOverlap, .yearClosed, .yearOpen, .laterYearClosed, .reasonMissing, .changedMeanwhile, .sealedForOther,
    .accountExists, .exportUnreadable, .jobEnded, .jobLost, .jobCancelled, .jobTooOften, .chainBroken, .entriesDiffer,
  ]

  /// Runs a sequence; says where the store and the model part, or nil.
  private static func audit(_ store: Store, _ seed: UInt64) throws -> String? {
    var draws = AuditorDraws(seed: seed)
    var model = AuditorModel()
    var subject = AuditorStore(store)
    var now = dawn
    for number in 1...commands {
      now = Timestamp(milliseconds: now.milliseconds + Int64(draws.number(0...20_000)))
      let command = draws.command(model, at: now)
      let expected = model.apply(command, at: now)
      let answer = subject.apply(command, at: now)
      guard answer.utf8.elementsEqual(expected.utf8) else {
        return "command \(number), \(command)\nmodel: \(expected)\nstore: \(answer)"
      }
      guard number % reportEvery == 0 else { continue }
      let (right, found) = (model.report(now), try subject.report(now))
      guard !found.canonicalText.utf8.elementsEqual(right.canonicalText.utf8) else { continue }
      return "report after command \(number), \(command)\n" + lines(right, found)
    }
    return nil
  }

  /// The lines of two reports that differ.
  private static func lines(_ model: JSONValue, _ store: JSONValue) -> String {
    let (right, found) = (model.prettyText.split(separator: "\n"), store.prettyText.split(separator: "\n"))
    // Compared as bytes: two spellings of an accent are two lines.
    return found.difference(from: right) { $0.utf8.elementsEqual($1.utf8) }.prefix(20).map { change in
      switch change {
      case .remove(let line, let text, _): "model, line \(line): \(text)"
      case .insert(let line, let text, _): "store, line \(line): \(text)"
      }
    }.joined(separator: "\n")
  }
}
