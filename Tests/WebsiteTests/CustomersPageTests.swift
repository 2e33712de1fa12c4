import CanonicalJSON
import Footprints
import FoundationEssentials
import HTTPTypes
import Identity
import Quantities
import Storage
import TestPeers
import Testing
import UseCases
import Wording

@testable import Website

@Suite("Customers, and suppliers' footprints, on pages")
struct CustomersPageTests {
  private static func event(_ desk: PACTDeskOfTests, _ id: String, _ data: JSONValue) throws {
    let client = try #require(
      try desk.harness.site.store.pactDoor.client(
        id: "buyer", secretSHA256: SecretToken(secretText)?.sha256 ?? ""))
    let json = PACTTests.request(id, data)
    try desk.harness.site.store.pactDoor.keep(
      PACTEvent.Received(
        source: "https://buyer.example", id: id, type: FootprintEvent.Kind.requested.rawValue,
        content: json.canonicalText), from: client, at: SiteHarness.now)
  }

  private static let secretText = String(repeating: "A", count: 43)

  private static func desk(_ harness: SiteHarness) throws -> PACTDeskOfTests {
    let desk = try PACTDeskOfTests(harness)
    try desk.firm.addClient(
      name: "Acheteur SA", clientID: "buyer", secretSHA256: SecretToken(secretText)?.sha256 ?? "", at: SiteHarness.now)
    return desk
  }

  @Test(arguments: Language.allCases)
  func `The page shows what customers see, and gives a program its secret once`(_ language: Language) async throws {
    try await SiteHarness.open { harness in
      let desk = try PACTDeskOfTests(harness)
      desk.owner.language = language.rawValue
      let path = "/firms/\(desk.firm.id.number)/customers"
      let page = try await desk.owner.open(path)
      #expect(page.status == 200 && page.shows(language == .fr ? "en vigueur" : "in force"))
      #expect(page.shows(language == .fr ? "kg CO2e par euro HT" : "kg CO2e per euro excl. VAT"))
      #expect(page.text.components(separatedBy: "<h1").count == 2)
      let made = try await desk.owner.send("\(path)/programs", [("name", "Acheteur SA")])
      #expect(made.status == 200 && made.shows("Acheteur SA"))
      let secret = try #require(made.text.firstMatch(of: /id="secret">([^<]+)</)?.1)
      let client = try #require(try desk.firm.clients().first)
      let known = try harness.site.store.pactDoor.client(
        id: client.id, secretSHA256: SecretToken(String(secret))?.sha256 ?? "")
      #expect(known?.name == "Acheteur SA")
      #expect(try await !desk.owner.open(path).text.contains(secret))
      try await desk.owner.send("\(path)/programs/1/revoke")
      #expect(try desk.firm.clients().isEmpty)
      let refused = try await desk.owner.send("\(path)/programs", [("name", "")])
      #expect(refused.status == 422)
      // No key without its words.
      let keys = page.text.matches(of: /(customers|partners|footprints)\.[a-z][a-z-]+/).map { String($0.0) }
      #expect(keys == [])
    }
  }

  @Test func `Only who manages gives access; who reads sees`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Self.desk(harness)
      let reader = try harness.member(.verifier, of: desk.firm, "Vera")
      let path = "/firms/\(desk.firm.id.number)/customers"
      let page = try await reader.open(path)
      #expect(page.status == 200 && page.shows("Acheteur SA") && !page.shows("Donner accès à un client"))
      #expect(!page.text.contains("customers/products"))
    }
  }

  @Test func `A request is shown with what answers it, and set aside`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Self.desk(harness)
      try Self.event(desk, "r1", ["geography": ["FR"], "comment": "<script>x</script>"])
      try Self.event(desk, "r2", ["productId": ["urn:null"]])
      let path = "/firms/\(desk.firm.id.number)/customers"
      let page = try await desk.owner.open("\(path)/requests/1")
      #expect(page.shows("Envoyer ces empreintes") && !page.text.contains("<script>x"))
      let none = try await desk.owner.open("\(path)/requests/2")
      #expect(none.shows("Rien de ce que vous montrez ne répond") && none.shows("Répondre qu'il n'y a pas d'empreinte"))
      try await desk.owner.send("\(path)/requests/2/aside")
      #expect(try desk.firm.event(2).answer == "aside")
      #expect(try await desk.owner.open(path).shows("classé sans réponse"))
      #expect(try await desk.owner.request(.get, "\(path)/requests/9").status == 404)
    }
  }

  @Test func `A button sends the answer to the customer's system, footprints or a reason`() async throws {
    try await TestFootprintHost.run { host in
      try await SiteHarness.open {
        $0.reachesThisMachine = true
      } _: { harness in
        let desk = try Self.desk(harness)
        try Self.event(desk, "r1", [:])
        try Self.event(desk, "r2", ["productId": ["urn:null"]])
        let path = "/firms/\(desk.firm.id.number)/customers/requests"
        let form = [
          ("address", host.url), ("client", TestFootprintHost.clientID), ("secret", TestFootprintHost.secret),
        ]
        try await desk.owner.open("\(path)/1")
        let wrong = try await desk.owner.send("\(path)/1/answer", form.dropLast() + [("secret", "no")])
        #expect(wrong.status == 422 && wrong.shows("refuse l'identifiant ou le secret"))
        #expect(try desk.firm.event(1).answeredAt == nil)
        try await desk.owner.send("\(path)/1/answer", form)
        try await desk.owner.open("\(path)/2")
        try await desk.owner.send("\(path)/2/answer", form)
        let sent = try await host.memory.events.map { try FootprintEvent(JSONValue(parsing: Array($0.utf8))) }
        #expect(sent.map(\.kind) == [.fulfilled, .rejected])
        #expect(sent.map { $0.data["requestEventId"]?.text } == ["r1", "r2"])
        #expect(sent[0].data["pfs"]?.elements?.count == 1)
        #expect(try desk.firm.events().map(\.answer) == ["rejected", "fulfilled"])
        #expect(try await desk.owner.open("\(path)/1").shows("répondu, avec des empreintes"))
      }
    }
  }

  @Test func `A supplier's footprints are read as estimates with their method, or asked for`() async throws {
    try await TestFootprintHost.run { host in
      try await SiteHarness.open {
        $0.reachesThisMachine = true
      } _: { harness in
        let anna = try harness.person("Anna")
        let firm = try harness.firm("Acheteur", siren: "552100554", of: anna)
        let path = "/firms/\(firm.id.number)/suppliers/footprints"
        let form = [
          ("address", host.url), ("client", TestFootprintHost.clientID), ("secret", TestFootprintHost.secret),
        ]
        try await anna.open(path)
        let page = try await anna.send(path, form + [("do", "read")])
        #expect(page.shows("Renewable Diesel") && page.shows("ISO14067") && page.shows("Ce sont des estimations"))
        #expect(page.shows("77") && page.shows("1 empreinte n'a pas pu être lue"))
        #expect(!page.text.contains(TestFootprintHost.secret))
        let asked = try await anna.send(path, form + [("do", "request"), ("product", "urn:gtin:1")])
        #expect(asked.shows("La demande est envoyée"))
        let event = try FootprintEvent(JSONValue(parsing: Array(try #require(await host.memory.events.first).utf8)))
        #expect(event.kind == .requested && event.data["productId"] == ["urn:gtin:1"])
      }
    }
  }

  @Test(arguments: [
    "http://127.0.0.1:1", "https://127.0.0.1:1", "https://localhost", "https://[::1]", "ftp://x.example",
  ])
  func `Nobody makes the server speak to machines around it`(address: String) async throws {
    try await SiteHarness.open { harness in
      let anna = try harness.person("Anna")
      let firm = try harness.firm("Acheteur", siren: "552100554", of: anna)
      let path = "/firms/\(firm.id.number)/suppliers/footprints"
      try await anna.open(path)
      let page = try await anna.send(path, [("address", address), ("client", "a"), ("secret", "b"), ("do", "read")])
      #expect(page.status == 422)
      #expect(
        page.shows("n'est pas une machine de l'internet public") || page.shows("n'est pas l'adresse d'un système"))
    }
  }

  @Test func `What a firm says of its product stands in the footprint`() async throws {
    try await SiteHarness.open { harness in
      let desk = try Self.desk(harness)
      let path = "/firms/\(desk.firm.id.number)/customers/products/joinery"
      try await desk.owner.open(path)
      let wrong = try await desk.owner.send(path, [("name", "Portes"), ("mass", "lourd")])
      #expect(wrong.status == 422 && wrong.shows("n'est pas une masse") && wrong.text.contains("value=\"Portes\""))
      try await desk.owner.send(path, [("name", "Portes"), ("description", "Wooden doors"), ("mass", "12,5")])
      let own = try FirmFootprints(
        harness.site.library, harness.site.store, of: desk.firm.id, products: try desk.firm.products(),
        publicURL: "https://carbone.example.fr")
      #expect(own.footprints.map(\.productName) == ["Portes"])
      #expect(own.footprints.first?.productDescription.hasPrefix("Wooden doors.") == true)
      #expect(try desk.firm.products().map(\.mass) == ["12.5"])
      let none = "/firms/\(desk.firm.id.number)/customers/products/none"
      #expect(try await desk.owner.request(.get, none).status == 404)
    }
  }
}
