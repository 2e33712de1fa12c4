import CanonicalJSON
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Quantities
import Storage
import Testing

@testable import Website

/// What watchers are told, and who may watch.
@Suite struct ProbeTests {
  private static let secret = "0123456789abcdef0123456789abcdef"

  @Test func `A process that lives says so without the database and without a cookie`() async throws {
    let desk = try OperationDesk()
    desk.store.close()
    let reply = try await desk.get("/healthz", [.cookie: "sillage-session=\(desk.site.secret().text)"])
    #expect(reply.status == 200 && reply.text == "ok\n")
    #expect(reply.headers[.setCookie] == nil)
  }

  @Test func `A site is ready when its store answers and the disk has room`() async throws {
    let desk = try OperationDesk()
    let reply = try await desk.get("/readyz")
    #expect(reply.status == 200)
    #expect(reply.text == "{\"checks\":{\"disk\":\"ok\",\"process\":\"ok\",\"store\":\"ok\"},\"ready\":true}\n")
    #expect(reply.headers[.setCookie] == nil)
  }

  @Test func `A disk without the room asked for, and a store that is closed, are told`() async throws {
    let full = try await OperationDesk { $0.diskReserve = .max }.get("/readyz")
    #expect(full.status == 503 && full.text.contains("\"disk\":\"full\""))
    let desk = try OperationDesk()
    desk.store.close()
    let closed = try await desk.get("/readyz")
    #expect(closed.status == 503 && closed.text.contains("\"store\":\"storage."))
  }

  @Test func `A site that was told to stop is not ready any more`() async throws {
    let desk = try OperationDesk()
    desk.site.stopping.set()
    let reply = try await desk.get("/readyz")
    #expect(reply.status == 503 && reply.text.contains("\"process\":\"stopping\""))
  }

  @Test func `Without a token this machine alone reads the metrics, and nobody behind a proxy`() async throws {
    #expect(try await OperationDesk().get("/metrics").status == 200)
    #expect(try await OperationDesk { $0.isBehindProxy = true }.get("/metrics").status == 404)
    let told: HTTPFields = [.forwardedFor: "127.0.0.1"]
    #expect(try await OperationDesk { $0.isBehindProxy = true }.get("/metrics", told).status == 404)
  }

  @Test func `With a token whoever presents it reads the metrics, and nobody else`() async throws {
    let desk = try OperationDesk {
      $0.metricsToken = Secret(ProbeTests.secret)
      $0.isBehindProxy = true
    }
    #expect(try await desk.get("/metrics", [.authorization: "Bearer \(ProbeTests.secret)"]).status == 200)
    for wrong in ["Bearer \(ProbeTests.secret)0", "Bearer ", "Basic \(ProbeTests.secret)", ProbeTests.secret] {
      let reply = try await desk.get("/metrics", [.authorization: wrong])
      #expect(reply.status == 401 && reply.text.isEmpty, "\(wrong)")
      #expect(reply.headers[.wwwAuthenticate] == "Bearer realm=\"metrics\"")
    }
    #expect(try await desk.get("/metrics").status == 401)
    #expect(desk.lines.contains { $0.contains("metrics refused") })
    #expect(!desk.lines.contains { $0.contains(ProbeTests.secret) })
  }

  @Test func `Behind a proxy who asks is the last address it names`() async throws {
    let told: HTTPFields = [.forwardedFor: "10.9.9.9, 203.0.113.7"]
    func who(_ desk: OperationDesk, _ headers: HTTPFields) async throws -> String? {
      _ = try await desk.get("/metrics", headers)
      let line = try #require(desk.lines.first { $0.contains("metrics refused") })
      return try JSONValue(parsing: Array(line.utf8))["who"]?.text
    }
    func desk(_ isBehindProxy: Bool) throws -> OperationDesk {
      try OperationDesk {
        $0.metricsToken = Secret(ProbeTests.secret)
        $0.isBehindProxy = isBehindProxy
      }
    }
    #expect(try await who(desk(true), told) == "203.0.113.7")
    #expect(try await who(desk(false), told) == "127.0.0.1")
    #expect(try await who(desk(true), [.forwardedFor: "anne\u{1b}"]) == "127.0.0.1")
  }
}
