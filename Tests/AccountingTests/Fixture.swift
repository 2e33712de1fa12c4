import DelimitedText
import TestSupport

/// Fixtures of these tests.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    try Checkout.bytes("Tests/AccountingTests/Fixtures/" + name)
  }
  static func table(_ name: String) throws -> DelimitedTable { try DelimitedReader.read(bytes(name)) }
}
