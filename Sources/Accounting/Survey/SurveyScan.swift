// Reading a file in parts at the same time, and joining what each part gave.

import DelimitedText
import Dispatch
import Quantities
import Synchronization

/// A consumer that gathers what a survey wants of a part of a file.
protocol SurveyPass: FECLineConsumer, Sendable {
  init(scope: LedgerSurvey.Scope, layout: FECLayout, limits: FECLimits)
  /// The limit that is passed, if one is.
  var excess: Diagnostic? { get }
}

/// What the parts of a file add up to.
protocol SurveyJoin {
  associatedtype Pass: SurveyPass
  init(scope: LedgerSurvey.Scope, layout: FECLayout, limits: FECLimits)
  var tables: SurveyTables { get }
  var books: FECBooks { get }
  var findings: FECFindings { get }
  var numbering: FECNumbering { get }
  var excess: Diagnostic? { get }
  /// Adds the next part, whose first line is number `offset`.
  mutating func append(_ part: Pass, offset: Int)
  /// Settles what waits for more lines: there are none.
  mutating func close()
}

/// How a survey goes about a file; no result depends on it.
struct SurveyPlan: Sendable {
  var settings = FECScanSettings()
  var threads = 1
  /// Parts the file is cut into, for each thread: more than one, so that no thread ends long before the others.
  var partsPerThread = 4

  /// About equal parts of `range`, cut at line ends.
  func parts(of range: Range<Int>, _ source: ByteSource) throws -> [Range<Int>] {
    let wanted = threads > 1 ? threads * partsPerThread : 1
    let size = max(settings.blockBytes, range.count / wanted + 1)
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = try SurveyPlan.lineEnd(from: min(start + size, range.upperBound), to: range.upperBound, source)
      parts.append(start..<end)
      start = end
    }
    return parts
  }

  /// The offset after the first line feed from `offset - 1`.
  private static func lineEnd(from offset: Int, to end: Int, _ source: ByteSource) throws -> Int {
    var at = offset - 1
    while at < end {
      let bytes = try source.bytes(at..<min(at + 4096, end))
      if let found = bytes.firstIndex(of: 0x0A) { return at + found + 1 }
      at += bytes.count
    }
    return end
  }

  /// The results of `work` for each number below `count`, on `threads` threads.
  func concurrently<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) throws -> Result) throws -> [Result] {
    guard threads > 1, count > 1 else { return try (0..<count).map(work) }
    let state = Mutex(Progress<Result>(results: Array(repeating: nil, count: count)))
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while let index = state.withLock({ $0.take() }) {
        do {
          let result = try work(index)
          state.withLock { $0.results[index] = result }
        } catch {
          state.withLock { $0.failure = error }
        }
      }
    }
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.results.compactMap { $0 }
    }
  }

  private struct Progress<Result: Sendable>: Sendable {
    var results: [Result?]
    var next = 0
    var failure: (any Error)?

    mutating func take() -> Int? {
      guard next < results.count, failure == nil else { return nil }
      next += 1
      return next - 1
    }
  }
}

/// A whole file, scanned.
struct SurveyScan<Join: SurveyJoin> {
  private(set) var join: Join
  /// With line numbers of the file.
  private(set) var facts: FECRangeFacts
  private(set) var excess: Diagnostic?

  init<Path: FECScanPath>(
    _ source: ByteSource, layout: FECLayout, scope: LedgerSurvey.Scope, plan: SurveyPlan, path: Path.Type
  ) throws {
    let limits = plan.settings.limits
    let parts = try plan.parts(of: layout.headerBytes..<source.size, source)
    let scanned = try plan.concurrently(parts.count) { index in
      var pass = Join.Pass(scope: scope, layout: layout, limits: limits)
      let facts = try FECRangeScan.scan(
        source, parts[index], layout: layout, settings: plan.settings, path: path, to: &pass)
      return (pass: pass, facts: facts)
    }
    join = Join(scope: scope, layout: layout, limits: limits)
    facts = FECRangeFacts(lineEnds: FECVerdict.firstLine, errors: FECLineErrors(limit: limits.diagnostics))
    for part in scanned {
      excess = excess ?? part.pass.excess
      join.append(part.pass, offset: facts.lineEnds)
      facts.append(part.facts)
    }
    join.close()
    facts.findings.append(join.findings, offset: 0)
    excess = excess ?? join.tables.excess(limits) ?? join.excess
  }
}
