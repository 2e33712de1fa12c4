import Accounting
import Demonstration
import Foundation
import Quantities
import TestSupport
import Testing

@testable import Commands

/// What a newcomer sees, to the letter, on the demonstration firms.
@Suite("Commands on the demonstration firms")
struct CommandGoldenTests {
  private let folder: URL
  private let joinery: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    joinery = folder.appending(path: "joinery")
    let demo = try Terminal.run("demo", folder.path)
    #expect(demo.code == 0, "\(demo.err)")
  }

  private func path(_ name: String, firm: String = "joinery") -> String {
    folder.appending(path: "\(firm)/\(name)").path
  }

  /// Closes 2023 and returns the path of the sealed file.
  private func closed(_ firm: String, _ ledger: String) throws -> String {
    let sealed = path("2023.json", firm: firm)
    let result = try Terminal.run(
      "account", path(ledger, firm: firm), "--firm", path("firm-2023.yaml", firm: firm), "--close", sealed, "--on",
      "2024-03-31", "--force")
    #expect(result.code == 0, "\(result.err)")
    return sealed
  }

  @Test("The joinery's second year, in French and in English", arguments: ["fr", "en"])
  func joineryAccount(language: String) throws {
    let opening = try closed("joinery", "732829320FEC20231231.txt")
    let result = try Terminal.run(
      "account", path("732829320FEC20241231.txt"), "--firm", path("firm-2024.yaml"), "--opening", opening,
      language: language)
    #expect(result.code == 0)
    try Golden.check(result.out, "joinery-2024.\(language).txt")
  }

  @Test("The restaurant and its bottles")
  func restaurantAccount() throws {
    let opening = try closed("restaurant", "999000110FEC20231231.txt")
    let result = try Terminal.run(
      "account", path("999000110FEC20241231.txt", firm: "restaurant"), "--firm",
      path("firm-2024.yaml", firm: "restaurant"), "--opening", opening)
    try Golden.check(result.out, "restaurant-2024.fr.txt")
  }

  @Test("The largest entry opens to its lines, factor, vintage, source, rule and rounding")
  func explain() throws {
    let result = try Terminal.run(
      "account", path("732829320FEC20241231.txt"), "--firm", path("firm-2024.yaml"), "--explain", "6", "--limit", "1")
    try Golden.check(result.out, "explain.fr.txt")
  }

  @Test("A ledger checked")
  func ledgerCheck() throws {
    let result = try Terminal.run("ledger", "check", path("732829320FEC20241231.txt"))
    try Golden.check(result.out, "ledger-check.fr.txt")
  }

  @Test("A draft of firm.yaml")
  func draft() throws {
    let result = try Terminal.run("init", path("999000110FEC20241231.txt", firm: "restaurant"), "-o", "-")
    try Golden.check(result.out, "draft.fr.yaml")
  }

  @Test("Branches by words, and what is said when none matches")
  func branches() throws {
    let found = try Terminal.run("branches", "menuiserie")
    #expect(found.out.hasPrefix("16.23Z"))
    let lost = try Terminal.run("branches", "xyzzyx", language: "en")
    #expect(lost.code == 1)
    #expect(lost.err.contains("No branch matches"))
  }

  @Test("The seal of a closed year holds, and one byte changed breaks it")
  func verify() throws {
    let sealed = try closed("joinery", "732829320FEC20231231.txt")
    #expect(try Terminal.run("verify", sealed).code == 0)
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: sealed)))
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: URL(filePath: sealed))
    #expect(try Terminal.run("verify", sealed).code == 1)
    let next = try Terminal.run(
      "account", path("732829320FEC20241231.txt"), "--firm", path("firm-2024.yaml"), "--opening", sealed)
    #expect(next.code == 1)
    #expect(next.err.contains("2023.json"))
  }

  @Test("A closing file is not replaced unless asked; a budget is not closed")
  func closingTwice() throws {
    let sealed = try closed("joinery", "732829320FEC20231231.txt")
    let arguments = ["account", path("732829320FEC20231231.txt"), "--firm", path("firm-2023.yaml"), "--close", sealed]
    #expect(try Terminal.run(arguments + ["--on", "2024-03-31"]).err.contains("existe déjà"))
    #expect(try Terminal.run(arguments + ["--budget", "--force", "--on", "2024-03-31"]).code == 1)
  }

  @Test("Options that contradict each other or are not readable are refused")
  func options() throws {
    let ledger = path("732829320FEC20231231.txt")
    #expect(try Terminal.run("account", ledger, "--json", "--csv").code != 0)
    #expect(try Terminal.run("account", ledger, "--on", "hier").code != 0)
    #expect(try Terminal.run("account", ledger, "--limit", "0").code != 0)
    #expect(try Terminal.run("account", ledger).err.contains("--activity"))
  }

  @Test("In every layout and encoding the demonstration gives the same account, to the byte")
  func layouts() throws {
    let ledger = DemonstrationFirm.joinery.ledger(year: 2024, seed: 2024)
    let reference = try Terminal.run(
      "account", path("732829320FEC20241231.txt"), "--firm", path("firm-2024.yaml"), "--json")
    let table = try Terminal.run(
      "account", path("732829320FEC20241231.txt"), "--firm", path("firm-2024.yaml"), "--csv")
    #expect(reference.code == 0)
    for (position, form) in FECForm.mixed.enumerated() {
      let file = joinery.appending(path: "other-\(position).txt")
      try Data(FECWriter.write(ledger, as: form)).write(to: file)
      for (flag, expected) in [("--json", reference.out), ("--csv", table.out)] {
        let result = try Terminal.run("account", file.path, "--firm", path("firm-2024.yaml"), flag)
        #expect(result.out == expected, "\(form) \(flag)")
      }
    }
  }
}

extension FECForm {
  /// Twelve forms in which every choice occurs, each with several others.
  fileprivate static var mixed: [FECForm] {
    (0..<12).map { number in
      var form = FECForm()
      form.separator = number % 2 == 0 ? .pipe : .tab
      form.amounts = number % 3 == 0 ? .amountAndDirection : .debitAndCredit
      form.directions = number % 4 < 2 ? .letters : .signs
      form.decimalMark = number % 5 < 2 ? .point : .comma
      form.amountWidth = number % 4 == 1 ? 16 : 0
      form.encoding = number % 3 == 1 ? .latin9 : number % 6 == 5 ? .windows1252 : .utf8
      form.hasByteOrderMark = number % 4 == 2
      form.endsWithCarriageReturn = number % 2 == 1
      form.columnSet = [.commercial, .cashBook, .cashBookWithClient][number % 3]
      return form
    }
  }
}
