import Foundation
import Testing

@testable import UseCases

/// Prints sheets and reads the paper with programs of others: poppler's `pdfinfo` and `pdftotext`.
enum SheetPrinter {
  /// Whether everything that is needed is installed.
  static let isThere = ["weasyprint", "pdfinfo", "pdftotext"].allSatisfy { find($0) != nil }
  /// Why a test is skipped.
  static let absent: Comment = "WeasyPrint and poppler are not both installed (bin/setup installs them)"

  /// What others find in a PDF.
  struct Paper {
    let pages: Int
    let isTagged: Bool
    /// What a reader's window is called.
    let title: String
    /// All its letters in the order they are drawn, without spaces.
    let letters: String
  }

  static func print(_ html: String) throws -> Paper {
    try read(try PrintPDF.bytes(html))
  }

  static func read(_ bytes: [UInt8]) throws -> Paper {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(bytes).write(to: file)
    let about = try output("pdfinfo", [file.path])
    let text = try output("pdftotext", ["-raw", "-enc", "UTF-8", file.path, "-"])
    return Paper(
      pages: about.firstMatch(of: #/Pages:\s+(\d+)/#).flatMap { Int($0.1) } ?? 0,
      isTagged: about.contains(#/Tagged:\s+yes/#),
      title: about.firstMatch(of: #/Title:\s+(.+)/#).map { String($0.1) } ?? "", letters: letters(text))
  }

  /// A text without its spaces, of any width.
  static func letters(_ text: String) -> String { String(text.unicodeScalars.filter { !$0.properties.isWhitespace }) }

  private static func output(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = find(program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func find(_ program: String) -> URL? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
      .map { URL(filePath: "\($0)/\(program)") }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

extension String {
  fileprivate init(_ scalars: [UnicodeScalar]) {
    self.init(String.UnicodeScalarView(scalars))
  }
}
