import Foundation
import Quantities
import Testing
import UseCases
import Wording

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

  @Test func `Without its data the program still says so in words, in both languages`() {
    let missing = Diagnostic(.error, UseCaseMessage.dataMissing)
    let words = [WordlessText.text(missing, .fr), WordlessText.text(missing, .en)]
    #expect(words.allSatisfy { $0.contains("SILLAGE_DATA") && !$0.contains("data.missing") })
    #expect(words[0].contains("introuvables") && words[1].contains("cannot be found"))
    let damaged = Diagnostic(.error, UseCaseMessage.fileUnreadable).inFile("people.yaml")
    #expect(WordlessText.text(damaged, .fr).contains("ne peuvent pas être lues (people.yaml"))
  }

  private static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
