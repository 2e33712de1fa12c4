// Drills: the real program, killed, starved or handed damaged files at moments that a seed chooses.

import Foundation
import TestSupport
import Testing

/// Every drill. One after the other, so that the moments measured are those of the program and not of its neighbours.
@Suite(.serialized) struct Drills {
  /// The seeds of a run: as many as `SILLAGE_DRILLS` says, else five.
  static let seeds: ClosedRange<UInt64> =
    1...max(1, ProcessInfo.processInfo.environment["SILLAGE_DRILLS"].flatMap { UInt64($0) } ?? 5)
}

/// Numbers that depend on a seed alone (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
