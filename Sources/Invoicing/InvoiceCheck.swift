// Works the totals of an invoice out again, by the rules of EN 16931, and says each difference with its rule.

import Quantities

/// A check of an invoice's sums.
public struct InvoiceCheck: Sendable {
  /// The rules that were looked at, in order.
  public private(set) var rules: [String] = []
  /// What does not hold, in the order of the rules.
  public private(set) var findings: [Diagnostic] = []

  /// Whether every rule holds.
  public var isPassed: Bool { !findings.contains { $0.severity == .error } }

  private let invoice: Invoice

  /// Checks an invoice.
  ///
  /// - Throws: a refusal when sums are too large to be worked out.
  public init(_ invoice: Invoice) throws(Refusal) {
    self.invoice = invoice
    do {
      try checkTotals()
      try checkVAT()
      try checkLines()
    } catch {
      throw InvoiceRefusal.overflow.refusal()
    }
    checkDecimals()
  }

  /// BR-CO-10 to BR-CO-16: sums to the cent. A document without lines, as two profiles have, has no sum of lines.
  private mutating func checkTotals() throws(QuantityError) {
    let totals = invoice.totals
    if let lines = totals.lines, !invoice.lines.isEmpty {
      compare("BR-CO-10", "BT-106", try invoice.countedLines.map(\.netAmount).total(), lines)
    }
    let (allowances, charges) = (try sum(charges: false), try sum(charges: true))
    if invoice.adjustments.contains(where: { !$0.isCharge }) || totals.allowances != nil {
      compare("BR-CO-11", "BT-107", allowances, totals.allowances ?? .zero)
    }
    if invoice.adjustments.contains(where: \.isCharge) || totals.charges != nil {
      compare("BR-CO-12", "BT-108", charges, totals.charges ?? .zero)
    }
    if let lines = totals.lines {
      let net = try lines.plus((totals.allowances ?? .zero).negated).plus(totals.charges ?? .zero)
      compare("BR-CO-13", "BT-109", net, totals.net)
    }
    if !invoice.vatBreakdown.isEmpty {
      compare("BR-CO-14", "BT-110", try invoice.vatBreakdown.map(\.amount).total(), totals.vat ?? .zero)
    }
    compare("BR-CO-15", "BT-112", try totals.net.plus(totals.vat ?? .zero), totals.gross)
    let due = try totals.gross.plus((totals.paid ?? .zero).negated).plus(totals.rounding ?? .zero)
    compare("BR-CO-16", "BT-115", due, totals.due)
  }

  private func sum(charges: Bool) throws(QuantityError) -> Rational {
    try invoice.adjustments.filter { $0.isCharge == charges }.map(\.amount).total()
  }

  /// BR-CO-17 and, for each category, the rules 08 (what the VAT is computed on) and 09 (the VAT).
  private mutating func checkVAT() throws(QuantityError) {
    for part in invoice.vatBreakdown {
      let category = VATCategory(code: part.category)
      let place = part.rate.map { "\(part.category) \($0.decimalText(places: 2)) %" } ?? part.category
      if let rate = part.rate {
        let vat = try part.base.times(rate).times(Rational(1, over: 100)).roundedHalfUp(places: 2)
        compare("BR-CO-17", "BT-117 (\(place))", vat, part.amount, tolerance: .one)
      }
      guard let category, !invoice.lines.isEmpty else { continue }
      let base = try base(of: part, category)
      compare(
        "BR-\(category.rule)-08", "BT-116 (\(place))", base, part.base, tolerance: category.hasRate ? .one : nil)
      if !category.hasRate { compare("BR-\(category.rule)-09", "BT-117 (\(place))", .zero, part.amount) }
    }
  }

  /// What lines, charges and allowances give for a category and, where it has several, a rate.
  private func base(of part: InvoiceVAT, _ category: VATCategory) throws(QuantityError) -> Rational {
    func belongs(_ code: String, _ rate: Rational?) -> Bool {
      code == part.category && (!category.hasRate || rate == part.rate)
    }
    let lines = invoice.countedLines.filter { belongs($0.vatCategory, $0.vatRate) }.map(\.netAmount)
    let others = invoice.adjustments.filter { belongs($0.vatCategory, $0.vatRate) }
      .map { $0.isCharge ? $0.amount : $0.amount.negated }
    return try (lines + others).total()
  }

  /// Quantity x price, with the tolerance of Peppol's rule: EN 16931 itself has none, and a misread quantity shows here.
  private mutating func checkLines() throws(QuantityError) {
    for line in invoice.countedLines {
      guard let quantity = line.invoicedQuantity, let price = line.netPrice, line.baseQuantity != .zero else {
        continue
      }
      let change = try line.adjustments.map { $0.isCharge ? $0.amount : $0.amount.negated }.total()
      let amount = try quantity.times(price.divided(by: line.baseQuantity)).plus(change).roundedHalfUp(places: 2)
      compare(
        "PEPPOL-EN16931-R120", "BT-131 (\(line.id))", amount, line.netAmount, tolerance: try Rational(2, over: 100),
        isIncluded: true, severity: .warning)
    }
  }

  /// BR-DEC: amounts have two decimals at most.
  private mutating func checkDecimals() {
    let totals = invoice.totals
    var amounts: [(rule: String, term: String, amount: Rational?)] = [
      ("BR-DEC-09", "BT-106", totals.lines), ("BR-DEC-10", "BT-107", totals.allowances),
      ("BR-DEC-11", "BT-108", totals.charges), ("BR-DEC-12", "BT-109", totals.net),
      ("BR-DEC-13", "BT-110", totals.vat), ("BR-DEC-14", "BT-112", totals.gross),
      ("BR-DEC-16", "BT-113", totals.paid), ("BR-DEC-17", "BT-114", totals.rounding),
      ("BR-DEC-18", "BT-115", totals.due),
    ]
    amounts += invoice.adjustments.map {
      ($0.isCharge ? "BR-DEC-05" : "BR-DEC-01", $0.isCharge ? "BT-99" : "BT-92", $0.amount)
    }
    amounts += invoice.vatBreakdown.flatMap { [("BR-DEC-19", "BT-116", $0.base), ("BR-DEC-20", "BT-117", $0.amount)] }
    amounts += invoice.lines.map { ("BR-DEC-23", "BT-131 (\($0.id))", $0.netAmount) }
    for (rule, term, amount) in amounts {
      guard let amount, amount.exactPlaces > 2 else { continue }
      findings.append(
        Diagnostic(
          .error, InvoiceRefusal.tooManyDecimals, ["rule": .text(rule), "stated": .text(amount.amountText)],
          field: term))
    }
  }

  /// Compares what was worked out with what is stated: rounded to the cent, or less than a tolerance apart.
  private mutating func compare(
    _ rule: String, _ term: String, _ computed: Rational, _ stated: Rational, tolerance: Rational? = nil,
    isIncluded: Bool = false, severity: Diagnostic.Severity = .error
  ) {
    if rules.last != rule, !rules.contains(rule) { rules.append(rule) }
    if let tolerance {
      guard let difference = try? computed.plus(stated.negated).magnitude else { return }
      if difference < tolerance || (isIncluded && difference == tolerance) { return }
    } else if (try? computed.roundedHalfUp(places: 2)) == (try? stated.roundedHalfUp(places: 2)) {
      return
    }
    findings.append(
      Diagnostic(
        severity, InvoiceRefusal.sumDiffers,
        [
          "rule": .text(rule), "computed": .decimal(computed, places: min(computed.exactPlaces, 6)),
          "stated": .decimal(stated, places: min(stated.exactPlaces, 6)),
        ], field: term))
  }
}

/// A category of VAT (UNCL 5305) and the name of its rules.
private struct VATCategory {
  let rule: String
  /// Whether it is computed at a rate: bases may then differ by less than one.
  let hasRate: Bool

  init?(code: String) {
    guard let known = VATCategory.known[code] else { return nil }
    self = known
  }

  private init(_ rule: String, hasRate: Bool = false) {
    self.rule = rule
    self.hasRate = hasRate
  }

  private static let known: [String: VATCategory] = [
    "S": VATCategory("S", hasRate: true), "L": VATCategory("IG", hasRate: true), "M": VATCategory("IP", hasRate: true),
    "Z": VATCategory("Z"), "E": VATCategory("E"), "AE": VATCategory("AE"), "K": VATCategory("IC"),
    "G": VATCategory("G"), "O": VATCategory("O"),
  ]
}

extension Rational {
  /// Rounded to so many decimals, halves up: `round` of XPath, in which the rules are written.
  func roundedHalfUp(places: Int) throws(QuantityError) -> Rational {
    var power: Int128 = 1
    for _ in 0..<places { power *= 10 }
    let shifted = try times(Rational(power, over: 1)).plus(Rational(1, over: 2))
    let (whole, rest) = shifted.numerator.quotientAndRemainder(dividingBy: shifted.denominator)
    return try Rational(rest < 0 ? whole - 1 : whole, over: power)
  }
}
