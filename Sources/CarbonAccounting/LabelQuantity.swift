// Bookkeepers write quantities in labels: "Électricité atelier 01/2024 - 10196 kWh". Reading them saves a question.

import Quantities

/// A quantity read in the label of a ledger line: a proposal until somebody confirms it.
public enum LabelQuantity {
  /// The last quantity of `label` whose unit is `unit` or converts to it; nil when there is none.
  ///
  /// The last, because accounting programs put the invoice's title first and the line's own words after it.
  /// French spellings are read: `1 191 kWh`, `568,38 L`, `1.191,5 kWh`, `120 litres`.
  public static func read(in label: String, unit: Unit) -> Quantity? {
    var words = label.folded.split { $0 == " " || $0 == ";" || $0 == "(" || $0 == ")" || $0 == "/" }.map(String.init)
    words = words.flatMap(splitGluedUnit)
    for position in words.indices.reversed() where position > 0 {
      guard let read = unitNamed(words[position]),
        let value = number(endingAt: position - 1, of: words), value > .zero,
        let quantity = Quantity(value, read).billed(in: unit)
      else { continue }
      return quantity
    }
    return nil
  }

  /// `10196kwh` becomes `10196`, `kwh`.
  private static func splitGluedUnit(_ word: String) -> [String] {
    guard let first = word.first, first.isASCII, first.isNumber,
      let cut = word.firstIndex(where: { $0.isLetter })
    else { return [word] }
    return [String(word[..<cut]), String(word[cut...])]
  }

  private static func unitNamed(_ word: String) -> Unit? {
    units[String(word.trimmingSuffix { ".,:;-".contains($0) })]
  }

  /// Reads the number that ends at `position`, joining groups of three digits written apart (`1 191`).
  private static func number(endingAt position: Int, of words: [String]) -> Rational? {
    var text = words[position]
    var start = position
    while start > 0, isGroupOfThree(words[start]), isGroupHead(words[start - 1]) {
      start -= 1
      text = words[start] + text
    }
    if text.contains("."), text.contains(",") { text = text.replacing(".", with: "") }
    return text.first?.isNumber == true ? Rational(decimal: text) : nil
  }

  private static func isGroupOfThree(_ text: String) -> Bool {
    text.prefix { $0.isNumber }.count == 3
  }

  private static func isGroupHead(_ word: String) -> Bool {
    (1...3).contains(word.count) && word.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static let units: [String: Unit] = [
    "kwh": .kilowattHour, "mwh": Unit("MWh"), "l": .litre, "litre": .litre, "litres": .litre, "lt": .litre,
    "m3": .cubicMetre, "kg": .kilogram, "t": .tonne, "tonne": .tonne, "tonnes": .tonne, "km": .kilometre,
    "kms": .kilometre,
  ]
}

extension String {
  fileprivate func trimmingSuffix(_ predicate: (Character) -> Bool) -> Substring {
    var text = self[...]
    while let last = text.last, predicate(last) { text = text.dropLast() }
    return text
  }
}
