// The carbon an invoice states: line by line, then for the whole of it.

import Quantities

extension InvoiceLine {
  /// What the line says of its carbon content; nil when it says nothing, or nothing that can be read.
  public var carbon: CarbonStatement? { try? CarbonStatement(attributes) }
}

/// What an invoice states of its carbon.
public struct InvoiceCarbon: Sendable, Hashable {
  /// The contents of the lines, in order; nil for lines without one.
  public let lines: [CarbonMass?]
  /// What the allowances and charges of the whole document change, at the factor of the lines.
  public let adjustments: CarbonMass
  /// What the note gives for the document; nil when no note does.
  public let noted: CarbonMass?
  /// The basis that all lines share; nil when they do not.
  public let basis: CarbonStatement.Basis?
  /// Whether every content that names a factor is that factor times the line's amount or quantity.
  public let isConsistent: Bool

  /// The sum of the lines, allowances and charges of the document within; nil while a line has no content.
  public var content: CarbonMass? {
    lines.contains(nil) ? nil : lines.compactMap(\.self).total() + adjustments
  }
}

extension Invoice {
  /// The carbon the invoice states; nil when no line states any.
  ///
  /// An allowance or a charge of the whole document has no line of its own. At the factor that the lines carry it is worth
  /// amount x factor, rounded once, as if it were one: so whoever reads the invoice finds the document's content again. A factor
  /// per unit is multiplied by quantities, and they have none.
  public func carbon() throws(Refusal) -> InvoiceCarbon? {
    let statements = countedLines.map(\.carbon)
    let known = statements.compactMap(\.self)
    guard let first = known.first else { return nil }
    let basis = known.allSatisfy { $0.basis == first.basis } ? first.basis : nil
    var change = CarbonMass.zero
    if let basis, let factor = basis.factor, basis.unit == .euro {
      for adjustment in adjustments { change += try carbon(of: adjustment, at: factor) }
    }
    return InvoiceCarbon(
      lines: statements.map { $0?.content }, adjustments: change,
      noted: notes.lazy.compactMap(CarbonNote.content).last, basis: basis,
      isConsistent: contradictions.isEmpty)
  }

  /// The content of a line at a factor, rounded once, half to even: negative for what is given back. Nil where the factor is per
  /// unit and the line's quantity does not convert to it.
  func carbon(of line: InvoiceLine, at factor: CarbonIntensity, per unit: Unit) throws(Refusal) -> CarbonMass? {
    do throws(QuantityError) {
      if unit == .euro { return try factor.content(of: signedNet(of: line)) }
      guard let quantity = signedQuantity(of: line)?.converted(to: unit) else { return nil }
      return try factor.content(of: quantity.value)
    } catch {
      throw InvoiceRefusal.overflow.refusal(field: "\(unit == .euro ? "BT-131" : "BT-129") (\(line.id))")
    }
  }

  private func carbon(of adjustment: InvoiceAdjustment, at factor: CarbonIntensity) throws(Refusal) -> CarbonMass {
    do throws(QuantityError) { return try factor.content(of: signedNet(of: adjustment)) } catch {
      throw InvoiceRefusal.overflow.refusal(field: adjustment.isCharge ? "BT-99" : "BT-92")
    }
  }

  /// The document's content: the sum of its lines, then its own allowances and charges, each rounded once.
  func carbon(of statements: [CarbonStatement], at factor: CarbonIntensity, per unit: Unit) throws(Refusal)
    -> CarbonMass
  {
    var sum = statements.map(\.content).total()
    if unit == .euro { for adjustment in adjustments { sum += try carbon(of: adjustment, at: factor) } }
    // Sums of as many documents as are taken at once cannot overflow below this.
    guard sum.magnitude <= CarbonMass.limit else { throw InvoiceRefusal.overflow.refusal(field: "BT-109") }
    return sum
  }

  /// The lines whose content is not their factor times their amount or quantity, with what it would be; nil where the factor is
  /// negative or the product is not to be had. A line of an account kept per unit may carry nothing: delivery, packing.
  var contradictions: [(line: InvoiceLine, stated: CarbonMass, expected: CarbonMass?)] {
    countedLines.compactMap { line in
      guard let stated = line.carbon, let factor = stated.basis.factor else { return nil }
      let unit = stated.basis.unit
      if unit != .euro, stated.content == .zero { return nil }
      let expected = factor.rational < .zero ? nil : (try? carbon(of: line, at: factor, per: unit)) ?? nil
      return expected == stated.content ? nil : (line, stated.content, expected)
    }
  }

  /// What is odd about an invoice that could be read: signs that contradict its type, carbon that does not add up.
  public var doubts: [Diagnostic] {
    var found: [Diagnostic] = []
    if type.isCredit, totals.net < .zero {
      found.append(Diagnostic(.warning, InvoiceRefusal.creditNegative, ["type": .text(type.code)], field: "BT-109"))
    }
    for line in countedLines {
      do throws(CarbonStatement.Unreadable) { _ = try CarbonStatement(line.attributes) } catch {
        found.append(
          Diagnostic(
            .warning, InvoiceRefusal.carbonUnreadable,
            ["name": .text(error.attribute.name), "value": .text(String(error.attribute.value.prefix(60)))],
            field: "BT-161 (\(line.id))"))
      }
    }
    found += contradictions.prefix(5).map { line, stated, expected in
      Diagnostic(
        .warning, expected == nil ? InvoiceRefusal.carbonWithoutProduct : .carbonContradicted,
        ["stated": .carbon(stated), "expected": .carbon(expected ?? .zero)], field: "BT-161 (\(line.id))")
    }
    let carbon: InvoiceCarbon?
    do throws(Refusal) { carbon = try self.carbon() } catch {
      found += error.diagnostics.map {
        Diagnostic(kept: $0.message, .warning, file: $0.file, line: $0.line, field: $0.field)
      }
      carbon = nil
    }
    if let basis = carbon?.basis, basis.isClosed == true, basis.method == CarbonStatement.method, !basis.isSealed {
      found.append(Diagnostic(.warning, InvoiceRefusal.carbonUnsealed, field: "BT-160"))
    }
    if let carbon, let noted = carbon.noted, let content = carbon.content, noted != content {
      found.append(
        Diagnostic(
          .warning, InvoiceRefusal.carbonDiffers, ["noted": .carbon(noted), "content": .carbon(content)],
          field: "BT-22"))
    }
    return found
  }
}

/// The note of a document that gives its carbon content: a fixed beginning for programs, then words.
enum CarbonNote {
  private static let start = "CarbonContent "
  private static let unit = " gCO2e. "

  /// The text of a note.
  static func text(_ content: CarbonMass, words: String) -> String { "\(start)\(content.grams)\(unit)\(words)" }

  /// The content that a note gives; nil when it gives none.
  static func content(_ note: String) -> CarbonMass? { find(in: note)?.content }

  /// Where in a text the note begins, and what it gives: at the start, or behind what the text said before.
  static func find(in text: String) -> (place: String.Index, content: CarbonMass)? {
    for found in text.ranges(of: start) {
      guard found.lowerBound == text.startIndex || text[text.index(before: found.lowerBound)].isWhitespace else {
        continue
      }
      let rest = text[found.upperBound...].prefix(40)
      guard let end = rest.firstRange(of: unit), let grams = Int64(rest[..<end.lowerBound]) else { continue }
      return (found.lowerBound, CarbonMass(grams: grams))
    }
    return nil
  }
}
