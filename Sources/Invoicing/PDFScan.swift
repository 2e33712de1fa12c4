// Looks over a PDF before the library opens it: what its structure would unpack to, and how much the library would make of it.
//
// The library makes an object of every word of a PDF's structure, in memory, and unpacks the parts of it that are packed. A
// file of a few kilobytes can say gigabytes that way, so that words and unpacked bytes are counted first.

import Quantities

/// A first look at a PDF.
struct PDFScan {
  private let limits: InvoiceLimits
  private var tokens = 0
  private var unpacked = 0
  /// Names met since the last stream ended, of those that make a stream a part of the structure.
  private var isStructure = false

  /// Refuses a PDF that is too large, encrypted, or packed in a way that could swell.
  static func check(_ bytes: [UInt8], _ limits: InvoiceLimits) throws(Refusal) {
    guard bytes.count <= limits.pdfBytes else {
      throw InvoiceRefusal.tooLarge.refusal(["limit": .integer(limits.pdfBytes)])
    }
    var scan = PDFScan(limits: limits)
    let found: Result<Void, Refusal> = bytes.withUnsafeBufferPointer { bytes in
      do throws(Refusal) { return .success(try scan.run(bytes)) } catch { return .failure(error) }
    }
    try found.get()
  }

  private init(limits: InvoiceLimits) { self.limits = limits }

  private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) throws(Refusal) {
    var position = 0
    while position < bytes.count {
      let start = position
      let byte = bytes[position]
      position += 1
      if PDFScan.isBlank(byte) { continue }
      try count(1)
      if byte == UInt8(ascii: "/") {
        let name = PDFScan.name(bytes, &position)
        try see(name)
      } else if !PDFScan.isDelimiter(byte) {
        while position < bytes.count, PDFScan.isRegular(bytes[position]) { position += 1 }
        try see(word: UnsafeBufferPointer(rebasing: bytes[start..<position]), bytes, position)
      }
    }
  }

  private mutating func see(_ name: [UInt8]) throws(Refusal) {
    if PDFScan.structureNames.contains(name) { isStructure = true }
    if name == PDFScan.encryption { throw InvoiceRefusal.pdfEncrypted.refusal() }
    if PDFScan.swelling.contains(name) { throw InvoiceRefusal.pdfTooComplex.refusal() }
  }

  private mutating func see(
    word: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int
  ) throws(Refusal) {
    // The word may hang on what stands before it in bytes that are no text.
    if word.count >= 9, word.suffix(9).elementsEqual(PDFScan.endOfStream) { return isStructure = false }
    guard isStructure, word.count >= 6, word.suffix(6).elementsEqual(PDFScan.startOfStream) else { return }
    var start = end
    while start < bytes.count, start < end + 2, bytes[start] == 0x0D || bytes[start] == 0x0A { start += 1 }
    try unpack(UnsafeBufferPointer(rebasing: bytes[start...]), layer: 0)
  }

  /// Counts what a part of the structure unpacks to, and what that unpacks to in its turn.
  private mutating func unpack(_ packed: UnsafeBufferPointer<UInt8>, layer: Int) throws(Refusal) {
    var problem: Refusal?
    var inner: [UInt8] = []
    Inflation.run(packed) { piece in
      do throws(Refusal) {
        unpacked += piece.count
        guard unpacked <= limits.pdfStructureBytes else { throw InvoiceRefusal.pdfTooComplex.refusal() }
        try count(PDFScan.words(piece))
        inner += piece
        return true
      } catch {
        problem = error
        return false
      }
    }
    if let problem { throw problem }
    guard inner.count > 2, layer < 3 else { return }
    var again: Refusal?
    inner.withUnsafeBufferPointer { inner in
      do throws(Refusal) { try unpack(inner, layer: layer + 1) } catch { again = error }
    }
    if let again { throw again }
  }

  private mutating func count(_ more: Int) throws(Refusal) {
    tokens += more
    guard tokens <= limits.pdfTokens else { throw InvoiceRefusal.pdfTooComplex.refusal() }
  }
}

extension PDFScan {
  /// Keys of the streams that hold objects (`First`) or the table of objects (`W`).
  private static let structureNames: Set<[UInt8]> = [Array("First".utf8), Array("W".utf8)]
  /// Filters that swell and that no PDF/A needs.
  private static let swelling: Set<[UInt8]> = [
    Array("LZWDecode".utf8), Array("LZW".utf8), Array("RunLengthDecode".utf8),
  ]
  private static let encryption = Array("Encrypt".utf8)
  private static let startOfStream = Array("stream".utf8)
  private static let endOfStream = Array("endstream".utf8)

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
      true
    default: false
    }
  }

  private static func isRegular(_ byte: UInt8) -> Bool { !isBlank(byte) && !isDelimiter(byte) }

  /// The name that stands here, `#41` read as `A`.
  private static func name(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> [UInt8] {
    var name: [UInt8] = []
    while position < bytes.count, isRegular(bytes[position]) {
      var byte = bytes[position]
      if byte == UInt8(ascii: "#"), position + 2 < bytes.count, let high = hexadecimal(bytes[position + 1]),
        let low = hexadecimal(bytes[position + 2])
      {
        byte = high << 4 | low
        position += 2
      }
      // The names looked for are short.
      if name.count < 32 { name.append(byte) }
      position += 1
    }
    return name
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }

  /// How many words and signs unpacked bytes hold.
  private static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var isInWord = false
    for byte in bytes {
      let isRegular = isRegular(byte)
      if isDelimiter(byte) || (isRegular && !isInWord) { count += 1 }
      isInWord = isRegular
    }
    return count
  }
}
