import Quantities

/// A line that cannot be read. The text is kept as bytes: the character set is known only at the end of the file.
struct FECLineError: Sendable, Equatable {
  let message: FECMessage
  var line: Int
  let column: FECColumn?
  /// What stands in the field.
  let text: [UInt8]
  /// What is counted: fields found, or the limit that is passed.
  let number: Int
  /// What was expected instead of `number`.
  let expected: Int

  init(
    _ message: FECMessage, line: Int, column: FECColumn? = nil, text: [UInt8] = [], number: Int = 0, expected: Int = 0
  ) {
    self.message = message
    self.line = line
    self.column = column
    self.text = text
    self.number = number
    self.expected = expected
  }

  func diagnostic(_ encoding: FECEncoding) -> Diagnostic {
    Diagnostic(
      .error, message,
      ["text": .text(encoding.decode(text)), "number": .integer(number), "expected": .integer(expected)],
      line: line, field: column?.name)
  }
}

/// The lines that cannot be read, the first ones kept and all counted.
struct FECLineErrors: Sendable, Equatable {
  private(set) var kept: [FECLineError] = []
  private(set) var count = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func add(_ error: FECLineError) {
    count += 1
    if kept.count < limit { kept.append(error) }
  }

  /// Adds those of the part of the file that follows, whose first line is number `offset`.
  mutating func append(_ next: FECLineErrors, offset: Int) {
    for var error in next.kept where kept.count < limit {
      error.line += offset
      kept.append(error)
    }
    count += next.count
  }
}
