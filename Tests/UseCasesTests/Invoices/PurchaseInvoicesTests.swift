import Accounting
import CarbonAccounting
import Foundation
import Invoicing
import Quantities
import ReferenceData
import TestSupport
import Testing
import Wording

@testable import InvoiceUseCases
@testable import UseCases

@Suite("Purchase invoices beside the ledger")
struct PurchaseInvoicesTests {
  private static let library = Result { try Library(DataDirectory.checkout(Checkout.root)) }

  /// The books of a buyer: purchases of (account, supplier, name, piece, cents).
  private func books(
    _ purchases: [(String, String, String, String, Int64)], _ contents: [SupplierContent] = [],
    measures: [Measure] = []
  ) throws -> CarbonBooks {
    var lines = [
      "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
        + "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise"
    ]
    func add(
      _ journal: String, _ number: Int, _ date: String, _ account: String, _ name: String, _ piece: String,
      _ cents: Int64
    ) {
      let text = Money(cents: abs(cents)).decimalText.replacing(".", with: ",")
      let (debit, credit) = cents >= 0 ? (text, "0,00") : ("0,00", text)
      lines.append(
        "\(journal)|\(journal)|\(number)|\(date)|\(account)|\(account.hasPrefix("6061") ? "Électricité" : "Compte")|\(name)|\(piece)|\(date)|Facture|\(debit)|\(credit)|||\(date)||"
      )
    }
    for (index, (account, supplier, name, piece, cents)) in purchases.enumerated() {
      add("AC", index + 1, "20240630", account, "|", piece, cents)
      add("AC", index + 1, "20240630", "401000", "\(supplier)|\(name)", piece, -cents)
    }
    for (number, date) in [(900, "20240101"), (901, "20241231")] {
      add("VE", number, date, "411000", "C|Client", "V", 5_000_000)
      add("VE", number, date, "701000", "|", "V", -5_000_000)
    }
    let ledger = try FECReader.read(Array(lines.joined(separator: "\r\n").utf8)).ledger
    var settings = FirmSettings(activities: [Activity(id: "main", label: "Restaurant", naf: "56.10A")])
    settings.supplierContents = contents
    settings.measures = measures
    return try CarbonBooks.keep(ledger, settings: settings, library: try Self.library.get().reference, opening: [:])
  }

  private func invoice(_ name: String = "ubl-invoice.xml") throws -> [UInt8] {
    try Checkout.bytes("Tests/InvoicingTests/Fixtures/\(name)")
  }

  /// The invoice with the seller's content on it, closed or estimated.
  private func stamped(
    isClosed: Bool = true, per unit: Quantities.Unit = .euro, charges: [String] = []
  ) throws -> (invoice: Invoice, content: CarbonMass) {
    let stamp = try InvoiceStamp(
      factor: CarbonIntensity(milligrams: 162_325), per: unit, charges: charges, account: "menuiserie", year: "2023",
      isClosed: isClosed, link: nil, seal: String(repeating: "0f", count: 32))
    let made = try stamp.stamp(try invoice(), at: Timestamp(milliseconds: 0)) { _, _ in "note" }
    return (try InvoiceReader().read(made.bytes), made.content)
  }

  private func keys(_ taken: PurchaseInvoices) -> [String] { taken.items.map(\.outcome.key) }

  @Test func `A stamped invoice gives its buyer the seller's very grams`() throws {
    let (invoice, content) = try stamped()
    let before = try books([("601000", "732829320", "Menuiserie Garnier", "f-2024-0117", 119_267)])
    let taken = PurchaseInvoices([invoice, invoice], in: before)
    #expect(keys(taken) == ["invoice-take.carbon-taken", "invoice-take.twice"])
    let after = try books(
      [("601000", "732829320", "Menuiserie Garnier", "f-2024-0117", 119_267)], taken.contents)
    #expect(try #require(after.accounts.first).inputs == content)
    #expect(try #require(before.accounts.first).inputs != content)
  }

  @Test func `A content by quantity enters at the seller's very grams too`() throws {
    let (invoice, content) = try stamped(per: .kilowattHour, charges: ["fenêtre", "copeaux"])
    #expect(content.grams == 202_987)
    let purchase = ("601000", "732829320", "Menuiserie Garnier", "F-2024-0117", Int64(119_267))
    let taken = PurchaseInvoices([invoice], in: try books([purchase]))
    #expect(keys(taken) == ["invoice-take.carbon-taken"])
    #expect(try books([purchase], taken.contents).accounts.first?.inputs == content)
  }

  @Test func `What is not a closed cumulative account's stays an estimate`() throws {
    let estimated = try stamped(isClosed: false).invoice
    let bare = try InvoiceReader().read(try invoice())
    let books = try books([("601000", "732829320", "Menuiserie Garnier", "F-2024-0117", 119_267)])
    #expect(keys(PurchaseInvoices([estimated], in: books)) == ["invoice-take.carbon-estimate"])
    #expect(keys(PurchaseInvoices([bare], in: books)) == ["invoice-take.matched"])
    #expect(PurchaseInvoices([estimated], in: books).contents.isEmpty)
  }

  @Test(
    arguments: [
      ("CarbonContent", "5 gCO2e", "invoice.carbon-contradicted"),
      ("CarbonContent", "-99999999 gCO2e", "invoice.carbon-contradicted"),
      ("CarbonFactor", "-162.325 gCO2e/EUR", "invoice.carbon-without-product"),
      ("CarbonAccountSeal", "not-a-seal", "invoice.carbon-unsealed"),
      ("CarbonAccountSeal", String(repeating: "0", count: 64), "invoice.carbon-unsealed"),
    ])
  func `A content that does not agree with itself, or with no seal, stays an estimate and is doubted`(
    name: String, value: String, doubt: String
  ) throws {
    var invoice = try stamped().invoice
    for line in invoice.lines.indices {
      let attributes = invoice.lines[line].attributes
      invoice.lines[line].attributes = attributes.map {
        $0.name == name ? InvoiceAttribute(name: name, value: value) : $0
      }
    }
    let books = try books([("601000", "732829320", "Menuiserie Garnier", "F-2024-0117", 119_267)])
    let taken = PurchaseInvoices([invoice], in: books)
    #expect(keys(taken) == ["invoice-take.carbon-estimate"])
    #expect(taken.contents.isEmpty)
    #expect(invoice.doubts.contains { $0.message.key == doubt })
    #expect(try stamped().invoice.doubts.isEmpty)
  }

  @Test func `One purchase is taken once, however its number is written`() throws {
    let first = try stamped().invoice
    var (blank, unnamed) = (first, first)
    blank.number = "F-2024 -0117"
    unnamed.number = "f-2024-0117"
    unnamed.seller.legalID = nil
    unnamed.seller.ids = []
    unnamed.seller.vatID = ""
    let books = try books([("601000", "732829320", "Menuiserie Garnier", "F-2024-0117", 119_267)])
    let taken = PurchaseInvoices([first, blank, unnamed], in: books)
    #expect(keys(taken) == ["invoice-take.carbon-taken", "invoice-take.twice", "invoice-take.twice"])
    #expect(taken.contents.count == 1)
  }

  @Test(arguments: [("Garnier", true), ("MENUISERIE  GARNIER", true), ("tré", false), ("Menu", false), ("SA", false)])
  func `Suppliers without a number are known by whole words`(name: String, isFound: Bool) throws {
    var invoice = try stamped().invoice
    invoice.seller.legalID = nil
    invoice.seller.ids = []
    invoice.seller.vatID = ""
    invoice.seller.tradingName = ""
    invoice.seller.name = name
    let books = try books([("601000", "X", "Menuiserie Garnier du Centre SA", "F-2024-0117", 119_267)])
    let key = keys(PurchaseInvoices([invoice], in: books))
    #expect(key == [isFound ? "invoice-take.carbon-taken" : "invoice-take.other-supplier"])
  }

  @Test func `An invoice that the ledger does not have is not taken, and it is said why`() throws {
    var invoice = try stamped().invoice
    func outcome(_ purchase: (String, String, String, String, Int64)) throws -> [String] {
      keys(PurchaseInvoices([invoice], in: try books([purchase])))
    }
    #expect(try outcome(("601000", "X", "Menuiserie Garnier", "F-1", 119_267)) == ["invoice-take.not-in-ledger"])
    #expect(try outcome(("601000", "X", "Zinc", "F-2024-0117", 119_267)) == ["invoice-take.other-supplier"])
    #expect(
      try outcome(("601000", "552100554", "Menuiserie Garnier", "F-2024-0117", 119_267))
        == ["invoice-take.other-supplier"])
    #expect(
      try outcome(("601000", "X", "Menuiserie Garnier", "F-2024-0117", 119_266)) == ["invoice-take.other-amount"])
    invoice.currency = "CHF"
    #expect(
      try outcome(("601000", "X", "Menuiserie Garnier", "F-2024-0117", 119_267)) == ["invoice-take.currency"])
  }

  @Test
  func `Kilowatt-hours replace the estimate where every document of the account has some; repeated ones count once`()
    throws
  {
    var bill = try InvoiceReader().read(try invoice())
    func line(_ quantity: Int64, _ code: String = "KWH") -> InvoiceLine {
      var line = InvoiceLine()
      line.invoicedQuantity = Rational(quantity)
      line.unitCode = code
      line.netAmount = Rational(10)
      return line
    }
    // Peak and off-peak, then both again for transport, then their sum for taxes.
    bill.lines = [line(600), line(400), line(600), line(400), line(1000), line(1, "MON")]
    let purchase = ("606110", "ELEC", "Menuiserie Garnier", "F-2024-0117", Int64(119_267))
    let taken = PurchaseInvoices([bill], in: try books([purchase]))
    let measure = try #require(taken.measures.first)
    #expect(taken.measures.count == 1 && taken.partial.isEmpty)
    #expect(measure.quantity == Quantity(Rational(1000), measure.quantity.unit))
    #expect(measure.match == LineMatch(account: "606110", supplier: "ELEC") && measure.evidence == "F-2024-0117")
    let measured = try books([purchase], measures: taken.measures)
    #expect(measured.journal.entries.contains { $0.quality == .physical })
    // Another bill of the same supplier and account has no invoice: one quantity cannot stand for both.
    let partial = PurchaseInvoices(
      [bill], in: try books([purchase, ("606110", "ELEC", "Menuiserie Garnier", "F-2", 5_000)]))
    #expect(partial.measures.isEmpty && partial.partial.count == 1)
  }

  /// A bill of so many kilowatt-hours, with or without a content, and the purchase it is of.
  private func bill(
    _ number: String, kilowattHours: Int64, isStamped: Bool = false
  ) throws -> (invoice: Invoice, purchase: (String, String, String, String, Int64)) {
    var bill = try isStamped ? stamped().invoice : InvoiceReader().read(try invoice())
    bill.number = number
    for index in bill.lines.indices { bill.lines[index].unitCode = index == 0 ? "KWH" : "C62" }
    bill.lines[0].invoicedQuantity = Rational(kilowattHours)
    return (bill, ("606110", "ELEC", "Menuiserie Garnier", number, 119_267))
  }

  @Test func `A bill whose content is taken gives no quantity beside it`() throws {
    let bills = [
      try bill("F-1", kilowattHours: 100), try bill("F-2", kilowattHours: 200),
      try bill("F-3", kilowattHours: 4000, isStamped: true),
    ]
    let ledger = bills.map(\.purchase)
    let taken = PurchaseInvoices(bills.map(\.invoice), in: try books(ledger))
    #expect(taken.contents.map(\.piece) == ["F-3"])
    let measure = try #require(taken.measures.first)
    #expect(taken.measures.count == 1 && measure.quantity.value == Rational(300))
    let whole = try books(ledger, taken.contents, measures: taken.measures)
    let origins = whole.journal.entries.map(\.quality)
    #expect(whole.journal.entries.count == 2 && origins.contains(.physical))
    // Counted by that quantity, the other bills' contents would count them twice.
    let late = try bill("F-1", kilowattHours: 100, isStamped: true).invoice
    let again = PurchaseInvoices(
      [late],
      in: try books(
        ledger,
        measures: [
          Measure(
            factor: measure.factor, match: LineMatch(account: "606110", supplier: "ELEC"), quantity: measure.quantity,
            evidence: "F")
        ]))
    #expect(keys(again) == ["invoice-take.already-measured"])
    #expect(again.contents.isEmpty)
  }

  @Test func `A purchase under two spellings of its number keeps its estimate`() throws {
    let invoice = try stamped().invoice
    let taken = PurchaseInvoices(
      [invoice],
      in: try books([
        ("601000", "732829320", "Menuiserie Garnier", "F-2024-0117", 100_000),
        ("601000", "732829320", "Menuiserie Garnier", "f-2024-0117", 19_267),
      ]))
    #expect(keys(taken) == ["invoice-take.spelled-twice"])
    #expect(taken.contents.isEmpty)
  }

  @Test func `Two contents of one invoice are refused, whether its supplier is named or numbered`() throws {
    func content(_ supplier: String) -> SupplierContent {
      SupplierContent(
        supplier: supplier, piece: "F-1", value: .content(CarbonMass(grams: 1000)), account: "a", evidence: "e")
    }
    let purchase = ("601000", "732829320", "Menuiserie Garnier", "F-1", Int64(10_000))
    #expect(throws: Refusal.self) {
      try books([purchase], [content("732829320"), content("Menuiserie Garnier")])
    }
    #expect(try books([purchase], [content("732829320")]).accounts.first?.inputs.grams == 1000)
  }
}
