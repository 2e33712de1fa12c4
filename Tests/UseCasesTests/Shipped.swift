import Quantities
import TestSupport

@testable import UseCases

extension Library {
  /// The library made of the data files of this checkout.
  static func shipped() throws -> Library { try Library(DataDirectory.checkout(Checkout.root)) }
}
