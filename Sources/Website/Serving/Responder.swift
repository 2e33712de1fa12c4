// From an HTTP request to a handler and back: who asks, whether they may, what they sent.

import HTTPTypes
import Hummingbird
import Identity
import Logging
import Markup
import NIOCore
import Quantities
import Storage
import UseCases
import Wording

/// Answers the requests of one route.
struct RouteResponder: HTTPResponder {
  typealias Context = SiteContext
  let site: Site
  let route: Route

  /// More than any form holds.
  private static let formLimit = 1 << 20

  func respond(to request: Request, context: SiteContext) async throws -> Response {
    let facts = RequestFacts(request, context, site.configuration)
    let answer: Answer
    do {
      answer = try await admitted(request, facts)
    } catch let refusal as Refusal {
      answer = await page(for: refusal, facts)
    }
    return answer.response(facts.method)
  }

  /// Answers, unless the asker has enough going on already.
  private func admitted(_ request: Request, _ facts: RequestFacts) async throws -> Answer {
    // Programs are counted by their tokens.
    if route.isProbe || route.isForPrograms { return try await answer(request, facts) }
    let crowd = route.pool == .slow ? site.slowCrowd : site.crowd
    guard crowd.enter(facts.network) else {
      site.logger.warning("too many at once", metadata: ["request": "\(facts.id)"])
      throw Refusal(Diagnostic(.error, RequestMessage.tooOften, ["minutes": 1]))
    }
    defer { crowd.leave(facts.network) }
    return try await answer(request, facts)
  }

  private func answer(_ request: Request, _ facts: RequestFacts) async throws -> Answer {
    switch route.handler {
    case .upload, .personalUpload, .openUpload:
      return try await UploadResponder(site: site, route: route).answer(request, facts)
    case .alive(let handler): return handler(site)
    case .probe(let handler): return try await site.pools.run(route.pool) { try handler(site, facts) }
    case .program(let operation):
      return try await ProgramResponder(site: site, operation: operation).answer(request, facts)
    case .pact(let operation): return await PACTResponder(site: site, operation: operation).answer(request, facts)
    default:
      let form =
        facts.isUnsafe ? Fields(encoded: String(decoding: try await body(of: request), as: UTF8.self)) : Fields()
      return try await site.pools.run(route.pool) {
        let visit = try VisitMaker(site: site).visit(facts, form)
        try Gate(route: route).check(visit)
        if facts.isUnsafe { try FormGuard.check(visit) }
        return try dispatch(visit)
      }
    }
  }

  private func body(of request: Request) async throws -> [UInt8] {
    do { return Array(buffer: try await request.body.collect(upTo: RouteResponder.formLimit)) } catch {
      throw Refusal(Diagnostic(.error, RequestMessage.formTooLarge))
    }
  }

  private func dispatch(_ visit: Visit) throws -> Answer {
    switch route.handler {
    case .anyone(let handler): return visit.binding(try handler(visit))
    case .person(let handler): return try handler(VisitMaker.person(visit))
    case .firm(let permission, let handler): return try handler(VisitMaker.firm(visit, permission))
    case .instance(let handler): return try handler(VisitMaker.instance(visit))
    case .alive, .probe, .upload, .personalUpload, .openUpload, .program, .pact:
      preconditionFailure("answered elsewhere")
    }
  }

  /// What a reader sees of a refusal that no page of its own explains.
  private func page(for refusal: Refusal, _ facts: RequestFacts) async -> Answer {
    let visit = try? await site.pools.run(.pages) { try VisitMaker(site: site).visit(facts, Fields()) }
    if refusal.says(RequestMessage.signInFirst) {
      return .redirect(LinkPath("/login", facts.method == .get ? ["to": facts.path] : [:]))
    }
    return ErrorPage.answer(refusal, visit ?? VisitMaker(site: site).stranger(facts, Fields()))
  }
}

/// Finds out who asks.
struct VisitMaker {
  let site: Site

  /// The visit of a request, with the session it carries.
  func visit(_ facts: RequestFacts, _ form: Fields) throws(Refusal) -> Visit {
    let now = site.clock()
    guard let token = facts.cookies[SiteCookie.session.name(site.configuration)].flatMap({ SecretToken($0) }),
      let session = try site.store.sessions.find(
        tokenSHA256: token.sha256, idle: site.configuration.idleSeconds, at: now)
    else { return stranger(facts, form) }
    try site.sessionUse.note(session, at: now)
    return Visit(
      site: site, facts: facts, form: form, now: now, speaker: site.speaker(facts.language(site.configuration)),
      person: SignedIn(id: session.person, session: session), formSecret: token)
  }

  /// The visit of somebody unknown.
  func stranger(_ facts: RequestFacts, _ form: Fields) -> Visit {
    let known = facts.cookies[SiteCookie.visitor.name(site.configuration)].flatMap { SecretToken($0) }
    return Visit(
      site: site, facts: facts, form: form, now: site.clock(),
      speaker: site.speaker(facts.language(site.configuration)), person: nil, formSecret: known ?? site.secret())
  }

  static func person(_ visit: Visit) throws(Refusal) -> PersonVisit {
    guard let person = visit.person else { throw Refusal(Diagnostic(.error, RequestMessage.signInFirst)) }
    return PersonVisit(visit: visit, person: person)
  }

  /// A firm somebody takes no part in is a page that is not there.
  static func firm(_ visit: Visit, _ permission: Permission) throws(Refusal) -> FirmVisit {
    let person = try person(visit).person
    guard let number = Int64(visit.parameter("firm")) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    let firm = try visit.site.store.organisation(OrganisationID(number), as: .person(person.id))
    guard firm.may(permission) else {
      throw Refusal(Diagnostic(.error, StorageMessage.forbidden, ["role": .text(firm.role.rawValue)]))
    }
    return FirmVisit(visit: visit, person: person, firm: firm, profile: try firm.profile())
  }

  static func instance(_ visit: Visit) throws(Refusal) -> InstanceVisit {
    let person = try person(visit).person
    return InstanceVisit(
      visit: visit, person: person, instance: try visit.site.store.instance(as: .person(person.id)))
  }
}

extension Visit {
  /// The answer with what binds its forms to this browser.
  func binding(_ answer: Answer) -> Answer {
    guard person == nil, facts.cookies[SiteCookie.visitor.name(site.configuration)] != formSecret.text else {
      return answer
    }
    return answer.setting(.visitor, to: formSecret.text, site, seconds: nil)
  }
}

/// Holds each route to its limit.
struct Gate {
  let route: Route

  func check(_ visit: Visit) throws(Refusal) {
    guard let limit = route.limit else { return }
    try limit.count(visit.person.map { "person:\($0.id.number)" } ?? visit.facts.network, visit)
  }
}

/// Makes sure that a form was sent by one of our own pages.
enum FormGuard {
  static func check(_ visit: Visit) throws(Refusal) {
    try check(visit, token: visit.form["token"])
  }

  static func check(_ visit: Visit, token: String) throws(Refusal) {
    let site = visit.facts.headers[.secFetchSite]
    guard FormToken.isRight(token, session: visit.formSecret), site == nil || site == "same-origin" || site == "none"
    else {
      visit.site.logger.warning("form refused", metadata: ["request": "\(visit.facts.id)"])
      throw Refusal(Diagnostic(.error, RequestMessage.formStale))
    }
  }
}

extension Answer {
  /// As HTTP has it.
  func response(_ method: HTTPRequest.Method) -> Response {
    var headers = self.headers
    if let type { headers[.contentType] = type }
    headers[.cacheControl] = isKept ? "public, max-age=31536000, immutable" : "no-store"
    let response = Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    return method == .head ? response.createHeadResponse() : response
  }
}
