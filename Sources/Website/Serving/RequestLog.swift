// One line per request, and counts for whoever watches the instance: never a figure, an address typed or a secret.

import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// Notes each request: method, route (not the path, which names firms), status, time.
struct RequestLog: RouterMiddleware {
  typealias Context = SiteContext
  let measures: Measures
  /// Routes that watchers ask for every few seconds: noted for who looks closely.
  let quiet: Set<String>

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let status: Int
    let result: Result<Response, any Error>
    do {
      let response = try await next(request, context)
      (status, result) = (response.status.code, .success(response))
    } catch {
      (status, result) = ((error as? any HTTPResponseError)?.status.code ?? 500, .failure(error))
    }
    let took = ContinuousClock.now - start
    let milliseconds = took.components.seconds * 1000 + took.components.attoseconds / 1_000_000_000_000_000
    measures.note(status: status, took: took)
    context.logger.log(
      level: status >= 500 ? .error : quiet.contains(context.endpointPath ?? "") ? .debug : .info, "request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "-")", "status": "\(status)",
        "ms": "\(milliseconds)",
      ])
    return try result.get()
  }
}

/// Counts of requests and how long they took, since the start.
final class Measures: Sendable {
  /// Upper bounds in milliseconds, as Prometheus wants them.
  static let bounds: [Int64] = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000]

  struct Counts {
    var byStatus: [Int: Int] = [:]
    var buckets = [Int](repeating: 0, count: Measures.bounds.count)
    var count = 0
    var microseconds: Int64 = 0
  }

  private let counts = Mutex(Counts())

  func note(status: Int, took: Duration) {
    let micro = took.components.seconds * 1_000_000 + took.components.attoseconds / 1_000_000_000_000
    counts.withLock { counts in
      counts.byStatus[status / 100, default: 0] += 1
      counts.count += 1
      counts.microseconds += micro
      for (position, bound) in Measures.bounds.enumerated() where micro <= bound * 1000 {
        counts.buckets[position] += 1
      }
    }
  }

  var now: Counts { counts.withLock { $0 } }
}
