import CanonicalJSON
import Quantities
import Testing

@testable import Footprints

@Suite struct FootprintFilterTests {
  private func holds(_ pairs: [(name: String, value: String)]) throws -> Bool {
    try FootprintFilter(pairs).holds(for: try FootprintMakerTests.footprint())
  }

  @Test(arguments: [
    ("productId", "urn:pact:carbone.example.fr:SUPPLIER-ID:732829320-joinery%20%26%20co", true),
    ("productid", "urn:gtin:1", false), ("companyId", "URN:pact:insee.fr:siren:732829320", true),
    ("companyId", "urn:pact:insee.fr:siren:552100554", false), ("geography", "fr", true),
    ("geography", "western europe", true), ("geography", "DE", false),
    ("classification", "urn:pact:insee.fr:naf-rev2:16.23z", true), ("classification", "urn:eclass:1", false),
    ("status", "active", true), ("status", "Deprecated", false), ("status", "Bogus", false),
    ("validOn", "2024-03-31T00:00:00Z", true), ("validOn", "2024-03-30T23:59:59Z", false),
    ("validOn", "2027-01-01T00:00:00Z", true), ("validOn", "2027-01-01T00:00:01Z", false),
    ("validOn", "2024-03-31T01:00:00 01:00", true), ("validAfter", "2024-03-30T23:59:59Z", true),
    ("validAfter", "2024-03-31T00:00:00Z", false), ("validBefore", "2027-01-01T00:00:01Z", true),
    ("validBefore", "2027-01-01T00:00:00Z", false), ("limit", "1", true),
  ])
  func `A criterion holds or not`(name: String, value: String, expected: Bool) throws {
    #expect(try holds([(name, value)]) == expected)
  }

  @Test func `Values of one criterion are joined by or, criteria by and`() throws {
    #expect(try holds([("geography", "DE"), ("geography", "FR")]))
    #expect(try !holds([("geography", "FR"), ("status", "Deprecated")]))
    #expect(try holds([("geography", "FR"), ("status", "Active"), ("validOn", "2025-01-01")]))
  }

  @Test(arguments: ["", "soon", "2024-13-01", "2024-01-01T25:00:00Z", "2024-01-01T00:00:00+99:00", "1.5e3"])
  func `A moment that is none is refused`(text: String) {
    #expect(throws: Refusal.self) { _ = try FootprintFilter([("validOn", text)]) }
  }

  @Test(arguments: [
    ("2025-04-01T00:00Z", "2025-04-01T00:00:00Z"), ("2025-04-01T02:00:00.123+02:00", "2025-04-01T00:00:00Z"),
    ("2025-04-01t00:00:00z", "2025-04-01T00:00:00Z"), ("2025-03-31T22:00:00-02:00", "2025-04-01T00:00:00Z"),
    ("2025-04-01", "2025-04-01T00:00:00Z"), ("1900-02-28T00:00:00Z", "1900-02-28T00:00:00Z"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
  ])
  func `Moments are read as others write them`(text: String, expected: String) {
    #expect(Timestamp(text: text)?.iso == expected)
  }

  @Test func `More values than anybody means, and moments said twice, are refused`() {
    let many = (0...FootprintFilter.most).map { (name: "productId", value: "urn:\($0)") }
    #expect(throws: Refusal.self) { _ = try FootprintFilter(many) }
    #expect(throws: Refusal.self) { _ = try FootprintFilter([("validOn", "2024-01-01"), ("validOn", "2024-01-01")]) }
  }
}

@Suite struct FootprintEventTests {
  private static let request: JSONValue = [
    "type": "org.wbcsd.pact.ProductFootprint.RequestCreatedEvent.3", "specversion": "1.0", "id": "r1",
    "source": "https://buyer.example", "time": "2025-03-05T17:31:00Z",
    "data": ["productId": ["urn:gtin:1"], "comment": "Please"],
  ]

  private func changed(_ name: String, _ value: JSONValue?) -> JSONValue {
    guard case .object(var members) = Self.request else { return .null }
    members[name] = value
    return .object(members)
  }

  @Test func `A request is read and written back alike`() throws {
    let event = try FootprintEvent(Self.request)
    #expect(event.kind == .requested && event.json == Self.request)
  }

  @Test(arguments: ["type", "specversion", "id", "source", "time", "data"])
  func `An event without one of its members is refused with its name`(member: String) {
    for value in [nil, JSONValue.integer(1), .string("")] {
      let refusal = #expect(throws: Refusal.self) { _ = try FootprintEvent(changed(member, value)) }
      #expect(refusal?.diagnostics.first?.message.values["member"] == .text(member))
    }
  }

  @Test func `What each kind must say is asked for`() throws {
    #expect(throws: Refusal.self) { _ = try FootprintEvent(changed("data", ["validOn": "soon"])) }
    #expect(throws: Refusal.self) { _ = try FootprintEvent(changed("data", ["productId": [1]])) }
    #expect(throws: Refusal.self) { _ = try FootprintEvent(changed("data", ["comment": 1])) }
    for kind in [FootprintEvent.Kind.fulfilled, .rejected] {
      let event = FootprintEvent(kind, id: "a", source: "b", at: Timestamp(milliseconds: 0), [:])
      #expect(throws: Refusal.self) { _ = try FootprintEvent(event.json) }
    }
    let news = FootprintEvent(
      .published, id: "a", source: "b", at: Timestamp(milliseconds: 0), ["pfIds": ["urn:gtin:4712345060507"]])
    #expect(try FootprintEvent(news.json) == news)
  }

  @Test func `An answer names its request, gives footprints or a reason, and is the same when it is sent again`() throws
  {
    let request = try FootprintEvent(Self.request)
    let footprint = try FootprintMakerTests.footprint()
    func answer(_ footprints: [ProductFootprint], at moment: Int64) -> FootprintEvent {
      request.answer(
        footprints, from: "https://us.example", of: "732829320", reason: "None", at: Timestamp(milliseconds: moment))
    }
    let yes = try FootprintEvent(answer([footprint], at: 1).json)
    #expect(yes.kind == .fulfilled && yes.data["requestEventId"] == "r1" && yes.data["pfs"] == [footprint.json])
    let no = try FootprintEvent(answer([], at: 1).json)
    #expect(no.kind == .rejected && no.data["error"] == ["code": "NotFound", "message": "None"])
    #expect(answer([footprint], at: 2).id == yes.id)
  }

  @Test func `A received footprint is an estimate that keeps its method`() throws {
    let received = try ReceivedFootprint(try FootprintMakerTests.footprint().json)
    #expect(received.content == Rational(decimal: "0.3296") && received.amount == .one)
    #expect(received.standards == ["Cumulative-Carbon-Accounting"])
    #expect(received.estimate["is_estimate"] == true)
    let hidden: JSONValue = "Evil\u{1B}[2J\u{202E}name"
    guard case .object(var members) = try FootprintMakerTests.footprint().json else { return }
    members["companyName"] = hidden
    #expect(try ReceivedFootprint(.object(members)).company == "Evil[2Jname")
    members["id"] = "../1"
    #expect(throws: Refusal.self) { _ = try ReceivedFootprint(.object(members)) }
  }
}
