import HTTPTypes
import Quantities
import Storage
import Synchronization
import Testing

@testable import Website

/// Files that come in leave free what the operator keeps free, and who asks is counted by their line.
@Suite struct DiskRoomTests {
  private static let mega: Int64 = 1 << 20

  @Test func `A file fits as long as the reserve stays, to the byte`() throws {
    let room = DiskRoom(reserve: 100) { 150 }
    try room.check(for: 50)
    #expect(throws: Refusal.self) { try room.check(for: 51) }
    #expect(throws: Refusal.self) { try DiskRoom(reserve: 100) { 99 }.check(for: 0) }
    #expect(throws: Refusal.self) { try DiskRoom(reserve: .max) { 99 }.check(for: .max) }
    // A system that does not tell stops nobody.
    try DiskRoom(reserve: 100) { nil }.check(for: .max)
  }

  @Test func `Whoever does not say how much comes is stopped on the way, when the disk fills`() throws {
    let left = Mutex(10 * Self.mega)
    var room = DiskRoom(reserve: 4 * Self.mega) { left.withLock { $0 } }
    var taken: Int64 = 0
    let refusal = #expect(throws: Refusal.self) {
      while taken < 20 * Self.mega {
        try room.take(1 << 16)
        left.withLock { $0 -= 1 << 16 }
        taken += 1 << 16
      }
    }
    #expect(refusal?.says(RequestMessage.diskFull) == true)
    #expect(taken >= 4 * Self.mega && left.withLock { $0 } >= 4 * Self.mega)
  }

  @Test func `A ledger is refused before the disk is full, and nothing of it is kept`() async throws {
    try await SiteHarness.open {
      $0.diskReserve = .max
    } _: { site in
      let owner = try site.person("Jeanne")
      let firm = try site.firm("Menuiserie", of: owner)
      let path = "/firms/\(firm.id.number)/ledger"
      #expect(try await owner.open(path).status == 200)
      let page = try await owner.upload(path, file: Array("JournalCode".utf8), named: "FEC.txt")
      #expect(page.status == 507 && page.shows("Le disque de cette instance est presque plein"))
      let program = try Program.of(firm, site)
      let reply = try await program.ask(
        .post, "/ledgers?name=a.txt", ["Content-Type": "text/plain"], body: [UInt8](repeating: 65, count: 100))
      #expect(reply.status == 507 && reply.keys == ["request.disk-full"])
      #expect(try firm.jobs().isEmpty)
      // What is read in memory alone goes on.
      let browser = Browser(client: site.client)
      try await browser.open("/calculator")
      #expect(try await browser.upload("/calculator/open", file: Array("x".utf8), named: "x").status == 422)
    }
  }

  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("::1", "0:0:0:0::/64"),
    ("::ffff:203.0.113.7", "203.0.113.7"), ("fe80::1%eth0", "fe80:0:0:0::/64"), ("local", "local"),
    ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
  ])
  func `Who asks is counted by address, on IPv6 by line`(address: String, network: String) {
    #expect(ClientNetwork.name(of: address) == network)
  }
}
