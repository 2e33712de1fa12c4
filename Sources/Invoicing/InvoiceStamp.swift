// Carbon on an outgoing invoice: the same invoice, with what each line carries, and nothing else changed.

import Quantities
import XML

/// What is stamped on invoices: the factor of an account, and what the account is.
public struct InvoiceStamp: Sendable {
  /// The account and its factor.
  public let basis: CarbonStatement.Basis
  private let factor: CarbonIntensity
  private let charges: [String]
  private let limits: InvoiceLimits

  /// A stamp.
  ///
  /// - Parameters:
  ///   - factor: grams of CO2e per euro excluding VAT, or per `unit`.
  ///   - unit: what the factor multiplies: euros, or the unit the account is kept in.
  ///   - charges: words by which the items of lines are known that sell no unit of the account, such as delivery: at a factor per
  ///     unit they carry nothing, for the carbon of the account stands on the units it sells.
  ///   - account: the id of the activity.
  ///   - year: the fiscal year, as it is called.
  ///   - isClosed: whether the account is closed; else it is estimated.
  ///   - link: where it can be checked; nil where it is not published.
  ///   - seal: the SHA-256 that seals the account, in hexadecimal; nil for an open one.
  /// - Throws: a refusal when a text is empty, longer than 500 bytes, or would not survive XML.
  public init(
    factor: CarbonIntensity, per unit: Unit = .euro, charges: [String] = [], account: String, year: String,
    isClosed: Bool, link: String?, seal: String?, limits: InvoiceLimits = InvoiceLimits()
  ) throws(Refusal) {
    for text in [account, year, link, seal].compactMap(\.self) {
      let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{FFFD}" }
      guard !text.isEmpty, text.utf8.count <= CarbonStatement.valueBytes, isPlain, text.first != " ", text.last != " "
      else { throw InvoiceRefusal.stampText.refusal(["text": .text(String(text.prefix(60)))]) }
    }
    var basis = CarbonStatement.Basis()
    basis.factor = factor
    basis.unit = unit
    basis.account = account
    basis.year = year
    basis.isClosed = isClosed
    basis.method = CarbonStatement.method
    basis.link = link
    basis.seal = seal
    self.basis = basis
    self.factor = factor
    self.charges = charges.map(\.folded).filter { !$0.isEmpty }
    self.limits = limits
  }

  /// What came out.
  public struct Stamped: Sendable {
    /// The bytes of the invoice.
    public let bytes: [UInt8]
    /// The invoice, as it reads now.
    public let invoice: Invoice
    /// The content of the document.
    public let content: CarbonMass
  }

  /// The same invoice with carbon on it; a stamp it had is replaced.
  ///
  /// - Parameters:
  ///   - bytes: XML, or a PDF with XML inside.
  ///   - moment: when a PDF was changed.
  ///   - words: the note in words, in the invoice's language, for a document of this content.
  /// - Throws: a refusal when it is no invoice, has no place for the carbon of lines, is not in euros (a factor per euro), or has a
  ///   line whose quantity does not convert to the account's unit (a factor per unit).
  public func stamp(
    _ bytes: [UInt8], at moment: Timestamp, words: (Invoice, CarbonMass) -> String
  ) throws(Refusal) -> Stamped {
    guard InvoiceReader.isPDF(bytes) else { return try stamp(xml: bytes, words) }
    let pdf = try InvoicePDF(bytes, limits: limits)
    let stamped = try stamp(xml: pdf.xml, words)
    return Stamped(
      bytes: try pdf.replacing(xml: stamped.bytes, at: moment), invoice: stamped.invoice, content: stamped.content)
  }

  private func stamp(
    xml original: [UInt8], _ words: (Invoice, CarbonMass) -> String
  ) throws(Refusal) -> Stamped {
    let bytes = try InvoiceStamp.freed(xml: original, limits: limits)
    let reader = InvoiceReader(limits: limits)
    let tree = try reader.tree(bytes)
    let invoice = try reader.invoice(tree)
    try check(invoice)
    let statements = try statements(invoice)
    let content = try invoice.carbon(of: statements.compactMap(\.self), at: factor, per: basis.unit)
    let note = CarbonNote.text(content, words: words(invoice, content))
    var xml = try StampedXML(bytes, tree, invoice.syntax)
    let stamped = try xml.stamped(statements, note: note, hasOneNote: invoice.specification.contains("peppol"))
    let again = try reader.read(xml: stamped)
    // Nobody is handed an invoice that would read otherwise than it was meant.
    guard again.lines.map(\.carbon) == statements, try again.carbon()?.content == content,
      try again.carbon()?.noted == content, again.isSame(as: invoice)
    else { throw InvoiceRefusal.stampNotRead.refusal() }
    return Stamped(bytes: stamped, invoice: again, content: content)
  }

  private func statements(_ invoice: Invoice) throws(Refusal) -> [CarbonStatement?] {
    var found: [CarbonStatement?] = []
    var unknown: [InvoiceLine] = []
    for line in invoice.lines {
      guard line.isCounted else {
        found.append(nil)
        continue
      }
      let content = isCharge(line) ? .zero : try invoice.carbon(of: line, at: factor, per: basis.unit)
      if content == nil { unknown.append(line) }
      found.append(CarbonStatement(content: content ?? .zero, basis: basis))
    }
    guard let first = unknown.first else { return found }
    // The account's carbon stands on all the units it sold: an invoice that leaves some out would say too little.
    throw InvoiceRefusal.stampQuantity.refusal(
      [
        "lines": .text(unknown.prefix(5).map { "\($0.id) (\($0.name.prefix(60)))" }.joined(separator: ", ")),
        "count": .integer(unknown.count), "unit": .localized(basis.unit.label),
      ], field: "BT-130 (\(first.id))")
  }

  /// Whether a line is of those that sell no unit of the account.
  private func isCharge(_ line: InvoiceLine) -> Bool {
    basis.unit != .euro && charges.contains { line.name.folded.contains($0) }
  }

  private func check(_ invoice: Invoice) throws(Refusal) {
    guard basis.unit != .euro || invoice.currency == "EUR" else {
      throw InvoiceRefusal.stampCurrency.refusal(
        ["currency": .text(String(invoice.currency.prefix(20)))], field: "BT-5")
    }
    guard InvoiceStamp.hasPlace(invoice.specification) else {
      throw InvoiceRefusal.stampProfile.refusal(
        ["profile": .text(String(invoice.specification.prefix(120)))], field: "BT-24")
    }
    guard !invoice.countedLines.isEmpty else { throw InvoiceRefusal.stampNoLines.refusal() }
  }

  /// The Factur-X profiles MINIMUM, BASIC WL and BASIC have no place for the properties of a line.
  private static func hasPlace(_ specification: String) -> Bool {
    let parts = specification.lowercased().split { $0 == ":" || $0 == "#" }
    return !parts.contains("minimum") && !parts.contains("basicwl") && !parts.contains("basic")
  }
}

extension InvoiceStamp {
  /// An invoice in XML without its stamp: the bytes it had before it was stamped.
  ///
  /// - Throws: a refusal when it is no invoice, too large to be held, or not in UTF-8.
  public static func freed(xml bytes: [UInt8], limits: InvoiceLimits = InvoiceLimits()) throws(Refusal) -> [UInt8] {
    guard bytes.count <= limits.heldBytes else {
      throw InvoiceRefusal.tooLarge.refusal(["limit": .integer(limits.heldBytes)])
    }
    let reader = InvoiceReader(limits: limits)
    let tree = try reader.tree(bytes)
    let invoice = try reader.invoice(tree)
    return try StampedXML(bytes, tree, invoice.syntax).freed()
  }
}

extension Invoice {
  /// Whether both say the same, what carbon adds to lines and notes left aside.
  fileprivate func isSame(as other: Invoice) -> Bool { withoutCarbon == other.withoutCarbon }

  private var withoutCarbon: Invoice {
    var copy = self
    copy.notes = notes.compactMap { note in
      let text = CarbonNote.find(in: note).map { String(note[..<$0.place]) } ?? note
      let rest = text.reversed().drop(while: \.isWhitespace).reversed()
      return rest.isEmpty ? nil : String(rest)
    }
    for index in copy.lines.indices {
      copy.lines[index].attributes.removeAll { CarbonStatement.Name(rawValue: $0.name) != nil }
    }
    return copy
  }
}
