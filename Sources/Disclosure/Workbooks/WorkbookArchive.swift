// An XLSX file is a ZIP archive of XML: opened from memory, each part within a limit checked before it is unpacked.

import CZip
import Quantities

/// How much of a workbook is read before it is refused.
public struct WorkbookLimits: Sendable {
  /// Bytes of the file.
  public var fileBytes = 8_000_000
  /// Parts of the archive.
  public var parts = 500
  /// Bytes of one part, unpacked.
  public var partBytes = 16_000_000
  /// Cells of the sheet, and texts it may share with others.
  public var cells = 100_000
  /// Bytes of one text.
  public var textBytes = 4096

  /// The usual limits.
  public init() {}
}

/// The parts of an archive in memory.
final class WorkbookArchive {
  private let archive: OpaquePointer
  private let limits: WorkbookLimits
  /// The archive reads from here until it is closed.
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Opens an archive.
  ///
  /// - Throws: a refusal when the bytes are no archive, or too many.
  init(_ bytes: [UInt8], limits: WorkbookLimits) throws(Refusal) {
    guard bytes.count <= limits.fileBytes else { throw WorkbookArchive.tooLarge(limits.fileBytes) }
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(copy.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
      copy.deallocate()
      throw WorkbookArchive.unreadable
    }
    guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      zip_source_free(source)
      copy.deallocate()
      throw WorkbookArchive.unreadable
    }
    self.archive = archive
    self.limits = limits
    self.bytes = copy
    guard zip_get_num_entries(archive, 0) <= limits.parts else { throw WorkbookArchive.tooLarge(limits.fileBytes) }
  }

  deinit {
    zip_discard(archive)
    bytes.deallocate()
  }

  /// The bytes of a part; nil when there is none of that name.
  func part(_ name: String) throws(Refusal) -> [UInt8]? {
    let index = zip_name_locate(archive, name, 0)
    guard index >= 0 else { return nil }
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0,
      let file = zip_fopen_index(archive, zip_uint64_t(index), 0)
    else { throw WorkbookArchive.unreadable }
    defer { zip_fclose(file) }
    guard status.size <= limits.partBytes else { throw WorkbookArchive.tooLarge(limits.fileBytes) }
    // What the archive says of itself may be wrong: reading stops at what it announced.
    var content = [UInt8](repeating: 0, count: Int(status.size))
    var filled = 0
    while filled < content.count {
      let read = content.withUnsafeMutableBytes { buffer in
        zip_fread(file, buffer.baseAddress.map { $0 + filled }, zip_uint64_t(buffer.count - filled))
      }
      guard read > 0 else { throw WorkbookArchive.unreadable }
      filled += Int(read)
    }
    return content
  }

  static var unreadable: Refusal { Refusal(Diagnostic(.error, WorkbookMessage.unreadable)) }

  static func tooLarge(_ bytes: Int) -> Refusal {
    Refusal(Diagnostic(.error, WorkbookMessage.tooLarge, ["megabytes": .integer(bytes / 1_000_000)]))
  }
}
