// The website as a process, and who asks it something.

import Foundation
import TestSupport

/// `sillage serve` on a port of its own.
final class RunningServer {
  /// Where it listens.
  let port: UInt16
  private let child: Child

  /// Starts it, and waits until it takes requests.
  init(_ arguments: [String]) throws {
    child = try Program.start(["serve", "--port", "0"] + arguments)
    let end = Date(timeIntervalSinceNow: Child.patience)
    while Date() < end {
      if let match = try child.saidSoFar().firstMatch(of: /127\.0\.0\.1:(\d+)/), let port = UInt16(match.1) {
        self.port = port
        return
      }
      guard child.isRunning else { break }
      Thread.sleep(forTimeInterval: 0.05)
    }
    child.kill()
    throw Child.Failure(description: "sillage serve did not open: \(try child.wait().shown)")
  }

  /// Whether it has not ended yet.
  var isRunning: Bool { child.isRunning }

  /// Sends it a signal.
  func tell(_ signal: Int32) { child.tell(signal) }

  /// Sends it a signal and waits for its end: how it ended, and after how many seconds.
  func stop(_ signal: Int32) throws -> (Ending, Double) {
    let start = Date()
    child.tell(signal)
    return (try child.wait(), Date().timeIntervalSince(start))
  }

  /// Ends it whatever it does.
  func kill() { child.kill() }

  /// The body of a page.
  func get(_ path: String) throws -> String {
    let link = try HeldRequest(port: port)
    defer { link.close() }
    try link.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    return link.rest().components(separatedBy: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n")
  }

  /// Waits until the list of jobs says so.
  func waitForJob(_ state: String, _ database: [String]) throws {
    let end = Date(timeIntervalSinceNow: Child.patience)
    while Date() < end {
      if try Program.run(["jobs", "list"] + database).said.contains(state) { return }
    }
    throw Child.Failure(description: "no job is \(state)")
  }
}

/// Runs `body` with a server, which has ended afterwards.
func withServer(_ arguments: [String] = [], _ body: (RunningServer) throws -> Void) throws {
  let server = try RunningServer(arguments)
  defer { server.kill() }
  try body(server)
}

/// A connection to a server of this machine.
final class HeldRequest {
  private let file: Int32

  init(port: UInt16) throws {
    file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Child.Failure(description: "nobody listens on port \(port)") }
  }

  /// Sends a part of a request.
  func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard write(file, bytes, bytes.count) == bytes.count else {
      throw Child.Failure(description: "the connection is closed")
    }
  }

  /// Everything that comes until the other side closes.
  func rest() -> String {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(file, &part, part.count), count > 0 { all += part[..<count] }
    return String(decoding: all, as: UTF8.self)
  }

  func close() { _ = Foundation.close(file) }
}
