// Reads ZIP archives that others made, through libzip, from memory and within limits.

import CZip
import Quantities

extension ZipArchive {
  /// Reads an archive, stored or compressed. Folders are passed over: files name them.
  ///
  /// - Throws: a refusal when it is no ZIP archive, passes a limit, is encrypted or damaged, or when a name would not unpack
  ///   safely or stands twice. Names and declared sizes are checked before anything is unpacked, and no file gives more
  ///   bytes than declared.
  public init(reading bytes: [UInt8], limits: ZipLimits = ZipLimits()) throws(Refusal) {
    guard bytes.count <= limits.archiveBytes else {
      throw ZipLimits.refusal(.tooLarge, ["limit": .integer(limits.archiveBytes)])
    }
    // libzip takes an empty source for an archive to be made.
    guard !bytes.isEmpty else { throw ZipLimits.refusal(.unreadable) }
    let read: Result<[Entry], Refusal> = bytes.withUnsafeBytes { buffer in
      do throws(Refusal) { return .success(try ZipReading(buffer, limits).entries()) } catch { return .failure(error) }
    }
    entries = try read.get()
  }
}

/// An archive open in libzip; closed when nothing refers to it any more.
private final class ZipReading {
  /// A file as the archive's directory declares it.
  private struct Listed {
    let index: UInt64
    let name: String
    let size: UInt64
  }

  private let archive: OpaquePointer
  private let limits: ZipLimits

  /// - Parameter buffer: must outlive the reading.
  init(_ buffer: UnsafeRawBufferPointer, _ limits: ZipLimits) throws(Refusal) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &error) else {
      throw ZipLimits.refusal(.unreadable)
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw ZipLimits.refusal(.unreadable)
    }
    self.archive = archive
    self.limits = limits
  }

  deinit { zip_discard(archive) }

  func entries() throws(Refusal) -> [ZipArchive.Entry] {
    let count = Int(max(zip_get_num_entries(archive, 0), 0))
    guard count <= limits.entries else {
      throw ZipLimits.refusal(.tooManyFiles, ["count": .integer(count), "limit": .integer(limits.entries)])
    }
    var listed: [Listed] = []
    for index in 0..<UInt64(count) {
      let file = try list(index)
      if !(file.name.hasSuffix("/") && file.size == 0) { listed.append(file) }
    }
    try limits.check(listed.map { (name: $0.name, size: $0.size) })
    var entries: [ZipArchive.Entry] = []
    for file in listed { entries.append(ZipArchive.Entry(name: file.name, bytes: try unpack(file))) }
    return entries
  }

  private func list(_ index: UInt64) throws(Refusal) -> Listed {
    var status = zip_stat_t()
    zip_stat_init(&status)
    let wanted = UInt64(ZIP_STAT_NAME | ZIP_STAT_SIZE)
    guard zip_stat_index(archive, index, 0, &status) == 0, status.valid & wanted == wanted, let text = status.name
    else {
      throw ZipLimits.refusal(.unreadable)
    }
    let name = String(cString: text)
    guard status.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) == 0 || status.encryption_method == UInt16(ZIP_EM_NONE)
    else { throw ZipLimits.refusal(.encrypted, ["name": .text(name)]) }
    return Listed(index: index, name: name, size: status.size)
  }

  private func unpack(_ listed: Listed) throws(Refusal) -> [UInt8] {
    let damaged = ZipLimits.refusal(.damaged, ["name": .text(listed.name)])
    guard let file = zip_fopen_index(archive, listed.index, 0) else { throw damaged }
    defer { zip_fclose(file) }
    let size = Int(listed.size)
    var filled = 0
    // One byte more than declared: the read that meets the file's end is the one that compares its CRC.
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      while filled <= size {
        let got = buffer.baseAddress.map { zip_fread(file, $0 + filled, UInt64(size + 1 - filled)) } ?? -1
        if got < 0 { filled = -1 }
        guard got > 0 else { break }
        filled += Int(got)
      }
      count = max(filled, 0)
    }
    guard filled == size else { throw damaged }
    return bytes
  }
}
