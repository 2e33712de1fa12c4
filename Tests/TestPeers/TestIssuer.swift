// An OpenID Connect provider on loopback, right unless it is told to be wrong.

import Crypto
import Foundation
import Hummingbird
import Logging
import Quantities

/// How an issuer behaves. Everything is right to begin with.
public struct IssuerManners: Sendable {
  public var signature = IssuerKeys.Signature.rsa(name: "rsa-1")
  /// Changes the ID token before it is signed.
  public var token: @Sendable (inout Claims) -> Void = { _ in }
  /// Changes what is said of the person before it is signed.
  public var person: @Sendable (inout Claims) -> Void = { _ in }
  public var personSignature = IssuerKeys.Signature.rsa(name: "rsa-1")
  /// Whether userinfo is plain JSON.
  public var saysJSON = false
  /// Whether userinfo is larger than anybody needs.
  public var saysTooMuch = false
  /// Whether the token endpoint sends its caller elsewhere.
  public var sendsElsewhere = false
  /// The issuer its document names, instead of its own.
  public var documentIssuer: String?
  public var namesIssuer = false
  /// How the RSA key is called in the published set.
  public var rsaName = "rsa-1"

  /// An issuer that is right.
  public init() {}
}

/// What an issuer keeps between requests.
public actor IssuerMemory {
  var manners: IssuerManners
  /// The query of each authorization request by the code it was given.
  private var requests: [String: [String: String]] = [:]
  /// How often each path was asked for.
  public private(set) var visits: [String: Int] = [:]

  init(_ manners: IssuerManners) { self.manners = manners }

  public func change(_ change: @Sendable (inout IssuerManners) -> Void) { change(&manners) }
  func visit(_ path: String) { visits[path, default: 0] += 1 }

  func keep(_ request: [String: String]) -> String {
    let code = "code-\(requests.count + 1)"
    requests[code] = request
    return code
  }

  /// The request of a code, once.
  func take(_ code: String) -> [String: String]? { requests.removeValue(forKey: code) }
}

/// A running issuer.
public struct TestIssuer: Sendable {
  public static let clientID = "sillage"
  public static let clientSecret = "s3cret of ours"

  /// Its name and address.
  public let url: String
  /// What it keeps, and how it behaves.
  public let memory: IssuerMemory

  /// Runs an issuer while `body` works.
  public static func run(
    _ manners: IssuerManners = IssuerManners(), at now: Timestamp, _ body: @Sendable (TestIssuer) async throws -> Void
  ) async throws {
    let memory = IssuerMemory(manners)
    let keys = try IssuerKeys.shared.get()
    let (ports, announce) = AsyncStream.makeStream(of: Int.self)
    var logger = Logger(label: "issuer")
    logger.logLevel = .critical
    let app = Application(
      router: router(memory, keys, now), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in announce.yield(channel.localAddress?.port ?? 0) }, logger: logger)
    try await withThrowingTaskGroup { group in
      group.addTask { try await app.run() }
      guard let port = await ports.first(where: { _ in true }) else { return }
      try await body(TestIssuer(url: "http://127.0.0.1:\(port)", memory: memory))
      group.cancelAll()
    }
  }

  private static func router(
    _ memory: IssuerMemory, _ keys: IssuerKeys, _ now: Timestamp
  ) -> Router<BasicRequestContext> {
    let router = Router()
    let seconds = Int(now.milliseconds / 1000)
    router.get("/.well-known/openid-configuration") { request, _ in
      await memory.visit("document")
      let own = "http://\(request.head.authority ?? "")"
      let manners = await memory.manners
      return json(
        """
        {"issuer": "\(manners.documentIssuer ?? own)", "authorization_endpoint": "\(own)/authorize?via=test",
         "token_endpoint": "\(own)/token", "userinfo_endpoint": "\(own)/userinfo", "jwks_uri": "\(own)/jwks",
         "end_session_endpoint": "\(own)/session/end", "response_types_supported": ["code"],
         "authorization_response_iss_parameter_supported": \(manners.namesIssuer)}
        """)
    }
    router.get("/jwks") { _, _ in
      await memory.visit("jwks")
      return json(try keys.published(rsaName: await memory.manners.rsaName))
    }
    // Where a browser would be redirected to, as text: the test is the browser.
    router.get("/authorize") { request, _ in
      let query = parameters(request.uri.query ?? "")
      guard query["response_type"] == "code", query["code_challenge_method"] == "S256" else {
        throw HTTPError(.badRequest)
      }
      let code = await memory.keep(query)
      return "code=\(code)&state=\(query["state"] ?? "")"
    }
    router.post("/token") { request, _ in
      await memory.visit("token")
      guard await !memory.manners.sendsElsewhere else {
        return Response(status: .temporaryRedirect, headers: [.location: "/elsewhere"])
      }
      let form = parameters(String(buffer: try await request.body.collect(upTo: 65_536)))
      let basic = "Basic " + Data("\(clientID):s3cret%20of%20ours".utf8).base64EncodedString()
      let isUs = form["client_secret"] == clientSecret || request.headers[.authorization] == basic
      guard isUs, let asked = await memory.take(form["code"] ?? ""), form["redirect_uri"] == asked["redirect_uri"],
        form["grant_type"] == "authorization_code",
        Data(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))).urlText == asked["code_challenge"]
      else {
        return Response(status: .badRequest, body: .init(byteBuffer: .init(string: #"{"error":"invalid_grant"}"#)))
      }
      var claims = Claims(
        iss: "http://\(request.head.authority ?? "")", aud: [clientID], exp: seconds + 60, iat: seconds)
      claims.nonce = asked["nonce"]
      let manners = await memory.manners
      manners.token(&claims)
      let token = try await keys.sign(claims, manners.signature)
      return json(
        #"{"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": "\#(token)"}"#)
    }
    router.get("/userinfo") { request, _ in
      guard request.headers[.authorization] == "Bearer access" else { throw HTTPError(.unauthorized) }
      let manners = await memory.manners
      guard !manners.saysTooMuch else { return json("\"" + String(repeating: "x", count: 1_100_000) + "\"") }
      var claims = Claims(
        email: "jean@menuiserie.example", given_name: "Jean Noël", usual_name: "Garnier", siret: "13002526500013")
      if !manners.saysJSON {
        (claims.iss, claims.aud) = ("http://\(request.head.authority ?? "")", [clientID])
        (claims.exp, claims.iat) = (seconds + 60, seconds)
      }
      manners.person(&claims)
      if manners.saysJSON { return json(String(decoding: try JSONEncoder().encode(claims), as: UTF8.self)) }
      return Response(
        status: .ok, headers: [.contentType: "application/jwt"],
        body: .init(byteBuffer: .init(string: try await keys.sign(claims, manners.personSignature))))
    }
    router.get("/silent") { _, _ in
      try await Task.sleep(for: .seconds(20))
      return json("{}")
    }
    // A byte now and then, for ever: never silent, never done.
    router.get("/dripping") { _, _ in
      Response(
        status: .ok,
        body: .init { writer in
          for _ in 1...400 {
            try await writer.write(ByteBuffer(string: " "))
            try await Task.sleep(for: .milliseconds(50))
          }
          try await writer.finish(nil)
        })
    }
    router.on("/elsewhere", method: .post) { _, _ in
      await memory.visit("elsewhere")
      return json("{}")
    }
    return router
  }

  private static func json(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
      body: .init(byteBuffer: .init(string: text)))
  }

  /// Names and values of a query.
  public static func parameters(_ text: String) -> [String: String] {
    var parts = URLComponents()
    parts.percentEncodedQuery = text
    return Dictionary((parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { first, _ in first }
  }
}
