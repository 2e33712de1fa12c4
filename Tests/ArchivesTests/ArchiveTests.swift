import Foundation
import Quantities
import Testing

@testable import Archives

/// Archives are read from anybody and written for anybody.
@Suite struct ArchiveTests {
  private func entry(_ name: String, _ text: String = "x") -> ZipArchive.Entry {
    ZipArchive.Entry(name: name, text: text)
  }

  private func refused(_ make: () throws -> ZipArchive) -> String? {
    do {
      _ = try make()
      return nil
    } catch { return (error as? Refusal)?.diagnostics.first?.message.key }
  }

  @Test func `What is written is read back, in order, and written again the same`() throws {
    let archive = try ZipArchive([
      entry("b.txt", "second"), entry("a/é.txt", "first"), entry("empty", ""),
      ZipArchive.Entry(name: "all.bin", bytes: Array(0...255)),
    ])
    let read = try ZipArchive(reading: archive.bytes)
    #expect(read == archive)
    #expect(read.bytes == archive.bytes)
    #expect(read["a/é.txt"] == Array("first".utf8))
    #expect(read["none"] == nil)
    #expect(try ZipArchive(reading: ZipArchive([]).bytes).entries.isEmpty)
  }

  @Test func `The bytes are those of the format, header by header`() throws {
    let bytes = try ZipArchive([entry("a", "123456789")]).bytes
    #expect(bytes.count == 30 + 1 + 9 + 46 + 1 + 22)
    // The check value of CRC-32 is that of these nine digits.
    #expect(Array(bytes[14..<18]) == [0x26, 0x39, 0xF4, 0xCB])
    #expect(Array(bytes[10..<14]) == [0, 0, 0x21, 0])
  }

  /// Made by another program: deflated, with a folder and an accent.
  private static let foreign = """
    UEsDBBQAAAAIAIMYIlgAAAAAAgAAAAAAAAAJAAAAZmFjdHVyZXMvAwBQSwMEFAAACAgAgxgiWIlqJjQJAAAAyAAAABUAAABmYWN0dXJlcy/DqW5l\
    cmdpZS50eHTLDs9QyB4GGABQSwMEFAAAAAgAgxgiWAAAAAACAAAAAAAAAAUAAABiLnR4dAMAUEsBAhQDFAAAAAgAgxgiWAAAAAACAAAAAAAAAAkA\
    AAAAAAAAAAAAAIABAAAAAGZhY3R1cmVzL1BLAQIUAxQAAAgIAIMYIliJaiY0CQAAAMgAAAAVAAAAAAAAAAAAAACAASkAAABmYWN0dXJlcy/DqW5l\
    cmdpZS50eHRQSwECFAMUAAAACACDGCJYAAAAAAIAAAAAAAAABQAAAAAAAAAAAAAAgAFlAAAAYi50eHRQSwUGAAAAAAMAAwCtAAAAigAAAAAA
    """

  /// 100 000 zero bytes in 114.
  private static let swollen = """
    UEsDBBQAAAAIAIMYIlh9lRHUcgAAAKCGAQABAAAAYe3BMQEAAADCoPVPbQ0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBXA1BLAQIU\
    AxQAAAAIAIMYIlh9lRHUcgAAAKCGAQABAAAAAAAAAAAAAACAAQAAAABhUEsFBgAAAAABAAEALwAAAJEAAAAAAA==
    """

  private func decoded(_ base64: String) throws -> [UInt8] { [UInt8](try #require(Data(base64Encoded: base64))) }

  @Test func `Archives of other programs are read, compressed or not; folders are passed over`() throws {
    let archive = try ZipArchive(reading: decoded(Self.foreign))
    #expect(archive.entries.map(\.name) == ["factures/énergie.txt", "b.txt"])
    #expect(archive["factures/énergie.txt"] == Array(String(repeating: "kWh ", count: 50).utf8))
  }

  @Test func `A bomb is refused by what it declares, and one that declares less than it holds by what comes out`()
    throws
  {
    var bytes = try decoded(Self.swollen)
    #expect(try ZipArchive(reading: bytes).entries.first?.bytes.count == 100_000)
    #expect(
      refused { try ZipArchive(reading: bytes, limits: ZipLimits(entryBytes: 99_999)) } == "archive.file-too-large")
    #expect(
      refused { try ZipArchive(reading: bytes, limits: ZipLimits(totalBytes: 99_999)) } == "archive.total-too-large")
    #expect(
      refused { try ZipArchive(reading: bytes, limits: ZipLimits(archiveBytes: bytes.count - 1)) }
        == "archive.too-large")
    // The size declared in both headers becomes 160 bytes instead of 100 000.
    for offset in [22, 145 + 24] { bytes.replaceSubrange(offset..<offset + 4, with: [160, 0, 0, 0]) }
    #expect(refused { try ZipArchive(reading: bytes, limits: ZipLimits(entryBytes: 1000)) } == "archive.damaged")
  }

  @Test func `Limits hold for what is written too`() throws {
    #expect(
      refused { try ZipArchive([entry("a"), entry("b")], limits: ZipLimits(entries: 1)) } == "archive.too-many-files")
    let two = try ZipArchive([entry("a"), entry("b")]).bytes
    #expect(refused { try ZipArchive(reading: two, limits: ZipLimits(entries: 1)) } == "archive.too-many-files")
    #expect(
      refused { try ZipArchive([entry("a", "1234")], limits: ZipLimits(entryBytes: 3)) } == "archive.file-too-large")
  }

  @Test(arguments: [
    "/etc/passwd", "../a", "a/../b", "a//b", "a/", "", "C:/a", "a\\b", "a\nb", "a\u{0}b", "./a",
    String(repeating: "a", count: 241),
  ])
  func `A name that would not unpack safely is refused`(name: String) {
    #expect(refused { try ZipArchive([entry(name)]) } == "archive.name-unsafe")
  }

  @Test func `Unsafe names are refused in what is read`() throws {
    // A safe name of the same length, replaced in both headers.
    let bytes = try ZipArchive([entry("abcd")]).bytes
    for name in ["../x", "/abc", "a\\bc", "ab//"] {
      var forged = bytes
      for offset in [30, bytes.count - 22 - 4] { forged.replaceSubrange(offset..<offset + 4, with: name.utf8) }
      #expect(refused { try ZipArchive(reading: forged) } == "archive.name-unsafe", "\(name)")
    }
  }

  @Test func `Two names that are one file on some machines are refused`() {
    #expect(refused { try ZipArchive([entry("a.txt"), entry("A.TXT")]) } == "archive.name-twice")
    #expect(refused { try ZipArchive([entry("\u{E9}"), entry("e\u{301}")]) } == "archive.name-twice")
  }

  @Test func `What is no archive, is cut or is encrypted is refused by name`() throws {
    var bytes = try ZipArchive([entry("a", "secret")]).bytes
    #expect(refused { try ZipArchive(reading: []) } == "archive.unreadable")
    #expect(refused { try ZipArchive(reading: Array("not a ZIP archive at all".utf8)) } == "archive.unreadable")
    for count in 1..<bytes.count {
      #expect(refused { try ZipArchive(reading: Array(bytes.prefix(count))) } != nil, "\(count) bytes")
    }
    bytes[31] ^= 1
    #expect(refused { try ZipArchive(reading: bytes) } == "archive.damaged")
    bytes[31] ^= 1
    for offset in [6, 37 + 8] { bytes[offset] |= 1 }
    #expect(refused { try ZipArchive(reading: bytes) } == "archive.encrypted")
  }

  @Test func `No noise makes the reader do anything but refuse or read`() throws {
    let archive = try ZipArchive([entry("a", "some text"), entry("b/c", "more of it")])
    let bytes = archive.bytes
    var noise = SeededGenerator(seed: 7)
    for _ in 0..<5000 {
      var changed = bytes
      for _ in 0...Int(noise.next() % 4) {
        changed[Int(noise.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: noise.next())
      }
      _ = try? ZipArchive(reading: changed, limits: ZipLimits(entryBytes: 1000, totalBytes: 5000))
    }
  }
}
