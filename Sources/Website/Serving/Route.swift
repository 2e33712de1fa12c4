// The table of routes: every address of the site, who may ask, and the function that answers.

import HTTPTypes
import Markup
import Quantities
import Storage

/// An address and what answers there.
struct Route: Sendable {
  let method: HTTPRequest.Method
  /// With names after colons: `/firms/:firm/:year/account`.
  let path: String
  let handler: Handler
  var pool: WorkPools.Pool = .pages
  /// How often one address (or person) may ask; nil for no limit of its own.
  var limit: Limit?

  /// Who may ask, and the function that answers.
  enum Handler: Sendable {
    /// Anybody.
    case anyone(@Sendable (Visit) throws(Refusal) -> Answer)
    /// Who signed in.
    case person(@Sendable (PersonVisit) throws(Refusal) -> Answer)
    /// Who takes part in the firm that the path names, and may do this.
    case firm(Permission, @Sendable (FirmVisit) throws(Refusal) -> Answer)
    /// Operators.
    case instance(@Sendable (InstanceVisit) throws(Refusal) -> Answer)
    /// Who takes part in the firm and sends files, received part by part.
    case upload(Permission, @Sendable (FirmVisit) throws(Refusal) -> any UploadReceiver)
    /// Who signed in and sends files that say whose they are.
    case personalUpload(@Sendable (PersonVisit) throws(Refusal) -> any UploadReceiver)
    /// Anybody who sends a small file.
    case openUpload(Int, @Sendable (Visit, ReceivedFile?) throws(Refusal) -> Answer)
    /// Whoever watches the process: answered at once, without the database, a session or a cookie.
    case alive(@Sendable (Site) -> Answer)
    /// Whoever watches the instance: no session, no cookie.
    case probe(@Sendable (Site, RequestFacts) throws(Refusal) -> Answer)
    /// Programs, known by a token.
    case program(ProgramOperation)
    /// Customers' programs, known by a token of short life.
    case pact(PACTOperation)
  }

  /// So many requests in so many seconds.
  struct Limit: Sendable {
    let name: String
    let most: Int
    let seconds: Int64
    /// Whether it is counted in memory alone, for pages that keep nothing.
    var isInMemory = false
  }

  static func get(_ path: String, _ handler: Handler) -> Route { Route(method: .get, path: path, handler: handler) }
  static func post(_ path: String, _ handler: Handler) -> Route { Route(method: .post, path: path, handler: handler) }

  /// Whether it is for watchers, who ask every few seconds.
  var isProbe: Bool {
    switch handler {
    case .alive, .probe: true
    default: false
    }
  }

  /// Whether programs ask, known by a token.
  var isForPrograms: Bool {
    switch handler {
    case .program, .pact: true
    default: false
    }
  }

  /// The same on the threads for what takes long.
  var slow: Route {
    var route = self
    route.pool = .slow
    return route
  }

  /// The same on the threads that hash passwords.
  var hashing: Route {
    var route = self
    route.pool = .hashing
    return route
  }

  /// The same, at most so often.
  func limited(_ name: String, _ most: Int, per seconds: Int64) -> Route {
    var route = self
    route.limit = Limit(name: name, most: most, seconds: seconds)
    return route
  }

  /// The same, at most so often, counted without writing anything.
  func limitedInMemory(_ name: String, _ most: Int, per seconds: Int64) -> Route {
    var route = limited(name, most, per: seconds)
    route.limit?.isInMemory = true
    return route
  }
}
