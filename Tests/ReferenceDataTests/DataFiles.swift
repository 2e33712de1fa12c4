import ReferenceData
import TestSupport

extension ReferenceFiles {
  /// The data files of this checkout.
  static func shipped() throws -> ReferenceFiles {
    var contents: [String: [UInt8]] = [:]
    for path in paths { contents[path] = try Checkout.bytes("Sources/ReferenceData/Data/" + path) }
    return ReferenceFiles(contents)
  }

  /// The data files of this checkout with some replaced: `nil` takes a file away.
  static func shipped(replacing replaced: [String: String?]) throws -> ReferenceFiles {
    var contents: [String: [UInt8]] = [:]
    for path in paths {
      switch replaced[path] {
      case .some(.some(let text)): contents[path] = Array(text.utf8)
      case .some(.none): continue
      case .none: contents[path] = try Checkout.bytes("Sources/ReferenceData/Data/" + path)
      }
    }
    return ReferenceFiles(contents)
  }
}
