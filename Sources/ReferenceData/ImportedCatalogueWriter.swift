// Writes the compact form of an imported publication; its reader says what the form is.

import Quantities

extension ImportedCatalogue {
  /// The compact form of an import. The same import gives the same bytes.
  ///
  /// - Parameters:
  ///   - publication: the publication, as ids spell it.
  ///   - release: its release, as vintages spell it; without tabs or line ends.
  public static func bytes(of imported: BaseCarboneImport, publication: String, release: String) -> [UInt8] {
    let elements = imported.elements.sorted { ($0.number.utf8.count, $0.number) < ($1.number.utf8.count, $1.number) }
    let columns = Set(elements.flatMap { [$0.record] + $0.parts }.flatMap { $0.values.keys }).sorted()
    let positions = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    var index: [UInt8] = []
    var records: [UInt8] = []
    for element in elements {
      let start = records.count
      for record in [element.record] + element.parts { append(record, positions, to: &records) }
      append(element, offset: start, length: records.count - start, to: &index)
    }
    let head = [publication, release, String(elements.count), String(index.count)].joined(separator: "\t")
    let body = Array("\(head)\n\(columns.joined(separator: "\t"))\n".utf8) + index + records
    return Array("\(magic)\t\(format)\t\(Checksum.of(body[...]))\t".utf8) + body
  }

  private static func append(_ record: ImportedRecord, _ positions: [String: Int], to bytes: inout [UInt8]) {
    let cells = record.values.compactMap { column, value in positions[column].map { ($0, value) } }
    for (place, (position, value)) in cells.sorted(by: { $0.0 < $1.0 }).enumerated() {
      if place > 0 { bytes.append(0x09) }
      bytes.append(contentsOf: "\(position)=".utf8)
      Escaping.write(value, to: &bytes)
    }
    bytes.append(0x0A)
  }

  private static func append(_ element: ImportedElement, offset: Int, length: Int, to index: inout [UInt8]) {
    let head = "\(element.number)\t\(element.standing.rawValue)\t\(offset)\t\(length)"
    index.append(contentsOf: head.utf8)
    for texts in [[element.name.fr], [element.name.en], element.searchedTexts] {
      index.append(0x09)
      index.append(contentsOf: SearchText.index(texts))
    }
    index.append(0x0A)
  }
}

extension ImportedElement {
  /// Whether it is to be used.
  public var standing: ImportedStanding {
    if status == .archived { return .archived }
    return type == .factor && PublishedUnit(record[.unit]) != nil ? .factor : .figure
  }
}

/// Tabs and line ends inside values, which separate things in the compact form.
enum Escaping {
  static func write(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
      case 0x09: bytes.append(contentsOf: [0x5C, UInt8(ascii: "t")])
      case 0x0A: bytes.append(contentsOf: [0x5C, UInt8(ascii: "n")])
      case 0x0D: bytes.append(contentsOf: [0x5C, UInt8(ascii: "r")])
      default: bytes.append(byte)
      }
    }
  }

  static func read(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(0x5C) else { return String(decoding: bytes, as: UTF8.self) }
    var text: [UInt8] = []
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      guard byte == 0x5C, let next = iterator.next() else {
        text.append(byte)
        continue
      }
      switch next {
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      default: text.append(next)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Tells a file that was cut short or edited from the one that was written. It is no seal: nobody is kept from forging it.
enum Checksum {
  /// FNV-1a over the bytes taken eight at a time as little-endian words, the last one filled with zeros, then over
  /// their count; 16 hexadecimal digits.
  static func of(_ bytes: ArraySlice<UInt8>) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ word: UInt64) { hash = (hash ^ word) &* 0x0000_0100_0000_01B3 }
    bytes.withUnsafeBytes { buffer in
      let whole = buffer.count / 8 * 8
      for offset in stride(from: 0, to: whole, by: 8) {
        mix(UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      }
      mix(buffer[whole...].enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset * 8) })
      mix(UInt64(buffer.count))
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
