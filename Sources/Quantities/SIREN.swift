/// The number of a French firm: nine digits, the last of which checks the others.
public enum SIREN {
  /// Whether a text is nine digits whose Luhn sum (ISO/IEC 7812-1, annex B) is a multiple of ten.
  public static func isValid(_ text: some StringProtocol) -> Bool {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 9, digits.allSatisfy((0...9).contains) else { return false }
    let sum = digits.enumerated().reduce(0) { sum, item in
      let value = item.offset % 2 == 1 ? item.element * 2 : item.element
      return sum + (value > 9 ? value - 9 : value)
    }
    return sum % 10 == 0
  }
}
