// Fuzz target of the reader of separated values: no bytes may crash it, and what it read, written again, reads the same.

import DelimitedText
import Quantities

/// Entry point of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  // Which separator is tried is no part of the input, so that files serve as they are; it depends on their size.
  let separator = Array(",;\t|".utf8)[count % 4]
  let strict = try? DelimitedReader.read(bytes, separator: separator)
  let lenient = try? DelimitedReader.read(bytes, separator: separator, ragged: .keep)
  guard let lenient else {
    precondition(strict == nil, "rows of any length are refused, rows of one length are not")
    return 0
  }
  let rows = fields(lenient)
  if let strict {
    precondition(fields(strict) == rows && strict.header == lenient.header)
    precondition(rows.allSatisfy { $0.count == strict.header.count }, "a row has another length than the header")
  }
  precondition(lenient.rows.allSatisfy { $0.line > 0 })
  check(lenient.header, rows, separator)
  return 0
}

private func fields(_ table: DelimitedTable) -> [[String]] {
  table.rows.map { row in (0..<row.count).map { row[$0] } }
}

/// Checks that a table, written and read again, is the same.
private func check(_ header: [String], _ rows: [[String]], _ separator: UInt8) {
  // A mark at the start of the first name would be taken for that of the file.
  guard header.first?.unicodeScalars.first != "\u{FEFF}" else { return }
  var writer = DelimitedWriter(header: header, separator: separator, disarmsFormulas: false)
  for row in rows { writer.append(row) }
  guard let again = try? DelimitedReader.read(writer.bytes, separator: separator, encoding: .utf8, ragged: .keep) else {
    preconditionFailure("what was written is refused")
  }
  precondition(again.header == header, "the header changed")
  precondition(fields(again) == rows, "a field changed")
}
