// Threads that share the chunks of one phase after the other, without a queue between phases.

import Dispatch
import Foundation
import Synchronization

/// A few threads that work together for the length of one computation.
///
/// The leader posts a phase; helpers and leader take its chunks one by one, and the leader goes on when all are done. A
/// helper that never gets a processor delays nothing: the leader takes every chunk itself. What a chunk is depends on
/// the work and never on the number of threads, so that no result depends on it either.
final class Crew: Sendable {
  private let helpers: Int
  /// Chunks of the phase that nobody has taken yet; may fall below zero.
  private let open = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  private let isOver = Atomic<Bool>(false)
  /// Written by the leader while no chunk is open or under way, read only by who holds a chunk.
  private nonisolated(unsafe) var job: (Int) -> Void = { _ in }

  private init(helpers: Int) { self.helpers = helpers }

  /// Runs `body` on one thread, which leads `threads - 1` others.
  static func lead<Result>(threads: Int, _ body: (Crew) -> Result) -> Result {
    let crew = Crew(helpers: max(1, threads) - 1)
    guard crew.helpers > 0 else { return body(crew) }
    // Handed over between the threads of the group below, which ends before it is read.
    nonisolated(unsafe) var result: Result?
    withoutActuallyEscaping(body) { body in
      // Called by the one thread that leads, and by no other.
      nonisolated(unsafe) let body = body
      // Whoever takes the first number leads; the others may come late, or never.
      DispatchQueue.concurrentPerform(iterations: threads) { number in
        guard number == 0 else { return crew.help() }
        result = body(crew)
        crew.isOver.store(true, ordering: .releasing)
      }
    }
    guard let result else { preconditionFailure("the first number is always handed out") }
    return result
  }

  /// Runs `work` for each chunk below `count` and returns when all are done. Only the leader may call it.
  func share(_ count: Int, _ work: (Int) -> Void) {
    guard helpers > 0, count > 1 else { return (0..<count).forEach(work) }
    withoutActuallyEscaping(work) { work in
      job = work
      done.store(0, ordering: .relaxed)
      open.store(count, ordering: .releasing)
      while takeChunk() {}
      wait { self.done.load(ordering: .acquiring) == count }
      job = { _ in }
    }
  }

  private func help() {
    wait {
      while self.takeChunk() {}
      return self.isOver.load(ordering: .acquiring)
    }
  }

  private func takeChunk() -> Bool {
    guard open.load(ordering: .relaxed) > 0 else { return false }
    let left = open.wrappingSubtract(1, ordering: .acquiringAndReleasing).oldValue
    guard left > 0 else { return false }
    job(left - 1)
    done.wrappingAdd(1, ordering: .releasing)
    return true
  }

  /// Asks again and again: the next phase comes within microseconds. After a while other programs are let through.
  private func wait(until isReached: () -> Bool) {
    var asked = 0
    while !isReached() {
      asked += 1
      if asked > 2000 { sched_yield() }
    }
  }
}
