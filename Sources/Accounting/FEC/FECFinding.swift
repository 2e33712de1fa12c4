// What is odd in the lines of a FEC without preventing their reading: counted once per kind, with a few examples,
// so that a file of a million odd lines gives one warning.

import Quantities

/// A kind of oddity.
enum FECFinding: Int, CaseIterable, Sendable {
  case journalEmpty, journalLabelEmpty, numberEmpty, accountLabelEmpty, pieceEmpty, pieceDateEmpty, labelEmpty
  case validationDateEmpty, piecePlaceholder, pieceDateOdd, letteringDateOdd, validationDateOdd
  case dateFormat, dateOutsideYear, bothSides, amountNegative, amountZero, accountClass
  case fieldsMissing, fieldsExtra, controlCharacter, entryDatesDiffer, entryScattered

  /// The message and the field it is about.
  var wording: (FECMessage, FECColumn?) {
    switch self {
    case .journalEmpty: (.fieldEmpty, .journalCode)
    case .journalLabelEmpty: (.fieldEmpty, .journalLabel)
    case .numberEmpty: (.fieldEmpty, .entryNumber)
    case .accountLabelEmpty: (.fieldEmpty, .accountLabel)
    case .pieceEmpty: (.fieldEmpty, .piece)
    case .pieceDateEmpty: (.fieldEmpty, .pieceDate)
    case .labelEmpty: (.fieldEmpty, .label)
    case .validationDateEmpty: (.fieldEmpty, .validationDate)
    case .piecePlaceholder: (.piecePlaceholder, .piece)
    case .pieceDateOdd: (.dateOdd, .pieceDate)
    case .letteringDateOdd: (.dateOdd, .letteringDate)
    case .validationDateOdd: (.dateOdd, .validationDate)
    case .dateFormat: (.dateFormat, .entryDate)
    case .dateOutsideYear: (.dateOutsideYear, .entryDate)
    case .bothSides: (.bothSides, .debit)
    case .amountNegative: (.amountNegative, nil)
    case .amountZero: (.amountZero, nil)
    case .accountClass: (.accountClass, .account)
    case .fieldsMissing: (.fieldsMissing, nil)
    case .fieldsExtra: (.fieldsExtra, nil)
    case .controlCharacter: (.controlCharacter, nil)
    case .entryDatesDiffer: (.entryDatesDiffer, .entryDate)
    case .entryScattered: (.entryScattered, .entryNumber)
    }
  }
}

/// The oddities of a part of a file: how many of each kind, and the first lines that show it.
struct FECFindings: Sendable, Equatable {
  private static let examplesKept = 3
  private var counts = Array(repeating: 0, count: FECFinding.allCases.count)
  private var examples = Array(repeating: 0, count: FECFinding.allCases.count * examplesKept)

  /// Counts one more `finding`, at `line`. Lines must come in rising order for the examples to be the first.
  @inline(never)
  mutating func note(_ finding: FECFinding, line: Int) {
    let count = counts[finding.rawValue]
    counts[finding.rawValue] = count + 1
    if count < FECFindings.examplesKept { examples[finding.rawValue * FECFindings.examplesKept + count] = line }
  }

  /// How many there are of a kind.
  func count(_ finding: FECFinding) -> Int { counts[finding.rawValue] }

  /// The lines kept as examples of a kind.
  func lines(_ finding: FECFinding) -> ArraySlice<Int> {
    let start = finding.rawValue * FECFindings.examplesKept
    return examples[start..<(start + min(counts[finding.rawValue], FECFindings.examplesKept))]
  }

  /// Adds those of the part of the file that follows, whose first line is number `offset`.
  mutating func append(_ next: FECFindings, offset: Int) {
    for finding in FECFinding.allCases where next.count(finding) > 0 {
      for line in next.lines(finding) { note(finding, line: line + offset) }
      counts[finding.rawValue] += next.count(finding) - next.lines(finding).count
    }
  }

  /// One warning per kind found.
  func diagnostics() -> [Diagnostic] {
    FECFinding.allCases.filter { count($0) > 0 }.map { finding in
      let (message, column) = finding.wording
      let shown = lines(finding).map(String.init).joined(separator: ", ")
      return Diagnostic(
        .warning, message,
        [
          "count": .integer(count(finding)),
          "lines": .text(count(finding) > lines(finding).count ? shown + "…" : shown),
        ],
        line: lines(finding).first, field: column?.name)
    }
  }
}
