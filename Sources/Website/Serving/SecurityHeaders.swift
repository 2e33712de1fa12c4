// What every response tells browsers not to do (ASVS 5, chapter 3).

import HTTPTypes
import Hummingbird

/// Adds the protective headers to every response, errors included.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = SiteContext
  let configuration: SiteConfiguration

  /// Nothing but our own files; no frame around us; forms go to ourselves.
  private static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = SecurityHeaders.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=(), payment=()"
    response.headers[.openerPolicy] = "same-origin"
    response.headers[.resourcePolicy] = "same-origin"
    if configuration.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    return response
  }
}
