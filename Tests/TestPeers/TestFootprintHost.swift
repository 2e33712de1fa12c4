// A system that gives product footprints (PACT 3.0), on loopback, right unless it is told to be wrong. It shares nothing
// with the program that asks it.

import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// How a host behaves. Everything is right to begin with.
public struct FootprintHostManners: Sendable {
  /// Whether it says where tokens are had.
  public var discovers = true
  /// Where it says tokens are had, instead of at its own.
  public var tokenAddress: String?
  /// Footprints on a page.
  public var pageSize = 2
  /// Where the next page is, instead of at its own.
  public var nextAddress: String?
  /// Whether a page leads to itself.
  public var goesInCircles = false
  /// What the list answers instead of footprints.
  public var answer: String?
  /// The footprints it gives, as JSON.
  public var footprints = TestFootprintHost.footprints

  /// A host that is right.
  public init() {}
}

/// What a host received.
public actor FootprintHostMemory {
  /// The bodies of events.
  public private(set) var events: [String] = []
  /// The types they were said to be of.
  public private(set) var types: [String] = []
  /// The queries of lists.
  public private(set) var queries: [String] = []

  func keep(event: String, type: String) {
    events.append(event)
    types.append(type)
  }
  func keep(query: String) { queries.append(query) }
}

/// A running host.
public struct TestFootprintHost: Sendable {
  public static let clientID = "buyer+1"
  public static let secret = "s3cret:of ours"

  /// Its address.
  public let url: String
  /// What it received.
  public let memory: FootprintHostMemory

  /// Runs a host while `body` works.
  public static func run(
    _ manners: FootprintHostManners = FootprintHostManners(), _ body: @Sendable (TestFootprintHost) async throws -> Void
  ) async throws {
    let memory = FootprintHostMemory()
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    var logger = Logger(label: "footprints")
    logger.logLevel = .critical
    let app = Application(
      router: router(memory, manners), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in announce.yield(channel.localAddress?.port ?? 0) }, logger: logger)
    try await withThrowingTaskGroup { group in
      group.addTask { try await app.run() }
      guard let port = await ports.first(where: { _ in true }) else { return }
      try await body(TestFootprintHost(url: "http://127.0.0.1:\(port)", memory: memory))
      group.cancelAll()
    }
  }

  /// Three footprints; the last cannot be used.
  fileprivate static let footprints = [
    footprint("b1f8c0d2-7c4e-4e67-9a9c-2e4c12345678", "Renewable Diesel", "\"77.0\""),
    footprint("c2e9d1f3-8d5f-4f78-8b0d-3f5e23456789", "Bio-Ethanol", "\"12.5\""),
    footprint("d3f0e2a4-9e6f-4a89-8c2d-4f6a78901234", "Without a figure", "null"),
  ]

  /// A footprint for a litre.
  ///
  /// - Parameters:
  ///   - content: kilograms, as JSON.
  ///   - members: others of the document, as JSON with a comma behind.
  ///   - carbon: others of its `pcf`, as JSON with a comma behind.
  public static func footprint(
    _ id: String, _ name: String, _ content: String, status: String = "Active", members: String = "",
    carbon: String = ""
  ) -> String {
    """
    {"id": "\(id)", "specVersion": "3.0.0", "created": "2023-01-15T10:15:30Z", "status": "\(status)", \(members)
     "companyName": "Acme Corp", "companyIds": ["urn:uuid:abc12345-6789-4def-8123-456789abcdef"],
     "productDescription": "\(name) (bulk)", "productIds": ["urn:gtin:1234567890123"], "productNameCompany": "\(name)",
     "pcf": {\(carbon) "declaredUnitOfMeasurement": "liter", "declaredUnitAmount": "1", "productMassPerDeclaredUnit": "0.8",
       "referencePeriodStart": "2024-02-28T00:00:00+00:00", "referencePeriodEnd": "2024-09-30T00:00:00+00:00",
       "geographyCountry": "DE", "pcfExcludingBiogenicUptake": \(content), "pcfIncludingBiogenicUptake": "77.0",
       "fossilGhgEmissions": "77.0", "fossilCarbonContent": "11.72", "ipccCharacterizationFactors": ["AR6"],
       "crossSectoralStandards": ["ISO14067"], "exemptedEmissionsPercent": "0", "primaryDataShare": "56.12"}}
    """
  }

  private static func router(
    _ memory: FootprintHostMemory, _ manners: FootprintHostManners
  ) -> Router<BasicRequestContext> {
    let router = Router()
    router.get("/.well-known/openid-configuration") { request, _ in
      guard manners.discovers else { throw HTTPError(.notFound) }
      let own = "http://\(request.head.authority ?? "")"
      return json("{\"issuer\": \"\(own)\", \"token_endpoint\": \"\(manners.tokenAddress ?? own + "/oauth2/token")\"}")
    }
    for path in ["/oauth2/token", "/auth/token"] {
      router.post(RouterPath(path)) { request, _ in
        let body = String(buffer: try await request.body.collect(upTo: 1000))
        // Each half is escaped, then joined: buyer%2B1:s3cret%3Aof%20ours.
        let right = "Basic " + Data("buyer%2B1:s3cret%3Aof%20ours".utf8).base64EncodedString()
        guard body == "grant_type=client_credentials", request.headers[.authorization] == right else {
          return json("{\"error\": \"invalid_client\"}", .unauthorized)
        }
        return json("{\"access_token\": \"right-token\", \"token_type\": \"Bearer\", \"expires_in\": 3600}")
      }
    }
    router.get("/3/footprints") { request, _ in
      guard isRight(request) else { return refused() }
      await memory.keep(query: request.uri.query ?? "")
      if let answer = manners.answer { return json(answer) }
      let query = request.uri.queryParameters
      if let product = query["productId"], product != "urn:gtin:1234567890123" { return json("{\"data\": []}") }
      let offset = query["offset"].flatMap { Int($0) } ?? 0
      let page = manners.footprints.dropFirst(offset).prefix(manners.pageSize)
      var answer = json("{\"data\": [\(page.joined(separator: ","))]}")
      let next = manners.goesInCircles ? 0 : offset + page.count
      if next < manners.footprints.count {
        let own = manners.nextAddress ?? "http://\(request.head.authority ?? "")"
        let text =
          "<\(own)/3/footprints?offset=0>; rel=\"first\", <\(own)/3/footprints?offset=\(next)>; rel=\"next\""
        if let name = HTTPField.Name("Link") { answer.headers[name] = text }
      }
      return answer
    }
    router.get("/3/footprints/:id") { request, context in
      guard isRight(request) else { return refused() }
      guard let found = manners.footprints.first(where: { $0.contains(context.parameters.get("id") ?? "-") }) else {
        return json("{\"code\": \"NotFound\", \"message\": \"No such footprint\"}", .notFound)
      }
      return json("{\"data\": \(found)}")
    }
    router.post("/3/events") { request, _ in
      guard isRight(request) else { return refused() }
      let body = String(buffer: try await request.body.collect(upTo: 1 << 20))
      await memory.keep(event: body, type: request.headers[.contentType] ?? "")
      return Response(status: .ok)
    }
    return router
  }

  private static func isRight(_ request: Request) -> Bool { request.headers[.authorization] == "Bearer right-token" }

  private static func refused() -> Response {
    json("{\"code\": \"BadRequest\", \"message\": \"Invalid token provided\"}", .unauthorized)
  }

  private static func json(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
