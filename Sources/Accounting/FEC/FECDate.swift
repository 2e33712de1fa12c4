import Quantities

/// Reading a date of a FEC. The law says AAAAMMJJ; AAAA-MM-JJ and JJ/MM/AAAA leave no doubt and are read too.
enum FECDate {
  /// A date that was read.
  struct Reading {
    /// AAAAMMJJ, 0 when the field is empty.
    let number: Int32
    /// Whether it was written as the law says.
    let isLawful: Bool
  }

  /// The date of eight digits in one word, 0 when there is no such day.
  static func common(_ word: UInt64) -> Int32 {
    guard FECWords.areDigits(word) else { return 0 }
    return CalendarDate(number: Int(FECWords.number(word)))?.number ?? 0
  }

  /// The date of any text this reader understands; nil when it is none.
  static func careful(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading? {
    var text = bytes[...]
    while text.first == 0x20 { text.removeFirst() }
    while text.last == 0x20 { text.removeLast() }
    guard !text.isEmpty else { return Reading(number: 0, isLawful: true) }
    var numbers: [Int] = [0]
    var widths: [Int] = [0]
    var marks: [UInt8] = []
    for byte in text {
      switch byte {
      case 0x30...0x39:
        guard widths[widths.count - 1] < 8 else { return nil }
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
        widths[widths.count - 1] += 1
      case 0x2D, 0x2F:
        guard marks.count < 2 else { return nil }
        marks.append(byte)
        numbers.append(0)
        widths.append(0)
      default: return nil
      }
    }
    switch (widths, marks) {
    case ([8], []):
      return CalendarDate(number: numbers[0]).map { Reading(number: $0.number, isLawful: true) }
    case ([4, 2, 2], [0x2D, 0x2D]):
      return CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
        .map { Reading(number: $0.number, isLawful: false) }
    case ([2, 2, 4], [0x2F, 0x2F]):
      return CalendarDate(year: numbers[2], month: numbers[1], day: numbers[0])
        .map { Reading(number: $0.number, isLawful: false) }
    default: return nil
    }
  }
}
