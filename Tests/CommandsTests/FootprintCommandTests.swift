import Demonstration
import Foundation
import TestPeers
import TestSupport
import Testing

@testable import Commands

/// A supplier's footprint on the command line: taken with a quantity, counted, opened.
@Suite struct FootprintCommandTests {
  private static let id = "b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678"

  private static func host(_ body: @escaping @Sendable (TestFootprintHost) throws -> Void) async throws {
    var manners = FootprintHostManners()
    manners.footprints = [
      TestFootprintHost.footprint(
        id, "Vernis mat", "\"1.5\"",
        members: "\"validityPeriodStart\": \"2023-01-01T00:00:00Z\", \"validityPeriodEnd\": \"2024-12-31T23:59:59Z\",",
        carbon: "\"verification\": {\"providerName\": \"Auditeur SA\"},")
    ]
    try await TestFootprintHost.run(manners) { host in
      // Commands wait for what they ask: that is no work for a thread of Swift's own pool.
      let outcome: Result<Void, any Error> = await withCheckedContinuation { done in
        Thread { done.resume(returning: Result { try body(host) }) }.start()
      }
      try outcome.get()
    }
  }

  private static func pact(_ command: String, _ host: TestFootprintHost, _ more: [String]) throws -> Terminal.Result {
    try Terminal.run(
      ["pact", command, host.url, "--client-id", TestFootprintHost.clientID] + more,
      environment: ["SILLAGE_PACT_SECRET": TestFootprintHost.secret])
  }

  @Test func `A footprint taken with a quantity counts to the gram, and opens down to its id`() async throws {
    try await Self.host { host in
      try withFolder { folder in
        let firm = folder.appending(path: "firm.yaml").path
        let ledger = folder.appending(path: "732829320FEC20231231.txt").path
        let lines = [
          "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise",
          "AC\tAchats\t1\t20230615\t601000\tAchats\t\t\tF1\t20230615\tVernis\t1000,00\t0,00\t\t\t20230630\t\t",
          "AC\tAchats\t1\t20230615\t401000\tFournisseurs\tVERNIS\tVernis SA\tF1\t20230615\tVernis\t0,00\t1000,00\t\t\t20230630\t\t",
          "VE\tVentes\t2\t20230620\t411000\tClients\tC1\tClient\tV1\t20230620\tVente\t5000,00\t0,00\t\t\t20230630\t\t",
          "VE\tVentes\t2\t20230620\t701000\tVentes\t\t\tV1\t20230620\tVente\t0,00\t5000,00\t\t\t20230630\t\t",
        ]
        try lines.joined(separator: "\r\n").write(toFile: ledger, atomically: true, encoding: .utf8)
        try "activities: [{id: a, naf: 16.23Z}]\n".write(toFile: firm, atomically: true, encoding: .utf8)
        let out = folder.appending(path: "taken.yaml").path
        let more = ["--supplier", "VERNIS", "--quantity", "333,5 L", "--evidence", "12 factures", "--firm", firm]
        let taken = try Self.pact("take", host, ["--id", Self.id] + more + ["-o", out])
        #expect(taken.code == 0, "\(taken.err)")
        // 333.5 L x 1.5 kg x 1.2 = 600.3 kg.
        let explained = try Terminal.run("account", ledger, "--firm", out, "--explain", "601000")
        #expect(explained.out.contains(/600.300 g CO2e/), "\(explained.out)\(explained.err)")
        for words in [Self.id, "Vernis mat", "Auditeur SA", "15/01/2023", "Acme Corp"] {
          #expect(explained.out.contains(words), "\(words): \(explained.out)")
        }
        let wrong = try Self.pact(
          "take", host,
          ["--id", Self.id, "--supplier", "VERNIS", "--quantity", "5 kg", "--firm", firm, "-o", out, "--force"])
        #expect(wrong.code == 0)
        let refused = try Terminal.run("account", ledger, "--firm", out)
        #expect(refused.code != 0 && refused.err.contains(/s'y\s+convertit\s+pas\s+exactement/), "\(refused.err)")
        #expect(try Self.pact("get", host, ["--firm", out]).out.contains("Vernis mat"))
      }
    }
  }
}
