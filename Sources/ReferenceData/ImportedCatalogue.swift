// A publication imported once and found in milliseconds ever after: one file, read whole, searched without unpacking.
//
// The file (format 1) is UTF-8 text:
//   line 1     sillage-factors <tab> 1 <tab> checksum <tab> publication <tab> release <tab> elements <tab> index bytes
//   line 2     the columns of the publication, tab-separated
//   index      one line per element, by number: number, standing, where its record starts and how long it is, the stems
//              of its French name, of its English name, of its tags and categories
//   records    per element a line `column=value` tab-separated, columns by position in line 2; one such line per part
// The checksum is `Checksum.of` all bytes after its tab, in hexadecimal: a file cut short or edited is refused.

import Quantities

/// Whether an imported element is to be used.
public enum ImportedStanding: Int, Sendable, Comparable {
  /// A factor that holds.
  case factor = 0
  /// A figure that holds, but is no factor.
  case figure = 1
  /// Archived.
  case archived = 2

  /// What is to be used comes first.
  public static func < (a: ImportedStanding, b: ImportedStanding) -> Bool { a.rawValue < b.rawValue }
}

/// An imported publication in its compact form.
public struct ImportedCatalogue: Sendable {
  /// The publication: `base-carbone`.
  public let publication: String
  /// Its release, the vintage of its factors: `V22.0`.
  public let release: String
  /// How many elements it holds.
  public let count: Int

  private let bytes: [UInt8]
  private let columns: [String]
  private let index: Range<Int>

  static let magic = "sillage-factors"
  static let format = "1"

  /// Reads the compact form.
  ///
  /// - Throws: a refusal when the bytes are none of ours, of another format, or damaged.
  public init(_ bytes: [UInt8]) throws(Refusal) {
    let damaged = Refusal(Diagnostic(.error, ReferenceMessage.catalogueDamaged))
    guard let end = bytes.firstIndex(of: 0x0A) else { throw damaged }
    let head = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\t").map(String.init)
    guard head.count > 1, head[0] == ImportedCatalogue.magic, head[1] == ImportedCatalogue.format else {
      throw Refusal(Diagnostic(.error, ReferenceMessage.catalogueFormat, ["value": .text(ImportedCatalogue.format)]))
    }
    let body = end + 1
    let checked = min(head.prefix(3).reduce(3) { $0 + $1.utf8.count }, bytes.count)
    guard head.count == 7, head[2] == Checksum.of(bytes[checked...]),
      let count = Int(head[5]), let length = Int(head[6]), length >= 0,
      let columnsEnd = bytes[body...].firstIndex(of: 0x0A), length <= bytes.count - columnsEnd - 1
    else { throw damaged }
    (publication, release, self.count) = (head[3], head[4], count)
    columns = String(decoding: bytes[body..<columnsEnd], as: UTF8.self).split(separator: "\t").map(String.init)
    index = (columnsEnd + 1)..<(columnsEnd + 1 + length)
    self.bytes = bytes
  }

  /// The element of a number; nil when there is none.
  public func element(_ number: String) -> ImportedElement? {
    let wanted = Array(number.utf8)
    var found: ImportedElement?
    eachEntry(where: { $0.count > wanted.count && $0[$0.startIndex + wanted.count] == 0x09 && $0.starts(with: wanted) })
    {
      found = element($0)
    }
    return found
  }

  /// The elements that answer a search, in the order of the index.
  func find(_ query: SearchQuery) -> [(score: Int, entry: Entry)] {
    var found: [(score: Int, entry: Entry)] = []
    eachEntry(where: { query.occurs(in: UnsafeBufferPointer(rebasing: $0), isStemmed: true) }) { entry in
      let scores = [entry.french, entry.english].compactMap { query.score(title: $0, rest: entry.rest) }
      if let score = scores.max() { found.append((score, entry)) }
    }
    return found
  }

  /// The element of an entry.
  func element(_ entry: Entry) -> ImportedElement? {
    // Each is bounded before they are added: a forged index must not overflow.
    guard (0...bytes.count).contains(entry.offset), (1...bytes.count).contains(entry.length) else { return nil }
    let start = index.upperBound + entry.offset
    guard start + entry.length <= bytes.count else { return nil }
    let lines = bytes[start..<(start + entry.length)].split(separator: 0x0A).map(record)
    return lines.first.map { ImportedElement(record: $0, parts: Array(lines.dropFirst())) }
  }

  private func record(_ line: ArraySlice<UInt8>) -> ImportedRecord {
    var values: [String: String] = [:]
    for cell in line.split(separator: 0x09) {
      guard let equals = cell.firstIndex(of: UInt8(ascii: "=")),
        let column = Int(String(decoding: cell[..<equals], as: UTF8.self)), columns.indices.contains(column)
      else { continue }
      values[columns[column]] = Escaping.read(cell[(equals + 1)...])
    }
    return ImportedRecord(values: values)
  }
}

extension ImportedCatalogue {
  /// One line of the index.
  struct Entry {
    let number: ArraySlice<UInt8>
    let standing: ImportedStanding
    let offset: Int
    let length: Int
    let french: ArraySlice<UInt8>
    let english: ArraySlice<UInt8>
    let rest: ArraySlice<UInt8>

    /// The number as text.
    var numberText: String { String(decoding: number, as: UTF8.self) }
  }

  /// Calls `body` with each entry whose line passes the filter; a search unpacks only the lines that may answer.
  private func eachEntry(where passes: (Slice<UnsafeBufferPointer<UInt8>>) -> Bool, _ body: (Entry) -> Void) {
    var starts: [Int] = []
    bytes.withUnsafeBufferPointer { buffer in
      var start = index.lowerBound
      while start < index.upperBound {
        var end = start
        while end < index.upperBound, buffer[end] != 0x0A { end += 1 }
        if passes(buffer[start..<end]) { starts.append(start) }
        start = end + 1
      }
    }
    for start in starts { entry(at: start).map(body) }
  }

  /// The entry whose line starts there; nil for a line that is none.
  private func entry(at start: Int) -> Entry? {
    let fields = fields(at: start)
    guard fields.count == 7, let standing = ImportedStanding(rawValue: number(fields[1])) else { return nil }
    return Entry(
      number: bytes[fields[0]], standing: standing, offset: number(fields[2]), length: number(fields[3]),
      french: bytes[fields[4]], english: bytes[fields[5]], rest: bytes[fields[6]])
  }

  /// Where the tab-separated fields of the line at `start` stand.
  private func fields(at start: Int) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var (position, fieldStart) = (start, start)
    while position < index.upperBound {
      let byte = bytes[position]
      if byte == 0x09 || byte == 0x0A {
        fields.append(fieldStart..<position)
        fieldStart = position + 1
      }
      if byte == 0x0A { break }
      position += 1
    }
    return fields
  }

  private func number(_ range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 &* 10 &+ Int($1 &- 0x30) }
  }
}
