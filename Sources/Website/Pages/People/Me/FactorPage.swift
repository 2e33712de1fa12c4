// The second factor: a secret shared with an authenticator application, and recovery codes for when it is lost.

import CarbonAccounting
import Disclosure
import Identity
import Logging
import Markup
import Quantities
import Storage
import UseCases

enum FactorPage {
  static func show(_ visit: PersonVisit) throws(Refusal) -> Answer { try page(visit, nil) }

  /// Sets the factor, once a code shows that the application has the secret.
  static func set(_ visit: PersonVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      try Door.confirm(visit)
      guard let secret = secret(typed: visit.form["secret"]),
        let step = secret.accept(visit.form["code"], after: nil, at: visit.now)
      else { throw Refusal(Diagnostic(.error, DoorMessage.codeWrong)) }
      try visit.store.people.setSecondFactor(secret.bytes, confirmedAt: step, of: visit.person.id, at: visit.now)
      visit.site.logger.info("second factor set", metadata: ["person": "\(visit.person.id.number)"])
      return try newCodes(visit)
    } catch {
      return try page(visit, error)
    }
  }

  /// Removes the factor.
  static func remove(_ visit: PersonVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      try Door.confirm(visit)
      try visit.store.people.setSecondFactor(nil, of: visit.person.id, at: visit.now)
      visit.site.logger.info("second factor removed", metadata: ["person": "\(visit.person.id.number)"])
      return MePage.saved(visit)
    } catch {
      return try page(visit, error)
    }
  }

  /// New recovery codes in place of those there are.
  static func renew(_ visit: PersonVisit) throws(Refusal) -> Answer {
    do throws(Refusal) {
      try Door.confirm(visit)
      guard try visit.store.people.credential(of: visit.person.id)?.secondFactor != nil else {
        return .redirect(LinkPath("/me/factor"))
      }
      return try newCodes(visit)
    } catch {
      return try page(visit, error)
    }
  }

  /// Makes recovery codes, and shows them this once.
  private static func newCodes(_ visit: PersonVisit) throws(Refusal) -> Answer {
    var generator = visit.site.random()
    let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode(using: &generator) }
    try visit.store.people.setRecoveryCodes(codes.map { Fingerprint.sha256($0.letters) }, of: visit.person.id)
    let title = visit.say(AccessMessage.recoveryTitle)
    return visit.page(
      title,
      """
      \(Piece.heading(title, visit.say(AccessMessage.recoveryLead)))
      \(Piece.notice("good", visit.say(AccessMessage.factorDone)))
      <ul class="codes">\(codes.map { "<li class=\"code\">\($0.text)</li>" as HTML })</ul>
      <p>\(Piece.button(LinkPath("/me"), visit.say(AccessMessage.recoveryKept)))</p>
      """)
  }

  private static func page(_ visit: PersonVisit, _ refusal: Refusal?) throws(Refusal) -> Answer {
    guard let credential = try visit.store.people.credential(of: visit.person.id),
      let identity = try visit.store.person(visit.person.id).identity()
    else { return .redirect(LinkPath("/me")) }
    let title = visit.say(AccessMessage.factorTitle)
    let way = credential.secondFactor == nil ? try setting(visit, identity.email) : removing(visit)
    return visit.page(
      title, "\(Piece.heading(title, visit.say(AccessMessage.factorLead)))\(visit.errors(refusal))\(way)",
      status: refusal == nil ? 200 : 422)
  }

  private static func setting(_ visit: PersonVisit, _ email: String) throws(Refusal) -> HTML {
    var generator = visit.site.random()
    let secret = secret(typed: visit.form["secret"]) ?? OneTimeSecret(using: &generator)
    // Long addresses would not fit the picture: the name of the account is for the person only.
    let code = try QRCode(secret.address(account: String(email.prefix(80)), issuer: "Sillage"))
    let field = Field("code", visit.say(AccessMessage.factorCode), hint: visit.say(AccessMessage.factorCodeHint)).with {
      $0.autocomplete = "one-time-code"
      $0.inputMode = "numeric"
      $0.most = 10
    }
    return """
      <p>\(visit.say(AccessMessage.factorScan))</p>
      <svg class="qr" viewBox="0 0 \(code.side) \(code.side)" role="img" shape-rendering="crispEdges" \
      aria-label="\(visit.say(AccessMessage.factorQR))"><path d="\(code.path)"/></svg>
      <p>\(visit.say(AccessMessage.factorType))<br><span class="code">\(secret.typedText)</span></p>
      \(visit.form(LinkPath("/me/factor"), "\(Field.hidden("secret", secret.typedText))\(field.html)\(MePage.presentPassword(visit))<p class=\"actions\">\(Field.submit(visit.say(AccessMessage.factorConfirm)))</p>"))
      """
  }

  private static func removing(_ visit: PersonVisit) -> HTML {
    """
    \(Piece.section(
      visit.say(AccessMessage.recoveryNew),
      Piece.text(visit.say(AccessMessage.recoveryNewLead))
        + visit.form(LinkPath("/me/factor/codes"), MePage.presentPassword(visit) + Field.submit(visit.say(AccessMessage.recoveryNew), class: "quiet"))))
    \(Piece.section(
      visit.say(AccessMessage.factorRemove),
      Piece.text(visit.say(AccessMessage.factorRemoveLead))
        + visit.form(LinkPath("/me/factor/remove"), MePage.presentPassword(visit) + Field.submit(visit.say(AccessMessage.factorRemove), class: "danger"))))
    """
  }

  /// The secret a form carries from the page that showed it: base32, 160 bits.
  private static func secret(typed text: String) -> OneTimeSecret? {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
    let letters = text.utf8.filter { $0 != UInt8(ascii: " ") }
    guard letters.count == 32 else { return nil }
    var bytes: [UInt8] = []
    var (buffer, bits) = (0, 0)
    for letter in letters {
      guard let value = alphabet.firstIndex(of: letter) else { return nil }
      buffer = (buffer << 5 | value) & 0xFFF
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    return OneTimeSecret(kept: bytes)
  }
}
