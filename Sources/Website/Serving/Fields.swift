// What comes with a request as names and values: a query, or a form.

import Foundation

/// Names and values, in the order they came.
struct Fields: Sendable {
  private let pairs: [(name: String, value: String)]

  /// More names than any form has.
  private static let most = 2000

  init(_ pairs: [(name: String, value: String)] = []) { self.pairs = Array(pairs.prefix(Fields.most)) }

  /// `a=b&c=d`, with `+` and `%XX` for what cannot stand there.
  init(encoded text: some StringProtocol) {
    self.init(
      text.split(separator: "&").prefix(Fields.most).map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (Fields.decoded(parts[0]), parts.count > 1 ? Fields.decoded(parts[1]) : "")
      })
  }

  /// The first value of a name, without blanks around it; empty when there is none.
  subscript(name: String) -> String {
    pairs.first { $0.name == name }?.value.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
  }

  /// The first value of a name, as it came: a password keeps its blanks.
  func exact(_ name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

  /// Every value of a name.
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// Whether a name is there: a ticked box.
  func has(_ name: String) -> Bool { pairs.contains { $0.name == name } }

  /// Every name with its value, in order.
  var every: [(name: String, value: String)] { pairs }

  private static func decoded(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
