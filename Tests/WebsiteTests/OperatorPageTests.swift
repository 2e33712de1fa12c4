import Foundation
import HTTPTypes
import Quantities
import Storage
import Testing

@testable import Website

/// The operator's page: for operators, and without anybody's figures.
@Suite struct OperatorPageTests {
  @Test func `It is there for operators and for nobody else`() async throws {
    let desk = try OperationDesk()
    let stranger = try await desk.get("/operator")
    #expect(stranger.status == 303 && stranger.headers[.location] == "/login?to=%2Foperator")
    #expect(try await desk.get("/operator", [.cookie: desk.cookie(isOperator: false)]).status == 404)
    let other = try OperationDesk()
    #expect(try await other.get("/operator", [.cookie: other.cookie(isOperator: true)]).status == 200)
  }

  @Test func `Where nothing is signed the page and the log say so, and only there`() async throws {
    let unsigned = try OperationDesk()
    #expect(
      try await unsigned.get("/operator?lang=en", [.cookie: unsigned.cookie(isOperator: true)]).text
        .contains("are not signed"))
    unsigned.site.noteUnsigned()
    #expect(unsigned.lines.contains { $0.contains("seals are not signed") && $0.contains("\"warning\"") })
    let signed = try OperationDesk { $0.keyPath = "/nowhere/signing.key" }
    #expect(
      try await !signed.get("/operator?lang=en", [.cookie: signed.cookie(isOperator: true)]).text
        .contains("are not signed"))
    signed.site.noteUnsigned()
    #expect(!signed.lines.contains { $0.contains("seals are not signed") })
  }

  @Test func `It counts, lists, and shows the configuration without secrets`() async throws {
    let desk = try OperationDesk {
      guard
        let read = try? SiteConfiguration(
          flags: [:], environment: ["SILLAGE_METRICS_TOKEN": "0123456789abcdef-hidden"], file: nil)
      else { return }
      $0.settings = read.settings
      $0.metricsToken = read.metricsToken
    }
    let cookie = try desk.cookie(isOperator: true)
    let instance = try desk.store.instance(as: .console)
    for number in 1...53 {
      _ = try instance.addOrganisation(name: "Atelier \(number)", siren: nil, at: OperationDesk.now)
    }
    _ = try instance.addOrganisation(name: "50 % <b>lin</b>", siren: "732829320", at: OperationDesk.now)
    let first = try await desk.get("/operator?lang=en", [.cookie: cookie]).text
    #expect(first.contains("54 found, page 1 of 2"))
    #expect(first.contains("Atelier 50<") && !first.contains("Atelier 51<"))
    #expect(first.contains("No backup was ever made"))
    #expect(first.contains("(set)") && !first.contains("0123456789abcdef-hidden"))
    #expect(!first.contains("anne@example.fr"))
    let second = try await desk.get("/operator?lang=en&page=2", [.cookie: cookie]).text
    #expect(second.contains("Atelier 51<") && second.contains("50 % &lt;b&gt;lin&lt;/b&gt;"))
    // What a pattern means is taken literally.
    #expect(try await desk.get("/operator?lang=en&q=%25", [.cookie: cookie]).text.contains("1 found, page 1 of 1"))
    #expect(try await desk.get("/operator?lang=en&q=732+829+320", [.cookie: cookie]).text.contains("1 found"))
    #expect(try await desk.get("/operator?lang=en&q=ATELIER+5", [.cookie: cookie]).text.contains("5 found"))
    let nothing = try await desk.get("/operator?lang=en&q=nobody&page=-4", [.cookie: cookie])
    #expect(nothing.status == 200 && nothing.text.contains("No firm."))
  }
}
