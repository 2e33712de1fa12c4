// The three kinds of number in the files of a network, and what is said when a field does not hold one.

import Quantities

enum NumberKind {
  /// Euros with up to two decimals, as cents.
  case amount
  /// Whole grams, negative for captures.
  case grams
  /// Grams per euro with up to three decimals, as milligrams per euro.
  case factor

  /// Reads a field, or says why it is not such a number.
  func read(_ text: some Collection<UInt8>, line: Int, field: String) throws(Diagnostic) -> Int64 {
    do throws(DecimalField.Fault) {
      switch self {
      case .amount: return try DecimalField.read(text, places: 2, limit: NetworkLimits.cents)
      case .grams:
        return try DecimalField.read(text, places: 0, limit: CarbonMass.limit.grams, mayBeNegative: true)
      case .factor: return try DecimalField.read(text, places: 3, limit: NetworkLimits.milligrams)
      }
    } catch {
      let shown = String(decoding: text.prefix(40), as: UTF8.self)
      throw Diagnostic(.error, key(for: error), ["text": .text(shown)], line: line, field: field)
    }
  }

  private func key(for fault: DecimalField.Fault) -> NetworkRefusal {
    switch (self, fault) {
    case (.grams, _): .notGrams
    case (.factor, _): .notFactor
    case (.amount, .form): .notAmount
    case (.amount, .negative): .amountNegative
    case (.amount, .tooPrecise): .amountTooPrecise
    case (.amount, .tooLarge): .amountTooLarge
    }
  }
}

/// The mistakes of a file: the first are listed, the others counted.
struct Mistakes: Sendable {
  private(set) var listed: [Diagnostic] = []
  var others = 0
  let limit: Int

  init(limit: Int) { self.limit = limit }

  var isEmpty: Bool { listed.isEmpty && others == 0 }

  /// Makes the mistake only if it is listed: a file read with the wrong separator has one per line.
  mutating func add(_ mistake: @autoclosure () -> Diagnostic) {
    if listed.count < limit { listed.append(mistake()) } else { others += 1 }
  }

  /// Adds those of what follows.
  mutating func append(_ next: Mistakes) {
    for mistake in next.listed { add(mistake) }
    others += next.others
  }

  /// Refuses the file when there is one.
  func refuse() throws(Refusal) {
    guard !isEmpty else { return }
    let more = Diagnostic(.error, NetworkRefusal.moreMistakes, ["count": .integer(others)])
    throw Refusal(others > 0 ? listed + [more] : listed)
  }
}
