import Foundation
import Testing

@testable import Commands

@Suite("The console")
struct ConsoleTests {
  @Test("A full disk is told by the system's number, not by a trap", .enabled(if: isThere("/dev/full")))
  func full() throws {
    let device = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    #expect(Console.put("x", on: device.fileDescriptor) == ENOSPC)
    #expect(Console.put("", on: device.fileDescriptor) == nil)
    try device.close()
  }

  @Test("So is an output that only reads, and a whole text is written to one that writes")
  func wrongEnd() throws {
    let pipe = Pipe()
    #expect(Console.put("x", on: pipe.fileHandleForReading.fileDescriptor) == EBADF)
    let text = String(repeating: "é", count: 1000)
    #expect(Console.put(text, on: pipe.fileHandleForWriting.fileDescriptor) == nil)
    try pipe.fileHandleForWriting.close()
    #expect(try pipe.fileHandleForReading.readToEnd() == Data(text.utf8))
  }

  private static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
