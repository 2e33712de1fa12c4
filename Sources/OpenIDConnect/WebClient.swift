// Requests over the network.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Quantities

/// Carries requests by HTTP: certificates verified, redirects not followed, 10 seconds and 1 MiB at most.
public final class WebClient: WebExchange {
  private let client: HTTPClient
  private let timeout: Duration

  /// The most bytes of a body.
  static let longest = 1 << 20

  /// A client. Whoever makes it ends it with ``shutdown()``.
  ///
  /// - Parameter timeout: the most one exchange may take, from the first byte out to the last byte in.
  public init(timeout: Duration = .seconds(10)) {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .disabled
    configuration.timeout.connect = .seconds(5)
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.timeout = timeout
  }

  /// Closes what is open.
  public func shutdown() async throws { try await client.shutdown() }

  public func answer(to request: WebRequest) async throws(Refusal) -> WebAnswer {
    do {
      return try await withThrowingTaskGroup { group in
        group.addTask { try await self.exchange(request) }
        // A server that drips its answer is given no more time than one that is silent.
        group.addTask { [timeout] in
          try await Task.sleep(for: timeout)
          throw Fault.slow
        }
        defer { group.cancelAll() }
        guard let answer = try await group.next() else { throw Fault.slow }
        return answer
      }
    } catch Fault.long {
      throw Refusal(.answerWrong, ["host": .text(WebAddress.host(request.url)), "detail": "1 MiB"])
    } catch {
      // What the error says may hold the request, and the request our secret.
      throw Refusal(.unreachable, ["host": .text(WebAddress.host(request.url))])
    }
  }

  private func exchange(_ request: WebRequest) async throws -> WebAnswer {
    var sent = HTTPClientRequest(url: request.url)
    for (name, value) in request.headers { sent.headers.add(name: name, value: value) }
    if let form = request.form {
      sent.method = .POST
      sent.body = .bytes(Array(form.utf8))
    }
    let answer = try await client.execute(sent, timeout: .nanoseconds(Int64(timeout / .nanoseconds(1))))
    var body: [UInt8] = []
    for try await chunk in answer.body {
      guard body.count + chunk.readableBytes <= WebClient.longest else { throw Fault.long }
      body.append(contentsOf: chunk.readableBytesView)
    }
    let type = answer.headers.first(name: "Content-Type") ?? ""
    let mediaType = (type.split(separator: ";").first ?? "").lowercased().filter { !$0.isWhitespace }
    return WebAnswer(status: Int(answer.status.code), mediaType: mediaType, body: body)
  }

  private enum Fault: Error { case slow, long }
}
