// One conversation with a server, through libcurl.

import CCurl
import Quantities

extension MailServer {
  /// Sends a letter. Blocks until the server has answered: call it where waiting harms nobody, not on an event loop.
  ///
  /// - Parameters:
  ///   - id: see ``Letter/message(from:id:date:)``.
  ///   - date: when it is sent.
  ///   - seconds: the most the whole conversation may take.
  /// - Throws: `mail.unreachable`, `mail.timeout`, `mail.not-secure`, `mail.login-refused`, `mail.sender-refused`,
  ///   `mail.recipient-refused`, `mail.letter-refused`. None carries a secret, nor what the server said.
  public func send(_ letter: Letter, id: String, date: Timestamp, timeout seconds: Int = 30) throws(Refusal) {
    let message = try letter.message(from: from, id: id, date: date)
    guard MailSession.isReady, let handle = curl_easy_init() else { throw refusal(.unreachable) }
    defer { curl_easy_cleanup(handle) }
    let recipients = curl_slist_append(nil, "<\(letter.to.address)>")
    defer { curl_slist_free_all(recipients) }
    let session = MailSession(message)
    configure(handle, seconds: seconds)
    _ = sillage_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
    let result = withExtendedLifetime(session) {
      session.attach(handle)
      return curl_easy_perform(handle)
    }
    guard result != CURLE_OK else { return }
    throw refusal(fault(result, session.refused?.verb), code: session.refused?.code ?? 0, to: letter.to)
  }

  private func configure(_ handle: UnsafeMutableRawPointer, seconds: Int) {
    let limit = max(1, min(seconds, 300)) * 1000
    let secrecy =
      switch startTLS {
      case .required: CURLUSESSL_ALL
      case .opportunistic: CURLUSESSL_TRY
      case .none: CURLUSESSL_NONE
      }
    for (option, value) in [
      // Signals belong to the whole program.
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_TIMEOUT_MS, limit), (CURLOPT_CONNECTTIMEOUT_MS, limit), (CURLOPT_UPLOAD, 1),
      // libcurl gives each answer two minutes of its own otherwise.
      (CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, limit / 1000)), (CURLOPT_USE_SSL, Int(secrecy.rawValue)),
      (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
    ] { _ = sillage_curl_set_long(handle, option, value) }
    for (option, text) in [
      (CURLOPT_URL, address), (CURLOPT_PROTOCOLS_STR, "smtp,smtps"), (CURLOPT_MAIL_FROM, "<\(from.address)>"),
      // What the environment says about proxies is for pages.
      (CURLOPT_PROXY, ""),
    ] { _ = sillage_curl_set_text(handle, option, text) }
    guard let user, let password else { return }
    _ = sillage_curl_set_text(handle, CURLOPT_USERNAME, user)
    _ = sillage_curl_set_text(handle, CURLOPT_PASSWORD, password.text)
  }

  /// What went wrong, by libcurl's answer and the command the server refused.
  private func fault(_ result: CURLcode, _ verb: String?) -> MailMessage {
    switch result {
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_LOGIN_DENIED: .loginRefused
    case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM:
      .notSecure
    default:
      switch verb {
      case "MAIL": .senderRefused
      case "RCPT": .recipientRefused
      case "DATA": .letterRefused
      default: .unreachable
      }
    }
  }

  private func refusal(_ fault: MailMessage, code: Int = 0, to: MailAddress? = nil) -> Refusal {
    Refusal(
      Diagnostic(
        .error, fault,
        [
          "host": .text(host), "port": .integer(port), "code": .integer(code), "from": .text(from.address),
          "to": .text(to?.address ?? ""),
        ]))
  }
}

/// What libcurl reads from and tells during one conversation. Used by the one thread that speaks.
private final class MailSession {
  /// libcurl is made ready once, before any thread uses it.
  static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let message: [UInt8]
  private var sent = 0
  /// The first four letters of the last command sent: never what follows, which may be a secret.
  private var verb = ""
  /// The last command that the server refused, and its code. libcurl says good-bye after a refusal: the code it
  /// keeps is that of the good-bye.
  private(set) var refused: (verb: String, code: Int)?

  init(_ message: [UInt8]) { self.message = message }

  func attach(_ handle: UnsafeMutableRawPointer) {
    let itself = Unmanaged.passUnretained(self).toOpaque()
    _ = sillage_curl_set_pointer(handle, CURLOPT_READDATA, itself)
    _ = sillage_curl_set_reader(handle) { buffer, size, count, session in
      guard let buffer, let session else { return 0 }
      return Unmanaged<MailSession>.fromOpaque(session).takeUnretainedValue().read(into: buffer, size * count)
    }
    // What a server answers to a letter is nothing to print.
    _ = sillage_curl_set_writer(handle) { _, size, count, _ in size * count }
    _ = sillage_curl_set_pointer(handle, CURLOPT_DEBUGDATA, itself)
    _ = sillage_curl_set_long(handle, CURLOPT_VERBOSE, 1)
    _ = sillage_curl_set_witness(handle) { _, kind, bytes, count, session in
      guard let bytes, let session else { return 0 }
      let text = UnsafeRawBufferPointer(start: bytes, count: count)
      Unmanaged<MailSession>.fromOpaque(session).takeUnretainedValue().note(text, kind)
      return 0
    }
  }

  private func read(into buffer: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
    let count = min(room, message.count - sent)
    message[sent..<(sent + count)].withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: buffer, count: room).copyMemory(from: $0)
    }
    sent += count
    return count
  }

  private func note(_ text: UnsafeRawBufferPointer, _ kind: curl_infotype) {
    let start = String(decoding: text.prefix(4), as: UTF8.self)
    if kind == CURLINFO_HEADER_OUT { verb = start }
    if kind == CURLINFO_HEADER_IN, let code = Int(start.prefix(3)), code >= 400 { refused = (verb, code) }
  }
}
