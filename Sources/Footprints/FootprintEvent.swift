// Events between those who give and those who take footprints: CloudEvents 1.0 in structured mode, as PACT 3.0 has them.

import CanonicalJSON
import Quantities

/// An event.
public struct FootprintEvent: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, CaseIterable {
    /// Somebody asks for footprints.
    case requested = "org.wbcsd.pact.ProductFootprint.RequestCreatedEvent.3"
    /// A request is answered by footprints.
    case fulfilled = "org.wbcsd.pact.ProductFootprint.RequestFulfilledEvent.3"
    /// A request is answered by a reason why there are none.
    case rejected = "org.wbcsd.pact.ProductFootprint.RequestRejectedEvent.3"
    /// Footprints are new or changed.
    case published = "org.wbcsd.pact.ProductFootprint.PublishedEvent.3"
  }

  /// What happened.
  public let kind: Kind
  /// With `source`, names it.
  public let id: String
  /// Where it happened.
  public let source: String
  /// When.
  public let time: Timestamp
  /// What else is said.
  public let data: JSONValue

  /// The media type events travel in.
  public static let type = "application/cloudevents+json"
  /// The most characters of a name.
  private static let longest = 500

  /// An event.
  public init(_ kind: Kind, id: String, source: String, at time: Timestamp, _ data: JSONValue) {
    self.kind = kind
    self.id = id
    self.source = source
    self.time = time
    self.data = data
  }

  /// Reads an event that somebody sent.
  ///
  /// - Throws: `footprints.event-wrong` with the member that is missing or wrong.
  public init(_ json: JSONValue) throws(Refusal) {
    kind = try FootprintEvent.member("type", json) { Kind(rawValue: $0) }
    _ = try FootprintEvent.member("specversion", json) { $0 == "1.0" ? $0 : nil }
    id = try FootprintEvent.member("id", json, FootprintEvent.name)
    source = try FootprintEvent.member("source", json, FootprintEvent.name)
    time = try FootprintEvent.member("time", json) { Timestamp(text: $0) }
    guard let data = json["data"], case .object = data else { throw Refusal(.eventWrong, ["member": "data"]) }
    self.data = data
    try FootprintEvent.check(kind, data)
  }

  private static func name(_ text: String) -> String? {
    (1...longest).contains(text.unicodeScalars.count) && !text.utf8.contains(0) ? text : nil
  }

  private static func member<Value>(
    _ name: String, _ json: JSONValue, _ read: (String) -> Value?
  ) throws(Refusal) -> Value {
    guard let value = json[name]?.text.flatMap(read) else {
      throw Refusal(.eventWrong, ["member": .text(name)], field: name)
    }
    return value
  }

  /// What each kind must say.
  private static func check(_ kind: Kind, _ data: JSONValue) throws(Refusal) {
    func require(_ holds: Bool, _ member: String) throws(Refusal) {
      guard holds else { throw Refusal(.eventWrong, ["member": .text("data.\(member)")], field: "data/\(member)") }
    }
    switch kind {
    case .requested:
      _ = try FootprintFilter(event: data)
      if let comment = data["comment"], comment != .null { try require(comment.text != nil, "comment") }
    case .fulfilled:
      try require(data["requestEventId"]?.text != nil, "requestEventId")
      try require(data["pfs"]?.elements.map { !$0.isEmpty && $0.allSatisfy(\.isObject) } ?? false, "pfs")
    case .rejected:
      try require(data["requestEventId"]?.text != nil, "requestEventId")
      try require(data["error"]?["code"]?.text != nil && data["error"]?["message"]?.text != nil, "error")
    case .published:
      try require(data["pfIds"]?.elements.map { $0.allSatisfy { $0.text != nil } } ?? true, "pfIds")
    }
  }

  /// The event as it travels.
  public var json: JSONValue {
    [
      "type": .string(kind.rawValue), "specversion": "1.0", "id": .string(id), "source": .string(source),
      "time": .string(time.iso), "data": data,
    ]
  }
}

extension FootprintEvent {
  /// The answer to a request: the footprints that were asked for, or a reason why there are none.
  ///
  /// - Parameters:
  ///   - source: where it comes from.
  ///   - firm: who answers; with the request it names the answer, so that one sent twice is one.
  public func answer(
    _ footprints: [ProductFootprint], from source: String, of firm: String, reason: String, at now: Timestamp
  ) -> FootprintEvent {
    let id = FootprintIdentifier.answer(to: self.id, from: self.source, of: firm)
    guard !footprints.isEmpty else {
      return FootprintEvent(
        .rejected, id: id, source: source, at: now,
        ["requestEventId": .string(self.id), "error": ["code": "NotFound", "message": .string(reason)]])
    }
    return FootprintEvent(
      .fulfilled, id: id, source: source, at: now,
      ["requestEventId": .string(self.id), "pfs": .array(footprints.map(\.json))])
  }
}

extension JSONValue {
  fileprivate var isObject: Bool { if case .object = self { true } else { false } }
}
