import Foundation
import HTTPTypes
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

/// The text of the metrics, read as Prometheus reads it.
@Suite struct MetricsTests {
  /// Samples by name and labels; what is not in the format is reported.
  private func samples(_ text: String) -> [String: Double] {
    var samples: [String: Double] = [:]
    var kinds: [String: String] = [:]
    var current = ""
    #expect(text.hasSuffix("\n"))
    for line in text.split(separator: "\n") {
      if let match = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
        #expect(kinds.updateValue(String(match.2), forKey: String(match.1)) == nil, "\(line)")
        current = String(match.1)
      } else if line.wholeMatch(of: /# HELP [a-z_]+ [^\\]+/) != nil {
        continue
      } else if let match = line.wholeMatch(of: /([a-z_]+)(\{[a-z]+="[^"\\]*"\})? ([0-9]+(\.[0-9]+)?)/) {
        let name = String(match.1)
        let stem = ["_bucket", "_sum", "_count"].first { kinds[current] == "histogram" && name.hasSuffix($0) } ?? ""
        #expect(name == current + stem, "\(line) does not follow its type")
        let key = name + String(match.2 ?? "")
        #expect(samples.updateValue(Double(match.3) ?? .nan, forKey: key) == nil, "\(line) stands twice")
      } else {
        Issue.record("not in the format: \(line)")
      }
    }
    return samples
  }

  @Test func `Requests are counted by class and in a histogram that adds up`() throws {
    let desk = try OperationDesk()
    for (status, milliseconds) in [(200, 1), (200, 30), (303, 700), (404, 5), (500, 60_000)] {
      desk.site.measures.note(status: status, took: .milliseconds(milliseconds))
    }
    let read = samples(Metrics(desk.site).text)
    #expect(read["sillage_requests_total{class=\"2xx\"}"] == 2)
    #expect(read["sillage_requests_total{class=\"4xx\"}"] == 1)
    #expect(read["sillage_requests_total{class=\"5xx\"}"] == 1)
    let name = "sillage_request_duration_seconds"
    #expect(read["\(name)_bucket{le=\"0.005\"}"] == 2)
    #expect(read["\(name)_bucket{le=\"0.05\"}"] == 3)
    #expect(read["\(name)_bucket{le=\"10\"}"] == 4)
    #expect(read["\(name)_bucket{le=\"+Inf\"}"] == 5)
    #expect(read["\(name)_count"] == 5)
    #expect(read["\(name)_sum"] == 60.736)
    #expect(read["sillage_info{version=\"\(ProgramVersion.text)\"}"] == 1)
  }

  @Test func `What waits, who is there and how much room is left are told`() async throws {
    let desk = try OperationDesk()
    _ = try desk.cookie(isOperator: false)
    let firm = try desk.store.organisation(
      try desk.store.instance(as: .console).addOrganisation(name: "Garnier", siren: nil, at: OperationDesk.now),
      as: .console)
    var upload = try firm.receiveLedger(named: "a.txt", at: OperationDesk.now)
    try upload.add(Array("x".utf8)[...])
    _ = try upload.finish(at: OperationDesk.now)
    let reply = try await desk.get("/metrics")
    let read = samples(reply.text)
    #expect(reply.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(read["sillage_store_up"] == 1)
    #expect(read["sillage_jobs{state=\"waiting\"}"] == 1)
    #expect(read["sillage_jobs{state=\"running\"}"] == 0)
    #expect(read["sillage_sessions_open"] == 1)
    #expect(try #require(read["sillage_database_bytes"]) > 10_000)
    #expect(try #require(read["sillage_disk_free_bytes"]) > 0)
    #expect(try #require(read["process_resident_memory_bytes"]) > 1_000_000)
    #expect(read["process_start_time_seconds"] == 1_774_000_000)
    #expect(!reply.text.contains("Garnier"))
  }

  @Test func `A store that fails is told, and the rest is there all the same`() throws {
    let desk = try OperationDesk()
    desk.store.close()
    let read = samples(Metrics(desk.site).text)
    #expect(read["sillage_store_up"] == 0)
    #expect(read["sillage_jobs{state=\"waiting\"}"] == nil)
    #expect(read["sillage_requests_total{class=\"2xx\"}"] == 0)
  }
}
