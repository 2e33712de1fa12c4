// Signing in by a provider that knows the person (OpenID Connect): there, back, and who that is here.

import HTTPTypes
import Identity
import Logging
import Markup
import OpenIDConnect
import Quantities
import Storage
import UseCases

enum ProviderDoor {
  /// Sends somebody to the provider.
  static func start(_ visit: Visit) throws(Refusal) -> Answer {
    guard let client = visit.site.outside.signIn else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    let attempt = KeptAttempt.new(to: Door.destination(visit.query["to"]), joining: nil, visit)
    do throws(Refusal) {
      return try go(attempt, client, visit)
    } catch { return refused(error, visit) }
  }

  /// Sends somebody signed in to the provider, whose word will open their access. The form's token shows that they asked.
  static func join(_ visit: PersonVisit) throws(Refusal) -> Answer {
    guard let client = visit.site.outside.signIn, let login = visit.site.configuration.openID else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    let attempt = KeptAttempt.new(to: LinkPath("/me"), joining: visit.person.id, visit.visit)
    do throws(Refusal) {
      let there = try go(attempt, client, visit.visit)
      // Browsers let no form lead to another site: a link does.
      let title = visit.say(AccessMessage.joinTitle, ["name": .text(login.name)])
      let address = there.headers[.location] ?? "/me"
      var page = visit.page(
        title,
        """
        \(Piece.heading(title, visit.say(AccessMessage.joinLead, ["name": .text(login.name)])))
        <p class="actions"><a class="button" href="\(address)">\(visit.say(AccessMessage.joinGo, ["name": .text(login.name)]))</a></p>
        """)
      page.headers[values: .setCookie] += there.headers[values: .setCookie]
      return page
    } catch { return refused(error, visit.visit) }
  }

  /// Somebody comes back from the provider.
  static func finish(_ visit: Visit) throws(Refusal) -> Answer {
    guard let client = visit.site.outside.signIn else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    do throws(Refusal) {
      guard let kept = try KeptAttempt.take(visit) else { throw Refusal(Diagnostic(.error, SignInMessage.stateWrong)) }
      let query = visit.query.every.map { LinkPath.escaped($0.name) + "=" + LinkPath.escaped($0.value) }
        .joined(separator: "&")
      let known = try visit.site.outside.converse { () async throws(Refusal) in
        try await client.finish(query: query, attempt: kept.attempt, at: visit.now).person
      }
      let answer = try letIn(known, kept, visit)
      return answer.setting(.attempt, to: "", visit.site, seconds: 0)
    } catch { return refused(error, visit) }
  }

  private static func go(_ kept: KeptAttempt, _ client: SignInClient, _ visit: Visit) throws(Refusal) -> Answer {
    try kept.keep(visit)
    let address = try visit.site.outside.converse { () async throws(Refusal) in
      try await client.authorizationURL(for: kept.attempt, at: visit.now)
    }
    return Answer.redirect(to: address).setting(.attempt, to: kept.text, visit.site, seconds: KeptAttempt.seconds)
  }

  private static func letIn(_ known: KnownPerson, _ kept: KeptAttempt, _ visit: Visit) throws(Refusal) -> Answer {
    let people = visit.store.people
    if let joining = kept.joining {
      guard visit.person?.id == joining else { throw Refusal(Diagnostic(.error, SignInMessage.stateWrong)) }
      try people.link(issuer: known.issuer, subject: known.subject, to: joining, at: visit.now)
      visit.site.logger.info("provider joined", metadata: ["person": "\(joining.number)"])
      return .redirect(LinkPath("/me"))
    }
    if let person = try people.person(issuer: known.issuer, subject: known.subject) {
      return try Door.enter(person, to: kept.destination, visit)
    }
    // From here on the address decides: the provider must answer for it.
    guard known.emailVerified else { throw Refusal(Diagnostic(.error, DoorMessage.emailUnverified)) }
    if let person = try people.person(email: known.email) {
      // Whoever chose that password never showed that the address is theirs: they show that they know it first.
      guard try people.credential(of: person) == nil else { throw Refusal(Diagnostic(.error, DoorMessage.joinFirst)) }
      try people.link(issuer: known.issuer, subject: known.subject, to: person, at: visit.now)
      return try Door.enter(person, to: kept.destination, visit)
    }
    guard try mayEnter(kept, visit) else { throw Refusal(Diagnostic(.error, DoorMessage.closed)) }
    let person = try people.signUp(email: known.email, name: known.name, passwordHash: nil, at: visit.now)
    try people.link(issuer: known.issuer, subject: known.subject, to: person, at: visit.now)
    visit.site.logger.info("signed up", metadata: ["person": "\(person.number)", "request": "\(visit.facts.id)"])
    return try Door.open(for: person, to: kept.destination, visit)
  }

  /// Whether somebody unknown gets access: where anybody does, and whoever follows a link that is of use.
  private static func mayEnter(_ kept: KeptAttempt, _ visit: Visit) throws(Refusal) -> Bool {
    guard !visit.site.configuration.isOpen else { return true }
    guard let token = kept.linkToken else { return false }
    switch try visit.store.people.find(link: token.sha256, at: visit.now)?.purpose {
    case .invitation, .setup: return true
    case .passwordReset, .signIn, nil: return false
    }
  }

  private static func refused(_ refusal: Refusal, _ visit: Visit) -> Answer {
    visit.site.logger.notice(
      "provider sign-in refused",
      metadata: [
        "reason": "\(refusal.diagnostics.first?.message.key ?? "")", "request": "\(visit.facts.id)",
      ])
    return SignInPage.page(visit, refusal).setting(.attempt, to: "", visit.site, seconds: 0)
  }
}
