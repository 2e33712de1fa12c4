import Quantities

/// An electronic invoice or credit note in the terms of the European standard EN 16931 (BT: business term).
///
/// Amounts are exact, as they were written; their signs too: `InvoiceSigns` says what they mean for a buyer.
public struct Invoice: Sendable, Hashable {
  /// How it was written.
  public enum Syntax: String, Sendable, Hashable {
    /// OASIS UBL 2.1, document Invoice.
    case ublInvoice = "UBL Invoice"
    /// OASIS UBL 2.1, document CreditNote.
    case ublCreditNote = "UBL CreditNote"
    /// UN/CEFACT Cross Industry Invoice, version D16B or close.
    case crossIndustry = "UN/CEFACT CII"
  }

  /// How it was written.
  public let syntax: Syntax
  /// The specification it follows, BT-24; empty where it says none.
  public var specification = ""
  /// Its number, BT-1.
  public var number = ""
  /// The day it was issued, BT-2.
  public var issueDate: CalendarDate
  /// What kind of document it is, BT-3.
  public var type: InvoiceType
  /// The currency of its amounts, BT-5: `EUR`.
  public var currency = ""
  /// The language it says it is in, such as `fr`; nil where it says none.
  public var language: String?
  /// The buyer's order, BT-13; empty for none.
  public var orderReference = ""
  /// Earlier invoices it corrects or credits, BT-25.
  public var precedingInvoices: [String] = []
  /// Notes, BT-22.
  public var notes: [String] = []
  /// Who sells, BG-4.
  public var seller = InvoiceParty()
  /// Who buys, BG-7.
  public var buyer = InvoiceParty()
  /// The period invoiced, BT-73 to BT-74.
  public var period = InvoicePeriod()
  /// Lines, BG-25; none in the Factur-X profiles MINIMUM and BASIC WL.
  public var lines: [InvoiceLine] = []
  /// Allowances (BG-20) and charges (BG-21) on the whole document.
  public var adjustments: [InvoiceAdjustment] = []
  /// VAT by category and rate, BG-23.
  public var vatBreakdown: [InvoiceVAT] = []
  /// Totals, BG-22.
  public var totals: InvoiceTotals

  /// The lines that count: in the EXTENDED profile, groups and information repeat what others say.
  public var countedLines: [InvoiceLine] { lines.filter(\.isCounted) }

  /// An invoice to be filled in.
  public init(_ syntax: Syntax, issueDate: CalendarDate, type: InvoiceType, totals: InvoiceTotals) {
    self.syntax = syntax
    self.issueDate = issueDate
    self.type = type
    self.totals = totals
  }
}

/// First and last day of what is invoiced; either may be unsaid.
public struct InvoicePeriod: Sendable, Hashable {
  /// The first day, BT-73 or BT-134.
  public var start: CalendarDate?
  /// The last day, BT-74 or BT-135.
  public var end: CalendarDate?
}
