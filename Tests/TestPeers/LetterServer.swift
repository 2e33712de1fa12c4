// A small SMTP server on loopback: it takes what comes, or refuses what it is told to refuse.

import Foundation
import Glibc

/// Serves connections one after the other on a thread of its own until it is stopped.
public final class LetterServer: @unchecked Sendable {
  /// How it behaves.
  public struct Manners: Sendable {
    /// Answers by the start of the command; the rest is taken.
    public var answers: [String: String] = [:]
    /// What it offers after EHLO.
    public var offers: [String] = ["AUTH PLAIN LOGIN"]
    /// Accepts the connection and says nothing.
    public var isSilent = false

    /// A server that takes what comes.
    public init() {}
  }

  private let listener: Int32
  /// Where it listens.
  public let port: Int
  private let manners: Manners
  private let lock = NSLock()
  private var heard: [String] = []
  private var letters: [[UInt8]] = []

  /// A server that listens.
  public init(_ manners: Manners = Manners()) throws {
    self.manners = manners
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 8) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in serve() }
  }

  /// Closes the door; the thread ends. It is the one that closes the socket: its number may be another's as soon as it is
  /// closed, and a thread still speaking with somebody would then take that other's visitors.
  public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// The commands, in order.
  public var commands: [String] { lock.withLock { heard } }
  /// The messages, without the full stop that ends them and with those that were doubled single again.
  public var messages: [[UInt8]] { lock.withLock { letters } }

  private func serve() {
    while true {
      let line = accept(listener, nil, nil)
      guard line >= 0 else {
        close(listener)
        return
      }
      converse(line)
      close(line)
    }
  }

  private func converse(_ line: Int32) {
    var input = LineReader(line)
    guard !manners.isSilent else {
      _ = input.next()
      return
    }
    say("220 here", line)
    while let bytes = input.next() {
      let command = String(decoding: bytes, as: UTF8.self)
      lock.withLock { heard.append(command) }
      let refusal = manners.answers.first { command.uppercased().hasPrefix($0.key) }?.value
      switch command.prefix(4).uppercased() {
      case "EHLO" where refusal == nil:
        let lines = ["here"] + manners.offers
        for (index, offer) in lines.enumerated() { say("250\(index == lines.count - 1 ? " " : "-")\(offer)", line) }
      case "AUTH":
        // The secret comes on a line of its own when it did not come with the command.
        if !command.dropFirst(5).contains(" ") {
          say("334 ", line)
          guard let secret = input.next() else { return }
          lock.withLock { heard.append(String(decoding: secret, as: UTF8.self)) }
        }
        say(refusal ?? "235 welcome", line)
      case "DATA" where refusal == nil:
        say("354 go on", line)
        var letter: [UInt8] = []
        while let next = input.next(), next != [0x2E] {
          letter += (next.first == 0x2E ? Array(next.dropFirst()) : next) + [0x0D, 0x0A]
        }
        lock.withLock { letters.append(letter) }
        say(manners.answers["."] ?? "250 taken", line)
      case "QUIT":
        say("221 bye", line)
        return
      default: say(refusal ?? "250 fine", line)
      }
    }
  }

  private func say(_ text: String, _ line: Int32) {
    let bytes = Array((text + "\r\n").utf8)
    _ = send(line, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}

/// Lines from a socket, without their CRLF.
private struct LineReader {
  private let line: Int32
  private var rest: [UInt8] = []

  init(_ line: Int32) { self.line = line }

  mutating func next() -> [UInt8]? {
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        let found = Array(rest[..<end].prefix { $0 != 0x0D })
        rest.removeSubrange(...end)
        return found
      }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(line, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      rest += buffer[..<count]
    }
  }
}
