// What a customer's program is given and gives: footprints, and events.

import CanonicalJSON
import Footprints
import Foundation
import HTTPTypes
import Markup
import Quantities
import Storage
import UseCases

/// A request by a program that proved who it is. It sees what its supplier publishes, and nothing else.
struct PACTDesk {
  let visit: Visit
  let client: PACTDoor.Client

  /// Footprints given at once, where nobody asks for fewer.
  private static let most = 100

  private func footprints() throws(Refusal) -> [ProductFootprint] {
    try FirmFootprints(
      visit.library, visit.store, of: client.organisation,
      products: try visit.store.pactDoor.products(of: client.organisation),
      publicURL: visit.site.configuration.publicURL
    ).footprints
  }

  /// The footprints asked for, a page of them.
  func list() throws(Refusal) -> Answer {
    try checkNames()
    let filter = try FootprintFilter(visit.query.every)
    let offset = try number("offset", 0...1_000_000) ?? 0
    let limit = try number("limit", 0...Int(Int32.max))
    let all = try footprints().filter(filter.holds)
    let page = all.dropFirst(offset).prefix(min(limit ?? PACTDesk.most, PACTDesk.most))
    var answer = Answer.json(["data": .array(page.map(\.json))])
    let next = offset + page.count
    if next < all.count { answer.headers[.link] = "<\(address(offset: next, isEmpty: limit == 0))>; rel=\"next\"" }
    return answer
  }

  /// One footprint, deprecated ones too.
  func one() throws(Refusal) -> Answer {
    let id = visit.parameter("id").removingPercentEncoding?.lowercased() ?? ""
    guard FootprintIdentifier.isUUID(id), let found = try footprints().first(where: { $0.id == id }) else {
      throw Refusal(Diagnostic(.error, PACTRefusal.noSuchFootprint, ["id": .text(String(id.prefix(80)))]))
    }
    return .json(["data": found.json])
  }

  /// Keeps an event for people to see.
  func receive(_ body: [UInt8]) throws(Refusal) -> Answer {
    let type = MediaType.name(visit.facts.headers[.contentType] ?? "")
    guard type == FootprintEvent.type else {
      throw Refusal(
        Diagnostic(
          .error, PACTRefusal.typeWrong, ["type": .text(String(type.prefix(80))), "known": .text(FootprintEvent.type)]))
    }
    guard let json = try? JSONValue(parsing: body) else {
      throw Refusal(Diagnostic(.error, PACTRefusal.bodyUnreadable))
    }
    let event = try FootprintEvent(json)
    try visit.store.pactDoor.keep(
      PACTEvent.Received(source: event.source, id: event.id, type: event.kind.rawValue, content: json.canonicalText),
      from: client,
      at: visit.now)
    return .empty(.ok)
  }

  /// A name that is misspelt would give everything in silence. Names beginning with `x-` are other programs' own.
  private func checkNames() throws(Refusal) {
    for (name, _) in visit.query.every {
      let isKnown =
        FootprintFilter.Criterion(name: name) != nil || ["limit", "offset"].contains(name.lowercased())
        || name.lowercased().hasPrefix("x-")
      guard isKnown else {
        throw Refusal(Diagnostic(.error, PACTRefusal.parameterUnknown, ["name": .text(String(name.prefix(80)))]))
      }
    }
  }

  private func number(_ name: String, _ range: ClosedRange<Int>) throws(Refusal) -> Int? {
    let given = visit.query.every.filter { $0.name.lowercased() == name }.map(\.value)
    guard let text = given.first else { return nil }
    guard given.count == 1, let number = Int(text), String(number) == text, range.contains(number) else {
      throw Refusal(
        Diagnostic(.error, PACTRefusal.limitWrong, ["name": .text(name), "value": .text(String(text.prefix(80)))]))
    }
    return number
  }

  /// The same list from there on: at the host that was asked, as the specification wants it. Whoever asked for none at a
  /// time would ask for ever: the limit is then left out.
  private func address(offset: Int, isEmpty: Bool) -> String {
    let kept = visit.query.every.filter { pair in
      let name = pair.name.lowercased()
      return name != "offset" && !(isEmpty && name == "limit")
    }
    let query = (kept.map { ($0.name, $0.value) } + [("offset", String(offset))])
      .map { LinkPath.escaped($0.0) + "=" + LinkPath.escaped($0.1) }.joined(separator: "&")
    let own = visit.site.configuration.publicURL
    let scheme = own.hasPrefix("https:") ? "https" : "http"
    let host = visit.facts.authority.flatMap(PACTDesk.checked)
    return (host.map { "\(scheme)://\($0)" } ?? own) + PACTOperation.list.path + "?" + query
  }

  /// A host as it can stand in a header.
  private static func checked(_ host: String) -> String? {
    let isPlain = host.utf8.allSatisfy { byte in
      (0x30...0x3A).contains(byte) || (0x41...0x5B).contains(byte) || byte == 0x5D || (0x61...0x7A).contains(byte)
        || byte == 0x2D || byte == 0x2E
    }
    return isPlain && (1...255).contains(host.utf8.count) ? host : nil
  }
}
