// multipart/form-data (RFC 7578), read as it comes: fields whole, files in pieces, everything within limits.

import Foundation

/// Reads the parts of a form from pieces of any size.
struct MultipartReader {
  /// What was found.
  enum Event: Equatable {
    /// A field, whole.
    case field(name: String, value: String)
    /// A file begins.
    case fileBegins(field: String, name: String)
    /// Bytes of it.
    case fileBytes(ArraySlice<UInt8>)
    /// It ends.
    case fileEnds
  }

  /// Why a form cannot be read.
  enum Fault: Error, Equatable {
    /// It is not what its type says.
    case malformed
    /// A part's heading, a field, or the number of parts is beyond any form of ours.
    case tooLarge
    /// It stops before its end.
    case cutShort
  }

  static let headingLimit = 8 * 1024
  static let fieldLimit = 256 * 1024
  static let partLimit = 500

  private enum State { case preamble, heading, field(String), file, end }

  private let delimiter: [UInt8]
  private var buffer: [UInt8] = []
  private var state = State.preamble
  private var parts = 0
  /// How far the buffer was searched without finding anything: pieces of one byte are not searched again and again.
  private var searched = 0

  /// The reader of a body whose Content-Type is `type`; nil when that names no boundary.
  init?(contentType type: String) {
    let parts = type.split(separator: ";").map { $0.trimmingPrefix { $0 == " " } }
    guard let kind = parts.first, kind.lowercased() == "multipart/form-data",
      let named = parts.first(where: { $0.lowercased().hasPrefix("boundary=") })
    else { return nil }
    let boundary = named.dropFirst(9).filter { $0 != "\"" }
    guard (1...70).contains(boundary.utf8.count) else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first delimiter has no line before it.
    buffer = [13, 10]
  }

  /// Takes the next bytes and tells what they hold.
  mutating func read(_ bytes: some Sequence<UInt8>, _ tell: (Event) throws -> Void) throws {
    buffer.append(contentsOf: bytes)
    while try step(tell) {}
  }

  /// Says that there are no more bytes.
  func finish() throws {
    guard case .end = state else { throw Fault.cutShort }
  }

  /// Goes one state further; false when more bytes are needed.
  private mutating func step(_ tell: (Event) throws -> Void) throws -> Bool {
    switch state {
    case .preamble:
      guard let found = position(of: delimiter) else { return try keepTail() }
      return try begin(after: found)
    case .heading:
      guard let end = position(of: [13, 10, 13, 10]) else {
        guard buffer.count <= MultipartReader.headingLimit else { throw Fault.tooLarge }
        return false
      }
      let heading = PartHeading(String(decoding: buffer[..<end], as: UTF8.self))
      guard let name = heading.name else { throw Fault.malformed }
      drop(end + 4)
      if let file = heading.fileName {
        try tell(.fileBegins(field: name, name: file))
        state = .file
      } else {
        state = .field(name)
      }
      return true
    case .field(let name):
      guard let found = position(of: delimiter) else {
        guard buffer.count <= MultipartReader.fieldLimit else { throw Fault.tooLarge }
        return false
      }
      try tell(.field(name: name, value: String(decoding: buffer[..<found], as: UTF8.self)))
      return try begin(after: found)
    case .file: return try readFile(tell)
    case .end:
      buffer.removeAll()
      searched = 0
      return false
    }
  }

  private mutating func readFile(_ tell: (Event) throws -> Void) throws -> Bool {
    let found = position(of: delimiter)
    // What may be the beginning of a delimiter waits for the rest of it.
    let end = found ?? max(0, buffer.count - delimiter.count + 1)
    if end > 0 { try tell(.fileBytes(buffer[..<end])) }
    guard let found else {
      drop(end)
      return false
    }
    try tell(.fileEnds)
    return try begin(after: found)
  }

  /// After a delimiter comes a line's end and a part, or two dashes and nothing more.
  private mutating func begin(after found: Int) throws -> Bool {
    let next = found + delimiter.count
    guard buffer.count >= next + 2 else {
      drop(found)
      state = .preamble
      return false
    }
    let mark = buffer[next..<next + 2]
    drop(next + 2)
    if mark.elementsEqual([45, 45]) {
      state = .end
    } else if mark.elementsEqual([13, 10]) {
      parts += 1
      guard parts <= MultipartReader.partLimit else { throw Fault.tooLarge }
      state = .heading
    } else {
      throw Fault.malformed
    }
    return true
  }

  /// Before the first delimiter nothing counts.
  private mutating func keepTail() throws -> Bool {
    guard buffer.count <= MultipartReader.headingLimit else { throw Fault.malformed }
    return false
  }

  private mutating func drop(_ count: Int) {
    buffer.removeFirst(count)
    searched = 0
  }

  private mutating func position(of pattern: [UInt8]) -> Int? {
    guard buffer.count >= pattern.count else { return nil }
    let from = max(0, searched - pattern.count + 1)
    let found = buffer.withUnsafeBufferPointer { bytes -> Int? in
      var start = from
      let last = bytes.count - pattern.count
      while start <= last {
        guard bytes[start] == pattern[0] else {
          start += 1
          continue
        }
        if (1..<pattern.count).allSatisfy({ bytes[start + $0] == pattern[$0] }) { return start }
        start += 1
      }
      return nil
    }
    searched = found ?? buffer.count
    return found
  }
}

/// The heading of a part.
private struct PartHeading {
  private(set) var name: String?
  private(set) var fileName: String?

  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-disposition" else { continue }
      name = PartHeading.value(of: "name", in: line)
      // A path some browsers send is cut: only the last piece names the file.
      fileName =
        PartHeading.value(of: "filename", in: line)?
        .split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)
        ?? (line.contains("filename=") ? "" : nil)
    }
  }

  private static func value(of name: String, in line: Substring) -> String? {
    guard let range = line.range(of: "; \(name)=\"") ?? line.range(of: ";\(name)=\"") else { return nil }
    let rest = line[range.upperBound...]
    return rest.firstIndex(of: "\"").map { String(rest[..<$0]).replacing("%22", with: "\"") }
  }
}
