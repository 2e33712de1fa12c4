// Electronic invoices as people hold them: files, folders, ZIP archives.

import Archives
import Foundation
import Invoicing
import Quantities
import UseCases

/// A file that may be an invoice: on a disk, or unpacked from an archive.
public struct InvoiceFile: Sendable {
  enum Content: Sendable {
    case path(String)
    case bytes([UInt8])
  }

  /// Its name, as messages show it: `factures.zip/F-117.xml`.
  public let name: String
  let content: Content

  /// Where it is on the disk; nil for one that an archive held.
  var path: String? { if case .path(let path) = content { path } else { nil } }

  /// The name of the file alone.
  public var lastName: String { URL(filePath: name).lastPathComponent }

  private static let limits = InvoiceLimits()

  /// The invoice. XML of any size passes through, its attachments without being held; a PDF is held whole.
  ///
  /// - Throws: a refusal that names the file.
  public func read() throws(Refusal) -> Invoice {
    do throws(Refusal) {
      switch content {
      case .bytes(let bytes): return try InvoiceReader().read(bytes)
      case .path(let path):
        let file = InputFile(path: path)
        if InvoiceReader.isPDF(try file.head(8)) { return try InvoiceReader().read(bytes()) }
        var reader = InvoiceStreamReader()
        try file.parts(limit: InvoiceFile.limits.fileBytes) { (part) throws(Refusal) in try reader.append(part) }
        return try reader.invoice()
      }
    } catch { throw error.inFile(name) }
  }

  /// The bytes of its XML once unpacked, up to `limit`: a small PDF may hold much.
  ///
  /// - Throws: a refusal when it unpacks to more.
  func unpackedBytes(limit: Int) throws(Refusal) -> Int {
    let bytes = try bytes()
    guard InvoiceReader.isPDF(bytes) else { return bytes.count }
    var limits = InvoiceFile.limits
    limits.embeddedBytes = min(limits.embeddedBytes, limit)
    return try bytes.count + InvoicePDF(bytes, limits: limits).xml.count
  }

  /// The bytes, held whole.
  ///
  /// - Throws: a refusal when there are more than an invoice to be stamped has.
  public func bytes() throws(Refusal) -> [UInt8] {
    switch content {
    case .bytes(let bytes): bytes
    case .path(let path):
      try InputFile(path: path).bytes(limit: max(InvoiceFile.limits.heldBytes, InvoiceFile.limits.pdfBytes))
    }
  }
}

/// The invoices among files, folders and archives.
public enum InvoiceFiles {
  /// The most that are taken at once.
  public static let limit = 10_000
  /// Archives are unpacked in memory.
  private static let archives = ZipLimits(
    archiveBytes: 64 << 20, entries: limit, entryBytes: 32 << 20, totalBytes: 256 << 20)

  /// Every file that may be an invoice, in order: those named as they stand, those of folders and archives by their ending.
  ///
  /// - Parameter paths: files, folders (with the folders in them) and ZIP archives.
  /// - Throws: a refusal when one is not there, there is none at all, or too many.
  public static func find(_ paths: [String]) throws(Refusal) -> [InvoiceFile] {
    var found: [InvoiceFile] = []
    for path in paths {
      let file = InputFile(path: path)
      if let status = FileStatus(path), status.isFolder {
        for inner in inside(path) {
          try take(InputFile(path: inner), &found)
          guard found.count <= limit else { break }
        }
      } else {
        try take(file, &found)
      }
    }
    guard !found.isEmpty else { throw Refusal(Diagnostic(.error, InvoiceFileRefusal.noFiles)) }
    guard found.count <= limit else {
      throw Refusal(Diagnostic(.error, InvoiceFileRefusal.tooManyFiles, ["limit": .integer(limit)]))
    }
    return found
  }

  /// Adds a file, or what an archive holds: "PK" begins one.
  private static func take(_ file: InputFile, _ found: inout [InvoiceFile]) throws(Refusal) {
    guard try file.head(2) == Array("PK".utf8) else {
      return found.append(InvoiceFile(name: file.name, content: .path(file.path)))
    }
    let archive: ZipArchive
    do throws(Refusal) {
      archive = try ZipArchive(reading: try file.bytes(limit: archives.archiveBytes), limits: archives)
    } catch { throw error.inFile(file.name) }
    found += invoices(of: archive, named: file.name)
  }

  /// What a file that somebody sent holds: the invoices of an archive, else the file itself.
  ///
  /// - Parameter room: bytes that an archive may unpack to.
  /// - Throws: why an archive is refused, or that it holds no invoice.
  static func received(_ bytes: [UInt8], named name: String, room: Int) throws(Refusal) -> [InvoiceFile] {
    guard bytes.starts(with: Array("PK".utf8)) else { return [InvoiceFile(name: name, content: .bytes(bytes))] }
    var limits = archives
    limits.totalBytes = min(limits.totalBytes, room)
    let found = invoices(of: try ZipArchive(reading: bytes, limits: limits), named: name)
    guard !found.isEmpty else { throw Refusal(Diagnostic(.error, InvoiceFileRefusal.noFiles)) }
    return found
  }

  private static func invoices(of archive: ZipArchive, named name: String) -> [InvoiceFile] {
    archive.entries.filter { isInvoice($0.name) }.map { entry in
      InvoiceFile(name: "\(name)/\(entry.name)", content: .bytes(entry.bytes))
    }
  }

  /// Invoices and archives of a folder, by path.
  private static func inside(_ folder: String) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    var names: [String] = []
    while names.count <= limit, let name = walk.nextObject() as? String {
      if isInvoice(name) || name.lowercased().hasSuffix(".zip") { names.append(name) }
    }
    // What is no file has no end: a pipe would be waited for.
    return names.sorted().map { URL(filePath: folder).appending(path: $0).path }
      .filter { FileStatus($0)?.isRegular ?? false }
  }

  private static func isInvoice(_ name: String) -> Bool {
    let lower = name.lowercased()
    return (lower.hasSuffix(".xml") || lower.hasSuffix(".pdf"))
      && !lower.split(separator: "/").contains { $0.hasPrefix(".") }
  }
}
