import DelimitedText
import Quantities
import ReferenceData
import TestSupport

/// The data files of this checkout, which the program ships.
enum Shipped {
  static func files() throws -> ReferenceFiles {
    var contents: [String: [UInt8]] = [:]
    for path in ReferenceFiles.paths { contents[path] = try Checkout.bytes("Sources/ReferenceData/Data/\(path)") }
    return ReferenceFiles(contents)
  }

  /// The same files, one of them replaced by a text, or left out.
  static func files(_ path: String, _ text: String?) throws -> ReferenceFiles {
    var contents: [String: [UInt8]] = [:]
    for path in ReferenceFiles.paths { contents[path] = try Checkout.bytes("Sources/ReferenceData/Data/\(path)") }
    contents[path] = text.map { Array($0.utf8) }
    return ReferenceFiles(contents)
  }
}

extension Rational {
  /// A decimal written in a test.
  static func decimal(_ text: String) -> Rational { Rational(decimal: text) ?? .zero }
}

/// The rows of a shipped file, cell by cell.
func rows(_ path: String) throws -> DelimitedRows {
  try DelimitedReader.read(try Checkout.bytes("Sources/ReferenceData/Data/\(path)"), encoding: .utf8).rows
}
