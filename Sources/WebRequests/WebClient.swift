// Requests over the network.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Quantities

/// Carries requests by HTTP: certificates verified, redirects not followed, 10 seconds and 1 MiB at most unless more is said.
public final class WebClient: WebExchange {
  private let client: HTTPClient
  private let timeout: Duration
  private let longest: Int

  /// A client. Whoever makes it ends it with ``shutdown()``.
  ///
  /// - Parameters:
  ///   - timeout: the most one exchange may take, from the first byte out to the last byte in.
  ///   - longest: the most bytes of a body.
  ///   - addresses: the addresses of hosts that were looked up already.
  public init(timeout: Duration = .seconds(10), longest: Int = 1 << 20, addresses: [String: String] = [:]) {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .disabled
    configuration.timeout.connect = .seconds(5)
    configuration.dnsOverride = addresses
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    self.timeout = timeout
    self.longest = longest
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
      throw Refusal(.answerTooLong, ["host": .text(WebAddress.host(request.url)), "limit": .integer(longest)])
    } catch {
      // What the error says may hold the request, and the request our secret.
      throw Refusal(.unreachable, ["host": .text(WebAddress.host(request.url))])
    }
  }

  private func exchange(_ request: WebRequest) async throws -> WebAnswer {
    var sent = HTTPClientRequest(url: request.url)
    for (name, value) in request.headers { sent.headers.add(name: name, value: value) }
    if let body = request.body {
      sent.method = .POST
      sent.body = .bytes(body)
    }
    let answer = try await client.execute(sent, timeout: .nanoseconds(Int64(timeout / .nanoseconds(1))))
    var body: [UInt8] = []
    for try await chunk in answer.body {
      guard body.count + chunk.readableBytes <= longest else { throw Fault.long }
      body.append(contentsOf: chunk.readableBytesView)
    }
    let type = answer.headers.first(name: "Content-Type") ?? ""
    let mediaType = (type.split(separator: ";").first ?? "").lowercased().filter { !$0.isWhitespace }
    return WebAnswer(
      status: Int(answer.status.code), mediaType: mediaType, body: body,
      link: answer.headers["Link"].joined(separator: ", "))
  }

  private enum Fault: Error { case slow, long }
}
