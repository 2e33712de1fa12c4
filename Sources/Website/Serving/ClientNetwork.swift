// Who is counted as one asker: an IPv6 line has more addresses than anybody can count.

import Foundation

/// The network an address is counted by, in limits and in the log.
enum ClientNetwork {
  /// The address itself for IPv4; the first 64 bits for IPv6 (`2001:db8:1:2::/64`), which are one line's and change rarely, while
  /// the rest is whatever the machine at its end likes. IPv4 written as IPv6 is IPv4.
  static func name(of address: String) -> String {
    var parsed = in6_addr()
    // What follows % names a line of this machine.
    guard inet_pton(AF_INET6, String(address.prefix { $0 != "%" }), &parsed) == 1 else { return address }
    let bytes = withUnsafeBytes(of: parsed) { Array($0) }
    guard bytes.prefix(12) != [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] else {
      return bytes.suffix(4).map(String.init).joined(separator: ".")
    }
    let groups = stride(from: 0, to: 8, by: 2).map { place in
      String(UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1]), radix: 16)
    }
    return groups.joined(separator: ":") + "::/64"
  }
}
