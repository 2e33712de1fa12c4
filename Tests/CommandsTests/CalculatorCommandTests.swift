import Foundation
import Quantities
import TestSupport
import Testing
import UseCases
import Wording

@testable import Commands

@Suite("sillage calculator")
struct CalculatorCommandTests {
  /// The answers the golden texts are made of.
  private static let answers = """
    {"branch":"16.23Z","budget":false,"direct":[{"author":"Frigoriste","carbon_g":-1500,"label":"Captage"}],
    "firm":"Menuiserie des Deux Rives","format":"sillage.calculator/1","lines":[
    {"amount_eur":"0.00","content_amount_eur":"0.00","content_g":0,"id":"energy.electricity","quantity":"18500","unit":"kWh"},
    {"amount_eur":"2400.00","content_amount_eur":"0.00","content_g":0,"id":"energy.diesel","quantity":null,"unit":null},
    {"amount_eur":"6200.00","content_amount_eur":"1000.00","content_g":250000,"id":"asset.machines","quantity":null,"unit":null},
    {"amount_eur":"91000.00","content_amount_eur":"12000.00","content_g":1830500,"id":"other","quantity":null,"unit":null}],
    "previous":{"balance_g":420000,"factor_g_per_eur":"151.250"},"revenue_eur":"312000.00","specific":{},"year":2024}
    """

  @Test(arguments: Language.allCases)
  func `The account of a file of answers`(_ language: Language) throws {
    try withFolder { folder in
      let file = folder.appending(path: "answers.json").path
      try OutputFile(path: file).write(Self.answers.utf8, replacing: false)
      let page = try Terminal.run("calculator", "read", file, language: language.rawValue)
      #expect(page.code == 0, "\(page.err)")
      try Golden.check(page.out, "calculator-read.\(language.rawValue).txt")
      let opened = try Terminal.run("calculator", "read", file, "--explain", "other", language: language.rawValue)
      try Golden.check(opened.out, "calculator-explain.\(language.rawValue).txt")
    }
  }

  @Test
  func `A workbook is written once, says what is missing by its cell, and gives its answers back as a file`() throws {
    try withFolder { folder in
      let (book, json) = (folder.appending(path: "a.xlsx").path, folder.appending(path: "a.json").path)
      let made = try Terminal.run("calculator", "template", "--to", book)
      #expect(made.code == 0 && made.out.contains("sillage calculator read"), "\(made.err)")
      #expect(try Terminal.run("calculator", "template", "--to", book).code == 1)
      let empty = try Terminal.run("calculator", "read", book)
      #expect(empty.code == 1 && empty.err.contains("Questionnaire!C"), "\(empty.err)")
      let ledger = Checkout.root.appending(path: "Tests/UseCasesTests/Fixtures/903456788FEC20241231.txt").path
      #expect(try Terminal.run("calculator", "template", "--to", book, "--ledger", ledger, "--force").code == 0)
      let read = try Terminal.run("calculator", "read", book, "--json", json)
      #expect(read.code == 0 && read.err.contains("a.json"), "\(read.err)")
      let again = try Terminal.run("calculator", "read", json)
      // The same figures, but for the name of the file.
      #expect(again.out.split(separator: "\n").dropFirst(2) == read.out.split(separator: "\n").dropFirst(2))
      #expect(try Terminal.run("calculator", "read", book, "--json", book, "--force").code == 1)
    }
  }
}
