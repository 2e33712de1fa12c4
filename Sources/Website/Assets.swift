// Stylesheet, script and icon: read once, served under names that change with their content.

import CarbonAccounting
import Foundation
import Quantities
import UseCases

/// The files browsers fetch.
struct Assets: Sendable {
  /// One of them.
  struct Asset: Sendable {
    let bytes: [UInt8]
    let type: String
    let version: String
  }

  private let assets: [String: Asset]

  private static let types = [
    "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
  ]

  init(_ directory: DataDirectory) throws(Refusal) {
    var assets: [String: Asset] = [:]
    for (name, bytes) in try directory.files(of: "Website") {
      guard let type = Assets.types[name.split(separator: ".").last.map(String.init) ?? ""] else { continue }
      assets[name] = Asset(bytes: bytes, type: type, version: String(Fingerprint.sha256(bytes).prefix(12)))
    }
    self.assets = assets
  }

  /// The asset of a name.
  subscript(name: String) -> Asset? { assets[name] }

  /// The address of an asset: it changes when the file does, so that browsers may keep it for good.
  func path(_ name: String) -> String { "/assets/\(name)?v=\(assets[name]?.version ?? "")" }
}
