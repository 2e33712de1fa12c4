// Counts and gauges as Prometheus reads them (text format 0.0.4).

import Quantities
import Storage
import UseCases

/// The state of a site in numbers: no name, no figure of anybody's account.
struct Metrics {
  /// The whole answer.
  private(set) var text = ""

  init(_ site: Site) {
    let now = site.clock()
    requests(site.measures.now)
    add("sillage_info", "gauge", "The program's version.", [("version=\"\(ProgramVersion.text)\"", "1")])
    gauge("process_start_time_seconds", "When the process began.", decimal(site.startedAt.milliseconds, 1000))
    gauge(
      "sillage_uptime_seconds", "How long the process has run.",
      decimal(now.milliseconds - site.startedAt.milliseconds, 1000))
    optional("process_resident_memory_bytes", "Memory in use.", HostFacts.residentBytes())
    optional("sillage_disk_free_bytes", "Room left where the database's file is.", site.freeBytes)
    do throws(Refusal) { try store(site, now) } catch { gauge("sillage_store_up", Metrics.storeHelp, "0") }
  }

  private static let storeHelp = "Whether the database answers."

  private mutating func store(_ site: Site, _ now: Timestamp) throws(Refusal) {
    let jobs = try site.store.jobs.overview()
    let sessions = try site.store.sessions.count(idle: site.configuration.idleSeconds, at: now)
    let bytes = try site.store.byteCount()
    gauge("sillage_store_up", Metrics.storeHelp, "1")
    add(
      "sillage_jobs", "gauge", "Imports that wait and run.",
      [("state=\"waiting\"", "\(jobs.waiting)"), ("state=\"running\"", "\(jobs.running)")])
    gauge("sillage_sessions_open", "Sessions that are open.", "\(sessions)")
    gauge("sillage_database_bytes", "How large the database is.", "\(bytes)")
  }

  private mutating func requests(_ counts: Measures.Counts) {
    add(
      "sillage_requests_total", "counter", "Requests answered, by class of status.",
      (1...5).map { ("class=\"\($0)xx\"", "\(counts.byStatus[$0] ?? 0)") })
    let name = "sillage_request_duration_seconds"
    head(name, "histogram", "How long answers took.")
    for (bound, count) in zip(Measures.bounds, counts.buckets) {
      line("\(name)_bucket", "le=\"\(decimal(bound, 1000))\"", "\(count)")
    }
    line("\(name)_bucket", "le=\"+Inf\"", "\(counts.count)")
    line("\(name)_sum", "", decimal(counts.microseconds, 1_000_000))
    line("\(name)_count", "", "\(counts.count)")
  }

  private mutating func optional(_ name: String, _ help: String, _ value: Int64?) {
    if let value { gauge(name, help, "\(value)") }
  }

  private mutating func gauge(_ name: String, _ help: String, _ value: String) {
    add(name, "gauge", help, [("", value)])
  }

  private mutating func add(_ name: String, _ kind: String, _ help: String, _ samples: [(String, String)]) {
    head(name, kind, help)
    for (labels, value) in samples { line(name, labels, value) }
  }

  private mutating func head(_ name: String, _ kind: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
  }

  private mutating func line(_ name: String, _ labels: String, _ value: String) {
    text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(value)\n"
  }

  /// `number / divisor`, a power of ten, without rounding: 0.005.
  private func decimal(_ number: Int64, _ divisor: Int64) -> String {
    let (whole, rest) = max(number, 0).quotientAndRemainder(dividingBy: divisor)
    guard rest > 0 else { return "\(whole)" }
    var digits = String(String(divisor + rest).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}
