// QR codes (ISO/IEC 18004): what a phone reads on a statement to reach the account's page.

import CQREncode
import Quantities

/// A QR code: a square of dark and light modules.
public struct QRCode: Sendable, Hashable {
  /// Modules along a side, quiet zone not counted: 21, 25 … 177.
  public let size: Int
  /// The modules row by row from the top left; true is dark.
  public let modules: [Bool]

  /// The light modules that must surround the code on each side (ISO/IEC 18004, 9.1).
  public static let quietZone = 4
  /// The longest text, in bytes: beyond it modules get too small for paper.
  public static let limit = 500

  /// The code of a text, in the smallest version that holds it with error correction M: readable with 15 % of it spoilt.
  ///
  /// - Throws: a refusal when the text is empty, longer than `limit` bytes of UTF-8, or holds a control character.
  public init(_ text: String) throws(Refusal) {
    guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      throw Refusal(Diagnostic(.error, DisclosureMessage.qrUnfit))
    }
    // `limit` bytes fit version 20 at most; libqrencode refuses nothing that passed here except for want of memory.
    guard text.utf8.count <= QRCode.limit, let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
      throw Refusal(Diagnostic(.error, DisclosureMessage.qrTooLong, ["limit": .integer(QRCode.limit)]))
    }
    defer { QRcode_free(code) }
    let size = Int(code.pointee.width)
    self.size = size
    // The lowest bit of each byte is the module; the others say which part of the code it belongs to.
    modules = UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
  }

  /// Whether the module is dark; false outside the code.
  public subscript(row: Int, column: Int) -> Bool {
    (0..<size).contains(row) && (0..<size).contains(column) && modules[row * size + column]
  }

  /// The side of the drawing in modules, quiet zone included: the drawing's `viewBox` is `0 0 side side`.
  public var side: Int { size + 2 * QRCode.quietZone }

  /// The dark modules as the `d` of one SVG path, in modules, the quiet zone around: a rectangle per run of a row, on whole
  /// coordinates, so that edges stay crisp at any scale (draw with `shape-rendering="crispEdges"`).
  public var path: String {
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        let start = column
        while self[row, column] { column += 1 }
        let run = column - start
        if run > 0 { path += "M\(start + QRCode.quietZone) \(row + QRCode.quietZone)h\(run)v1h-\(run)z" }
        column += 1
      }
    }
    return path
  }
}
