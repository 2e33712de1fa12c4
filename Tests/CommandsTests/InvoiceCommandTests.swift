import Demonstration
import Foundation
import TestSupport
import Testing

@testable import Commands

/// Invoices on the command line: read, checked, stamped with the account of a firm.
@Suite struct InvoiceCommandTests {
  private static func invoice(_ name: String) -> String {
    Checkout.root.appending(path: "Tests/InvoicingTests/Fixtures/\(name)").path
  }

  /// The joinery's account of 2023, closed on 31 March 2024.
  private static let account = Result { () throws -> String in
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    let demo = try Terminal.run("demo", folder.path)
    #expect(demo.code == 0, "\(demo.err)")
    let joinery = folder.appending(path: "joinery")
    let sealed = joinery.appending(path: "2023.json").path
    let closed = try Terminal.run(
      "account", joinery.appending(path: "732829320FEC20231231.txt").path, "--firm",
      joinery.appending(path: "firm-2023.yaml").path, "--close", sealed, "--on", "2024-03-31", "--force")
    #expect(closed.code == 0, "\(closed.err)")
    return sealed
  }

  private func stamp(_ inputs: [String], to output: URL, _ more: String...) throws -> Terminal.Result {
    try Terminal.run(
      ["invoice", "stamp"] + inputs + ["--account", try Self.account.get(), "-o", output.path] + more)
  }

  @Test(arguments: ["fr", "en"]) func `What is read, checked and stamped, to the letter`(language: String) throws {
    try withFolder { folder in
      let stamped = folder.appending(path: "tamponnee.xml")
      let result = try stamp([Self.invoice("ubl-invoice.xml")], to: stamped, "--link", "https://sillage.example/c/7")
      #expect(result.code == 0, "\(result.err)")
      let again = try stamp([Self.invoice("ubl-credit-note.xml")], to: folder.appending(path: "avoir.xml"))
      #expect(again.code == 0, "\(again.err)")
      let read = try Terminal.run(
        "invoice", "read", folder.path, Self.invoice("cii-invoice.xml"), language: language)
      #expect(read.code == 0, "\(read.err)")
      let check = try Terminal.run("invoice", "check", folder.path, language: language)
      #expect(check.code == 0, "\(check.err)")
      try Golden.check(read.out + check.out, "invoices.\(language).txt")
    }
  }

  @Test func `An account kept per unit multiplies quantities, and names the lines it cannot`() throws {
    try withFolder { folder in
      let demo = folder.appending(path: "demo")
      #expect(try Terminal.run("demo", demo.path).code == 0)
      let joinery = demo.appending(path: "joinery")
      let kept = try String(contentsOf: joinery.appending(path: "firm-2023.yaml"), encoding: .utf8)
      let firm = folder.appending(path: "firm.yaml")
      try kept.replacing("naf: 16.23Z", with: "naf: 16.23Z, output: 40 000 L")
        .write(to: firm, atomically: true, encoding: .utf8)
      let sealed = folder.appending(path: "2023.json").path
      let closed = try Terminal.run(
        "account", joinery.appending(path: "732829320FEC20231231.txt").path, "--firm", firm.path, "--close", sealed,
        "--on", "2024-03-31")
      #expect(closed.code == 0, "\(closed.err)")
      let account = try String(contentsOfFile: sealed, encoding: .utf8)
      let factor = try #require(account.firstMatch(of: /"closing_factor_g":"([0-9.]+)"/).flatMap { Double($0.1) })
      let credit = folder.appending(path: "avoir.xml")
      let done = try Terminal.run(
        "invoice", "stamp", Self.invoice("ubl-credit-note.xml"), "--account", sealed, "-o", credit.path)
      #expect(done.code == 0, "\(done.err)")
      let json = try Terminal.run("invoice", "read", credit.path, "--json").out
      #expect(json.contains("\"content_g\": \(Int((-40 * factor).rounded()))"), "\(json)")
      #expect(json.contains("\"factor_unit\": \"L\"") && json.contains("\"factor_g_per_eur\": null"))
      #expect(try Terminal.run("invoice", "read", credit.path).out.contains("g CO2e/L, compte 2023 clos"))
      let refused = try Terminal.run(
        "invoice", "stamp", Self.invoice("ubl-invoice.xml"), "--account", sealed, "-o",
        folder.appending(path: "x.xml").path)
      #expect(refused.code != 0 && refused.err.contains("Fenêtre"), "\(refused.err)")
    }
  }

  @Test func `The grams that a customer reads are those the seller stamped`() throws {
    try withFolder { folder in
      let stamped = folder.appending(path: "a.xml")
      _ = try stamp([Self.invoice("ubl-invoice.xml")], to: stamped)
      let first = try Terminal.run("invoice", "read", stamped.path, "--json")
      let fields = try #require(try JSONSerialization.jsonObject(with: Data(first.out.utf8)) as? [String: Any])
      let invoice = try #require((fields["invoices"] as? [[String: Any]])?.first)
      let lines = try #require(invoice["lines"] as? [[String: Any]])
      let carbon = try #require(invoice["carbon"] as? [String: Any])
      let sum = lines.compactMap { $0["carbon_g"] as? Int }.reduce(0, +)
      #expect(lines.count == 3 && sum != 0)
      #expect(carbon["content_g"] as? Int == sum + (carbon["adjustments_g"] as? Int ?? 0))
      #expect(carbon["noted_g"] as? Int == carbon["content_g"] as? Int && carbon["is_closed"] as? Bool == true)
      #expect((carbon["seal"] as? String)?.count == 64 && carbon["year"] as? String == "2023")
    }
  }

  @Test func `Several invoices go to a folder, one that is refused does not stop the others`() throws {
    try withFolder { folder in
      let output = folder.appending(path: "out")
      try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
      let bad = folder.appending(path: "bad.xml")
      try Data("<a/>".utf8).write(to: bad)
      let inputs = [Self.invoice("ubl-invoice.xml"), bad.path, Self.invoice("ubl-credit-note.xml")]
      let result = try stamp(inputs, to: output)
      #expect(
        result.code == 1 && result.err.contains("bad.xml") && result.out.contains("2 factures tamponnées, 1 refusées"))
      let names = try FileManager.default.contentsOfDirectory(atPath: output.path).sorted()
      #expect(names == ["ubl-credit-note.xml", "ubl-invoice.xml"])
      #expect(try stamp(inputs, to: output).out.contains("0 facture tamponnée"), "nothing is replaced unasked")
      #expect(try stamp(inputs, to: output, "--force").out.contains("2 factures tamponnées"))
    }
  }

  @Test func `What is not to be stamped says why`() throws {
    try withFolder { folder in
      let output = folder.appending(path: "o.xml")
      func early(_ old: String, _ new: String) throws -> Terminal.Result {
        let text = try String(contentsOfFile: Self.invoice("ubl-invoice.xml"), encoding: .utf8)
        let file = folder.appending(path: "changed.xml")
        try Data(text.replacing(old, with: new).utf8).write(to: file)
        return try stamp([file.path], to: output)
      }
      #expect(try early("2024-06-30</cbc:IssueDate>", "2024-03-30</cbc:IssueDate>").err.contains("31/03/2024"))
      #expect(try early("schemeID=\"0002\">732829320", "schemeID=\"0002\">999000110").err.contains("999000110"))
      #expect(try early(">EUR<", ">USD<").err.contains("USD"))
      #expect(!FileManager.default.fileExists(atPath: output.path))
      #expect(try stamp([Self.invoice("ubl-invoice.xml")], to: output, "--activity", "none").err.contains("none"))
      let two = [Self.invoice("ubl-invoice.xml"), Self.invoice("cii-invoice.xml")]
      #expect(try stamp(two, to: output).code == 1)
      let itself = folder.appending(path: "self.xml")
      try FileManager.default.copyItem(atPath: Self.invoice("ubl-invoice.xml"), toPath: itself.path)
      #expect(try stamp([itself.path], to: itself, "--force").code == 1)
    }
  }

  @Test func `A damaged or foreign account stamps nothing`() throws {
    try withFolder { folder in
      let file = folder.appending(path: "2023.json")
      let text = try String(contentsOfFile: try Self.account.get(), encoding: .utf8)
      for content in [text.replacing("\"closing_factor_g\":\"", with: "\"closing_factor_g\":\"1"), "{}", "[", ""] {
        try Data(content.utf8).write(to: file)
        let result = try Terminal.run(
          "invoice", "stamp", Self.invoice("ubl-invoice.xml"), "--account", file.path, "-o",
          folder.appending(path: "o.xml").path)
        #expect(result.code == 1 && result.err.contains("2023.json"), "\(result.err)")
      }
    }
  }

  @Test func `An open account gives an estimate`() throws {
    try withFolder { folder in
      let joinery = URL(filePath: try Self.account.get()).deletingLastPathComponent()
      let open = try Terminal.run(
        "account", joinery.appending(path: "732829320FEC20241231.txt").path, "--firm",
        joinery.appending(path: "firm-2024.yaml").path, "--opening", try Self.account.get(), "--json")
      let file = folder.appending(path: "open.json")
      try Data(open.out.utf8).write(to: file)
      let output = folder.appending(path: "o.xml")
      let result = try Terminal.run(
        "invoice", "stamp", Self.invoice("cii-invoice.xml"), "--account", file.path, "-o", output.path)
      #expect(result.code == 0, "\(result.err)")
      let text = try String(contentsOf: output, encoding: .utf8)
      #expect(text.contains("<ram:Value>estimated</ram:Value>") && text.contains("compte 2024 estimé"))
    }
  }

  @Test func `An archive is read entry by entry; an empty folder says so`() throws {
    try withFolder { folder in
      let result = try Terminal.run("invoice", "read", folder.path)
      #expect(result.code == 1 && result.err.contains("Aucune facture"))
      #expect(try Terminal.run("invoice", "read", folder.appending(path: "none.xml").path).code == 1)
      let broken = folder.appending(path: "a.zip")
      try Data("PK\u{3}\u{4}nothing".utf8).write(to: broken)
      let zip = try Terminal.run("invoice", "read", broken.path)
      #expect(zip.code == 1 && zip.err.contains("a.zip"))
    }
  }
}
