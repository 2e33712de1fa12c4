// The site as a program: routes, server, imports in the background, an orderly end.

import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Quantities
import ServiceLifecycle
import UseCases

extension Site {
  /// What answers requests, for a server or for tests.
  func responder() -> some HTTPResponder<SiteContext> {
    let router = Router(context: SiteContext.self)
    let quiet = Set(Routes.all.filter(\.isProbe).map(\.path))
    router.add(middleware: RequestLog(measures: measures, quiet: quiet))
    router.add(middleware: SecurityHeaders(configuration: configuration))
    for route in Routes.all {
      router.on(RouterPath(route.path), method: route.method, responder: RouteResponder(site: self, route: route))
    }
    router.add(middleware: MissingPages(site: self))
    return router.buildResponder()
  }

  /// The server, ready to run.
  ///
  /// - Parameter started: told the port once requests are taken.
  public func application(started: @escaping @Sendable (Int) async -> Void = { _ in }) -> some ApplicationProtocol {
    Application(
      responder: responder(),
      // A connection on which nothing comes or goes is closed: a body that stalls too.
      server: .http1(configuration: .init(idleTimeout: .seconds(30))),
      configuration: .init(address: .hostname(configuration.host, port: configuration.port), serverName: nil),
      services: [Housekeeping(site: self)] + (configuration.doesJobs ? [JobWorker(site: self)] : []),
      onServerRunning: { await started($0.localAddress?.port ?? 0) }, logger: logger)
  }
}

/// Any address no route has.
private struct MissingPages: RouterMiddleware {
  typealias Context = SiteContext
  let site: Site

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
      let facts = RequestFacts(request, context, site.configuration)
      if facts.path.hasPrefix(ProgramOperation.root + "/") {
        return Problem(site: site).missing(facts.path).response(facts.method)
      }
      let methods = PACTOperation.methods(at: facts.path)
      if !methods.isEmpty { return PACTProblem(site: site).wrongMethod(methods).response(facts.method) }
      let visit = try await site.pools.run(.pages) { [site] in try VisitMaker(site: site).visit(facts, Fields()) }
      return ErrorPage.answer(Refusal(Diagnostic(.error, RequestMessage.notFound)), visit).response(facts.method)
    }
  }
}
