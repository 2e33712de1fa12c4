import Foundation
import Quantities
import Storage

/// Opens accounts drawn at random, and says how long it takes.
struct Opening {
  let store: Store
  let people: [(OrganisationID, PersonID)]
  let samples: Int

  func measure() throws {
    let clock = ContinuousClock()
    var generator = SeededGenerator(seed: 7)
    var times: [Duration] = []
    // The first ones warm what any server has warm: statements and the connection.
    for sample in 0..<(samples + 20) {
      guard let (id, person) = people.randomElement(using: &generator) else { return }
      let start = clock.now
      let firm = try store.organisation(id, as: .person(person))
      let year = try firm.year(nil)
      let account = try firm.account(of: year.id)
      let largest = try firm.largestEntries(of: year.id, limit: 100)
      if sample >= 20 { times.append(clock.now - start) }
      precondition(account != nil && largest.count == 100)
    }
    times.sort()
    func at(_ share: Double) -> String { milliseconds(times[min(times.count - 1, Int(Double(times.count) * share))]) }
    print("opening an account, \(people.count) organisations, \(times.count) samples:")
    print("  median \(at(0.5)) ms, p95 \(at(0.95)) ms, p99 \(at(0.99)) ms, longest \(at(1)) ms")
    try measureJournal(clock, &generator)
  }

  /// The whole journal of a year, every entry decoded.
  private func measureJournal(_ clock: ContinuousClock, _ generator: inout SeededGenerator) throws {
    var times: [Duration] = []
    for _ in 0..<50 {
      guard let (id, _) = people.randomElement(using: &generator) else { return }
      let firm = try store.organisation(id, as: .console)
      let year = try firm.year(nil)
      let start = clock.now
      _ = try firm.journal(of: year.id)
      times.append(clock.now - start)
    }
    times.sort()
    print("the whole journal of a year: median \(milliseconds(times[times.count / 2])) ms")
  }

  private func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let hundredths = (seconds * 1_000_000_000_000_000_000 + attoseconds) / 10_000_000_000_000
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
