import CanonicalJSON
import Foundation
import Logging
import Quantities
import Synchronization
import Testing

@testable import Website

/// Lines of the log: one per event, readable by what they are meant for, without secrets.
@Suite struct LogLinesTests {
  private func lines(json: Bool, level: Logger.Level = .info, _ write: (Logger) -> Void) -> String {
    let box = Box()
    var logger = Logger(
      label: "test",
      factory: { _ in
        LogLines(
          level: level, isJSON: json, clock: { Timestamp(milliseconds: 1_774_000_000_007) }, write: box.write)
      })
    logger[metadataKey: "instance"] = "a"
    write(logger)
    return box.text
  }

  private final class Box: Sendable {
    private let kept = Mutex("")
    var text: String { kept.withLock { $0 } }
    @Sendable func write(_ text: String) { kept.withLock { $0 += text } }
  }

  @Test func `A line for people has time, level, message and values`() {
    let text = lines(json: false) { $0.info("request", metadata: ["status": "200", "route": "/a b", "none": ""]) }
    #expect(text == "2026-03-20T09:46:40.007Z INFO request instance=a none=\"\" route=\"/a b\" status=200\n")
  }

  @Test func `A line for programs is one JSON object`() throws {
    let text = lines(json: true) { $0.error("it \"broke\"\n", metadata: ["time": "mine", "n": "1"]) }
    #expect(text.filter { $0 == "\n" }.count == 1)
    let json = try JSONValue(parsing: Array(text.utf8))
    #expect(json["time"]?.text == "2026-03-20T09:46:40.007Z")
    #expect(json["level"]?.text == "error" && json["message"]?.text == "it \"broke\"\n")
    #expect(json["n"]?.text == "1" && json["instance"]?.text == "a")
  }

  @Test(arguments: [false, true])
  func `Nothing in a value ends the line or moves a cursor`(json: Bool) throws {
    let hostile = "a\u{1b}[2J\r\n2026 ERROR b\u{202e}c\u{85}d\u{2028}e\u{e0001}"
    let text = lines(json: json) { $0.info("\(hostile)", metadata: ["k": "\(hostile)", "\(hostile)": "v"]) }
    #expect(text.hasSuffix("\n"))
    let inside = text.dropLast()
    let isClean = inside.unicodeScalars.allSatisfy {
      ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
    #expect(isClean, "\(text.debugDescription)")
    if json { #expect(try JSONValue(parsing: Array(text.utf8))["k"]?.text == hostile) }
  }

  @Test(arguments: [false, true])
  func `Values under the names of secrets are hidden, and long ones are cut`(json: Bool) {
    let text = lines(json: json) {
      $0.info(
        "x",
        metadata: [
          "password": "geheim", "Set-Cookie": "geheim", "api-token": "geheim",
          "long": "\(String(repeating: "z", count: 9000))",
        ])
    }
    #expect(!text.contains("geheim"))
    #expect(text.utf8.count < 2300)
  }

  @Test func `What matters less than the level is left out`() {
    #expect(lines(json: false, level: .warning) { $0.info("x") } == "")
    #expect(lines(json: false, level: .debug) { $0.debug("x") } != "")
  }

  @Test func `A request is noted by its route, without its query, its names or what was typed`() async throws {
    let desk = try OperationDesk()
    _ = try await desk.get("/assets/site.css?email=anne@example.fr")
    _ = try await desk.get("/firms/nowhere-to-be-seen?siren=732829320")
    let line = try #require(desk.lines.first { $0.contains("\"message\":\"request\"") })
    #expect(line.contains("\"route\":\"/assets/{name}\"") && line.contains("\"status\":\"200\""))
    #expect(!desk.lines.contains { $0.contains("anne@") || $0.contains("nowhere") || $0.contains("732829320") })
  }

  @Test func `Who watches every few seconds does not fill the log`() async throws {
    let desk = try OperationDesk()
    _ = try await desk.get("/healthz")
    let line = try #require(desk.lines.first { $0.contains("\"route\":\"/healthz\"") })
    #expect(line.contains("\"level\":\"debug\""))
  }
}
