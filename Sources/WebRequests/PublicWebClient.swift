// Requests to addresses that people type: only to machines of the open internet, never to those around this one.

import Foundation
import NIOPosix
import Quantities

/// Carries requests like `WebClient`, but looks the host up first and refuses addresses of this machine, of the local
/// network and of the links of clouds; then speaks to the very address it looked up, so that none can take its place.
public struct PublicWebClient: WebExchange {
  private let timeout: Duration
  private let longest: Int

  /// A client.
  ///
  /// - Parameters:
  ///   - timeout: the most one exchange may take.
  ///   - longest: the most bytes of a body.
  public init(timeout: Duration = .seconds(10), longest: Int = 1 << 20) {
    self.timeout = timeout
    self.longest = longest
  }

  /// Throws `web.not-public` too.
  public func answer(to request: WebRequest) async throws(Refusal) -> WebAnswer {
    let host = WebAddress.host(request.url)
    let addresses = await PublicWebClient.lookedUp(host)
    guard let first = addresses.first else { throw Refusal(.unreachable, ["host": .text(host)]) }
    guard addresses.allSatisfy(PublicAddress.isPublic) else { throw Refusal(.notPublic, ["host": .text(host)]) }
    let client = WebClient(timeout: timeout, longest: longest, addresses: [host: first])
    let result: Result<WebAnswer, Refusal>
    do throws(Refusal) { result = .success(try await client.answer(to: request)) } catch { result = .failure(error) }
    try? await client.shutdown()
    return try result.get()
  }

  private static func lookedUp(_ host: String) async -> [String] {
    (try? await NIOThreadPool.singleton.runIfActive { PublicAddress.addresses(of: host) }) ?? []
  }
}

/// Addresses of the open internet.
enum PublicAddress {
  /// The numeric addresses of a host; none where nobody knows it.
  static func addresses(of host: String) -> [String] {
    let name = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    var found: UnsafeMutablePointer<addrinfo>?
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    guard getaddrinfo(name, nil, &hints, &found) == 0 else { return [] }
    defer { freeaddrinfo(found) }
    var addresses: [String] = []
    var next = found
    while let info = next?.pointee {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(info.ai_addr, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 {
        addresses.append(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
      }
      next = info.ai_next
    }
    return addresses
  }

  /// Whether a numeric address is of the open internet (IANA's registries of special-purpose addresses).
  static func isPublic(_ address: String) -> Bool {
    var four = in_addr()
    if inet_pton(AF_INET, address, &four) == 1 {
      return isPublic(four: withUnsafeBytes(of: four) { Array($0) })
    }
    var six = in6_addr()
    guard inet_pton(AF_INET6, address, &six) == 1 else { return false }
    let bytes = withUnsafeBytes(of: six) { Array($0) }
    // Only 2000::/3 is given out; inside it, documentation, Teredo and 6to4 lead elsewhere.
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    let isSpecial = bytes[0] == 0x20 && (bytes[1] == 0x02 || bytes[1] == 0x01 && bytes[2] < 0x02)
    return !isSpecial && bytes.prefix(4) != [0x20, 0x01, 0x0D, 0xB8]
  }

  private static func isPublic(four bytes: [UInt8]) -> Bool {
    switch (bytes[0], bytes[1]) {
    case (0, _), (10, _), (127, _), (224..., _), (169, 254), (192, 168), (172, 16...31), (100, 64...127): false
    case (198, 18...19): false
    case (192, 0): bytes[2] != 0 && bytes[2] != 2
    case (198, 51): bytes[2] != 100
    case (203, 0): bytes[2] != 113
    default: true
    }
  }
}
