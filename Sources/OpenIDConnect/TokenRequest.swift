// A code against tokens.

import Foundation
import Quantities
import WebRequests

extension Provider {
  /// What is sent to the token endpoint.
  func tokenRequest(_ document: ProviderDocument, code: String, _ attempt: LoginAttempt) -> WebRequest {
    var form = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectURI),
      ("code_verifier", attempt.verifier), ("client_id", clientID),
    ]
    var headers = ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"]
    switch authentication {
    case .post: form.append(("client_secret", clientSecret.text))
    case .basic:
      // RFC 6749, section 2.3.1: both halves are escaped first.
      let pair = "\(WebAddress.escaped(clientID)):\(WebAddress.escaped(clientSecret.text))"
      headers["Authorization"] = "Basic \(Data(pair.utf8).base64EncodedString())"
    }
    return WebRequest(url: document.tokenEndpoint, headers: headers, form: WebAddress.form(form))
  }
}

/// What the token endpoint gave.
struct TokenAnswer: Sendable {
  /// Who it is, signed.
  let idToken: String
  /// What the userinfo endpoint wants to see.
  let accessToken: String

  /// Reads an answer. Throws `signin.code-refused` where the provider refuses the code or us, `signin.answer-wrong` for
  /// what is no answer.
  init(_ answer: WebAnswer, from host: String) throws(Refusal) {
    let content = try? JSONDecoder().decode(Content.self, from: Data(answer.body))
    if let error = content?.error { throw Refusal(.codeRefused, ["code": .text(Provider.shown(error))]) }
    guard answer.status == 200, let content, content.token_type?.lowercased() == "bearer",
      let idToken = content.id_token, let accessToken = content.access_token,
      (1...8192).contains(accessToken.utf8.count), accessToken.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw Refusal(.answerWrong, ["host": .text(host), "detail": "token_endpoint"]) }
    self.idToken = idToken
    self.accessToken = accessToken
  }

  private struct Content: Decodable {
    let error: String?
    let token_type: String?
    let id_token: String?
    let access_token: String?
  }
}
