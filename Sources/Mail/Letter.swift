// A letter and the bytes that carry it.

import Quantities

/// What is sent to one person.
public struct Letter: Sendable, Hashable {
  /// Who it goes to.
  public let to: MailAddress
  /// One line.
  public let subject: String
  /// The letter as plain text; everybody can read it.
  public let text: String
  /// The same as a page; nil where there is none.
  public let html: String?
  /// The language it is written in: `fr`, `en` (RFC 3282).
  public let language: String

  /// The most bytes of a subject.
  static let longestSubject = 300
  /// The most bytes of a text or a page.
  static let longestText = 1 << 20

  /// A letter.
  ///
  /// - Throws: `mail.text-wrong` for a subject with line ends or other controls, a language that is no code of two
  ///   letters, or a NUL in the text; `mail.too-long` for a subject beyond 300 bytes or a text beyond 1 MiB.
  public init(
    to: MailAddress, subject: String, text: String, html: String? = nil, language: String
  ) throws(Refusal) {
    try HeaderText.check(subject, field: "subject", longest: Letter.longestSubject)
    guard language.utf8.count == 2, language.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
      throw Refusal(Diagnostic(.error, MailMessage.textWrong, field: "language"))
    }
    for (field, body) in [("text", text), ("html", html ?? "")] {
      guard body.utf8.count <= Letter.longestText else {
        throw Refusal(Diagnostic(.error, MailMessage.tooLong, ["longest": .integer(Letter.longestText)], field: field))
      }
      guard !body.utf8.contains(0) else { throw Refusal(Diagnostic(.error, MailMessage.textWrong, field: field)) }
    }
    self.to = to
    self.subject = subject
    self.text = text
    self.html = html
    self.language = language
  }

  /// The message (RFC 5322, MIME) as it goes over the wire, lines ended by CRLF.
  ///
  /// - Parameters:
  ///   - from: who sends it; the domain names the message.
  ///   - id: what makes the message unique: 1 to 64 ASCII letters, digits, hyphens and full stops.
  ///   - date: when it is sent.
  /// - Throws: `mail.text-wrong` for another `id`.
  public func message(from: MailAddress, id: String, date: Timestamp) throws(Refusal) -> [UInt8] {
    let isSafe = id.utf8.allSatisfy { byte in
      byte == 0x2D || byte == 0x2E || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
    guard (1...64).contains(id.utf8.count), isSafe else {
      throw Refusal(Diagnostic(.error, MailMessage.textWrong, field: "id"))
    }
    var head = [
      "From: \(from.header)", "To: \(to.header)", "Subject: \(HeaderText.plainOrEncoded(subject))",
      "Date: \(HeaderText.date(date))", "Message-ID: <\(id)@\(from.domain)>", "MIME-Version: 1.0",
      "Content-Language: \(language)",
      // RFC 3834: no machine answers it with its own "I am away".
      "Auto-Submitted: auto-generated",
    ]
    guard let html else {
      return lines(head) + part(text, "text/plain") + [0x0D, 0x0A]
    }
    // `=_` never stands in quoted-printable: the boundary cannot be found in a part.
    let boundary = "=_\(id)"
    head.append("Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"")
    var bytes = lines(head + ["", "--\(boundary)"])
    bytes += part(text, "text/plain")
    bytes += lines(["", "--\(boundary)"])
    bytes += part(html, "text/html")
    return bytes + lines(["", "--\(boundary)--"])
  }

  private func part(_ body: String, _ type: String) -> [UInt8] {
    lines(["Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: quoted-printable", ""])
      + QuotedPrintable.encode(body)
  }

  private func lines(_ lines: [String]) -> [UInt8] { lines.flatMap { Array($0.utf8) + [0x0D, 0x0A] } }
}
