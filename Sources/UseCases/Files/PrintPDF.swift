// HTML onto paper, by WeasyPrint in a process of its own.

import Foundation
import Quantities

/// Prints an HTML document that asks for nothing from elsewhere as a tagged PDF.
public enum PrintPDF {
  /// The longest a print may take, in seconds.
  private static let patience = 60.0
  /// The most bytes a document of ours prints to.
  private static let limit = 32_000_000

  /// The PDF. Blocks while the other process works.
  ///
  /// - Throws: `print.missing` when WeasyPrint is not installed; `print.failed`.
  public static func bytes(_ html: String) throws(Refusal) -> [UInt8] {
    guard let program = find() else { throw Refusal(Diagnostic(.error, UseCaseMessage.printMissing)) }
    do { return try run(program, html) } catch {
      throw Refusal(Diagnostic(.error, UseCaseMessage.printFailed, ["reason": .text("\(error)")]))
    }
  }

  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static func find() -> URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/usr/local/bin").split(separator: ":")
    return folders.map { URL(filePath: "\($0)/weasyprint") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static func run(_ program: URL, _ html: String) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let (page, sheet) = (folder.appending(path: "page.html"), folder.appending(path: "page.pdf"))
    try Data(html.utf8).write(to: page)
    let process = Process()
    process.executableURL = program
    process.arguments = ["--quiet", "--pdf-variant", "pdf/ua-1", page.path, sheet.path]
    // It needs fonts and nothing else; a proxy that leads nowhere keeps it from the network.
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "0",
      "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let end = Date(timeIntervalSinceNow: patience)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.02) }
    guard !process.isRunning else {
      process.terminate()
      throw Failure(description: "\(Int(patience)) s")
    }
    guard process.terminationStatus == 0 else { throw Failure(description: "exit \(process.terminationStatus)") }
    let pdf = try Data(contentsOf: sheet)
    guard pdf.count <= limit, pdf.starts(with: Data("%PDF-".utf8)) else { throw Failure(description: "no PDF") }
    return [UInt8](pdf)
  }
}
