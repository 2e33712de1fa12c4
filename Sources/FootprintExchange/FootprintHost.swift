// A partner's system that gives footprints, and who we are there.

import Foundation
import Quantities
import WebRequests

/// A host system of PACT.
public struct FootprintHost: Sendable {
  /// Its base address, without a slash at the end: footprints stand under `/3/footprints`.
  public let url: String
  /// Who we are there.
  public let clientID: String
  /// How we prove it.
  public let secret: Secret
  /// Whether it may be on this machine.
  let allowsLoopback: Bool

  /// A host.
  ///
  /// - Parameter allowsLoopback: whether http may be spoken with this machine; anything else is https.
  /// - Throws: `exchange.address-wrong`.
  public init(url: String, clientID: String, secret: Secret, allowsLoopback: Bool) throws(Refusal) {
    let base = url.hasSuffix("/") ? String(url.dropLast()) : url
    guard WebAddress.isSafe(base, loopback: allowsLoopback), !base.contains("?") else {
      throw Refusal(.addressWrong, ["address": .text(String(url.prefix(200)))])
    }
    self.url = base
    self.clientID = clientID
    self.secret = secret
    self.allowsLoopback = allowsLoopback && base.hasPrefix("http:")
  }

  /// Its name, for what is said to people.
  var name: String { WebAddress.host(url) }

  /// Whether an address is the host's own: secrets and tokens go nowhere else.
  func isOwn(_ address: String) -> Bool {
    guard let own = URLComponents(string: url), let other = URLComponents(string: address) else { return false }
    return WebAddress.isSafe(address, loopback: allowsLoopback) && own.scheme == other.scheme
      && own.host?.lowercased() == other.host?.lowercased() && own.port == other.port
  }

  /// The Authorization header of RFC 6749, section 2.3.1: both halves are escaped first.
  var basic: String {
    let pair = "\(WebAddress.escaped(clientID)):\(WebAddress.escaped(secret.text))"
    return "Basic \(Data(pair.utf8).base64EncodedString())"
  }
}
