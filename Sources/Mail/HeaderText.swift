// Text in the headers of a letter: one line, in ASCII, whatever the alphabet.

import Foundation
import Quantities

enum HeaderText {
  /// Refuses what would end the header and begin another: line ends and every other control.
  static func check(_ text: String, field: String, longest: Int) throws(Refusal) {
    guard text.utf8.count <= longest else {
      throw Refusal(Diagnostic(.error, MailMessage.tooLong, ["longest": .integer(longest)], field: field))
    }
    let isSafe = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    guard isSafe else { throw Refusal(Diagnostic(.error, MailMessage.textWrong, field: field)) }
  }

  /// Encoded words (RFC 2047), each whole characters and at most 75 long, folded one per line.
  static func encoded(_ text: String) -> String {
    var words: [String] = []
    var chunk = ""
    // 45 bytes are 60 letters of base 64; the frame takes 12.
    for scalar in text.unicodeScalars {
      if chunk.utf8.count + scalar.utf8.count > 45 {
        words.append(chunk)
        chunk = ""
      }
      chunk.unicodeScalars.append(scalar)
    }
    words.append(chunk)
    return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
  }

  /// Plain where it is short printable ASCII that no reader takes for an encoded word; else encoded.
  static func plainOrEncoded(_ text: String) -> String {
    let isPlain = text.utf8.count <= 60 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
    return isPlain ? text : encoded(text)
  }

  /// `Sun, 22 Nov 2026 10:00:00 +0000` (RFC 5322, section 3.3).
  static func date(_ moment: Timestamp) -> String {
    let iso = moment.iso
    let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let (quotient, remainder) = moment.milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let days = remainder < 0 ? quotient - 1 : quotient
    let weekday = weekdays[Int((days % 7 + 7) % 7)]
    let parts = iso.split { "-T:Z".contains($0) }
    let month = months[(Int(parts[1]) ?? 1) - 1]
    return "\(weekday), \(parts[2]) \(month) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) +0000"
  }
}
