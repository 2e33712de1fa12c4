// What programs that watch an instance ask: does it live, can it work, how much does it do.

import CanonicalJSON
import CarbonAccounting
import HTTPTypes
import Logging
import NIOCore
import Quantities
import Storage
import UseCases

/// The answers to watchers.
enum Probes {
  /// Whether the process lives: it does, when it answers. The database is not asked, so that its failure does not make a
  /// supervisor start this process again and again.
  static func alive(_ site: Site) -> Answer { .inline("ok\n", type: "text/plain; charset=utf-8") }

  /// Whether requests can be served: the database answers and has our schema, the disk has room, nobody said stop.
  static func ready(_ site: Site, _ facts: RequestFacts) throws(Refusal) -> Answer {
    var checks: [String: JSONValue] = ["process": site.stopping.isSet ? "stopping" : "ok"]
    do throws(Refusal) {
      try site.store.checkHealth()
      checks["store"] = "ok"
    } catch {
      checks["store"] = .string(error.diagnostics.map(\.message.key).joined(separator: " "))
    }
    let free = site.freeBytes
    checks["disk"] = free.map { $0 >= site.configuration.diskReserve } == false ? "full" : "ok"
    let isReady = checks.values.allSatisfy { $0 == "ok" }
    if !isReady { site.logger.warning("not ready", metadata: checks.mapValues { "\($0.text ?? "")" }) }
    return .json(
      .object(["ready": .bool(isReady), "checks": .object(checks)]), isReady ? .ok : .serviceUnavailable)
  }

  /// Counts for Prometheus, for who may have them.
  static func metrics(_ site: Site, _ facts: RequestFacts) throws(Refusal) -> Answer {
    switch access(site.configuration, facts) {
    case .granted: break
    case .token:
      site.logger.warning("metrics refused", metadata: ["who": "\(facts.network)", "request": "\(facts.id)"])
      var answer = Answer.empty(.unauthorized)
      answer.headers[.wwwAuthenticate] = "Bearer realm=\"metrics\""
      return answer
    case .none: return .empty(.notFound)
    }
    return .inline(Metrics(site).text, type: "text/plain; version=0.0.4; charset=utf-8")
  }

  /// Whether who asks may read the metrics.
  enum Access { case granted, token, none }

  /// With a token set, whoever presents it; else this machine, unless a proxy makes all the world look like it.
  static func access(_ configuration: SiteConfiguration, _ facts: RequestFacts) -> Access {
    guard let token = configuration.metricsToken else {
      return !configuration.isBehindProxy && SiteConfiguration.isLoopback(facts.peer) ? .granted : .none
    }
    let words = (facts.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0].lowercased() == "bearer", isSame(String(words[1]), token.text) else {
      return .token
    }
    return .granted
  }

  /// Takes the same time wherever the texts differ, and whatever their lengths: it is digests that are compared.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    zip(Fingerprint.sha256(a).utf8, Fingerprint.sha256(b).utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
