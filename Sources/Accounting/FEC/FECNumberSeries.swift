// Entry numbers, and how those of one series follow each other.

/// The number at the end of an EcritureNum, and what stands before it: `AC0012` is 12 after `AC`.
struct FECEntryNumber {
  /// Bytes before the final digits.
  let prefixCount: Int
  /// The final digits, eighteen at most; nil when the number does not end in a digit.
  let value: Int64?

  @inline(__always)
  init(_ field: FECField) {
    var at = field.count
    var value: Int64 = 0
    var unit: Int64 = 1
    while at > 0, field.count &- at < 18 {
      let digit = field.start[at - 1] &- 0x30
      guard digit < 10 else { break }
      value = value &+ Int64(digit) &* unit
      unit = unit &* 10
      at -= 1
    }
    self.value = at == field.count ? nil : value
    prefixCount = at
  }
}

/// The numbers of one journal that share a prefix, in the order in which entries first appear.
struct FECNumberSeries: Sendable, Equatable {
  var entries = 0
  var first: Int64 = 0
  var last: Int64 = 0
  var lowest: Int64 = 0
  var highest: Int64 = 0
  /// How often a number is not above the one before.
  var decreases = 0
  var firstDecrease: FECNumberStep?
  /// How often a number is not the one that follows the one before, but higher.
  var jumps = 0
  var firstJump: FECNumberStep?

  /// Adds the next entry's number.
  @inline(__always)
  mutating func add(_ value: Int64, line: Int) {
    if entries == 0 {
      (first, lowest, highest) = (value, value, value)
    } else {
      step(to: value, line: line)
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    last = value
    entries += 1
  }

  @inline(__always)
  private mutating func step(to value: Int64, line: Int) {
    if value <= last {
      decreases += 1
      if firstDecrease == nil { firstDecrease = FECNumberStep(from: last, to: value, line: line) }
    } else if value > last &+ 1 {
      jumps += 1
      if firstJump == nil { firstJump = FECNumberStep(from: last, to: value, line: line) }
    }
  }

  /// Adds the numbers of the same series in the part of the file that follows, whose lines are `offset` further.
  mutating func append(_ next: FECNumberSeries, firstLine: Int, offset: Int) {
    guard entries > 0, next.entries > 0 else {
      if entries == 0 { self = next.moved(by: offset) }
      return
    }
    step(to: next.first, line: firstLine + offset)
    let next = next.moved(by: offset)
    decreases += next.decreases
    jumps += next.jumps
    firstDecrease = firstDecrease ?? next.firstDecrease
    firstJump = firstJump ?? next.firstJump
    lowest = min(lowest, next.lowest)
    highest = max(highest, next.highest)
    last = next.last
    entries += next.entries
  }

  private func moved(by offset: Int) -> FECNumberSeries {
    var copy = self
    copy.firstDecrease?.line += offset
    copy.firstJump?.line += offset
    return copy
  }
}

/// Two numbers that follow each other in a series, and the line of the second.
struct FECNumberStep: Sendable, Equatable {
  let from: Int64
  let to: Int64
  var line: Int
}
