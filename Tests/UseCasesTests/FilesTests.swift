import CarbonAccounting
import Foundation
import Quantities
import ReferenceData
import Testing
import Wording

@testable import UseCases

@Suite("Files")
struct FilesTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sillage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func key(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch let refusal as Refusal { return refusal.diagnostics.first?.message.key ?? "?" } catch { return "\(error)" }
  }

  @Test("A file that is not there or too large is refused by name")
  func reading() throws {
    let path = folder.appending(path: "a").path
    #expect(key { _ = try InputFile(path: path).bytes() } == "file.missing")
    try Data([1, 2, 3]).write(to: folder.appending(path: "a"))
    #expect(key { _ = try InputFile(path: path).bytes(limit: 2) } == "file.too-large")
    #expect(try InputFile(path: path).bytes(limit: 3) == [1, 2, 3])
    #expect(key { _ = try InputFile(path: folder.path).bytes() } == "file.is-folder")
    #expect(key { _ = try SurveyLedger(path: folder.path) } == "file.is-folder")
    #expect(key { _ = try ImportFactors.run(folder.path, release: "V1", into: .none) } == "file.is-folder")
  }

  @Test(
    "Text is UTF-8, with or without a byte order mark; UTF-16, Latin-1 and binary files are refused as such",
    arguments: [
      (Array("é".utf8), "é"), ([0xEF, 0xBB, 0xBF] + Array("é".utf8), "é"), ([0x61, 0], nil),
      ([0xFF, 0xFE, 0x61, 0], nil), ([0x61, 0xE9], nil),
    ] as [([UInt8], String?)])
  func text(bytes: [UInt8], text: String?) throws {
    let file = InputFile(path: folder.appending(path: "t").path)
    try Data(bytes).write(to: URL(filePath: file.path))
    if let text { #expect(try file.text() == text) } else { #expect(key { _ = try file.text() } == "file.not-text") }
  }

  @Test("Only a regular file is written over, never a device, a folder, or a link to nowhere")
  func targets() throws {
    let manager = FileManager.default
    #expect(key { try OutputFile(path: "/dev/null").write([1], replacing: true) } == "file.not-regular")
    #expect(key { try OutputFile(path: folder.path).write([1], replacing: true) } == "file.is-folder")
    let lost = folder.appending(path: "lost").path
    try manager.createSymbolicLink(atPath: lost, withDestinationPath: folder.appending(path: "nowhere").path)
    #expect(key { try OutputFile(path: lost).write([1], replacing: true) } == "file.not-regular")
    let toFolder = folder.appending(path: "to-folder").path
    try manager.createSymbolicLink(atPath: toFolder, withDestinationPath: folder.path)
    #expect(key { try OutputFile(path: toFolder).write([1], replacing: true) } == "file.is-folder")
    let real = folder.appending(path: "real").path
    let link = folder.appending(path: "link").path
    try OutputFile(path: real).write([1], replacing: false)
    try manager.createSymbolicLink(atPath: link, withDestinationPath: real)
    try OutputFile(path: link).write([2], replacing: true)
    #expect(try InputFile(path: real).bytes() == [2])
  }

  @Test("A file that is read is not written over, under whatever name")
  func inputs() throws {
    let real = folder.appending(path: "in").path
    try OutputFile(path: real).write([1], replacing: false)
    let hard = folder.appending(path: "hard").path
    try FileManager.default.linkItem(atPath: real, toPath: hard)
    for name in [real, folder.path + "/./in", hard] {
      #expect(key { try OutputFile(path: name).checkApart(from: ["other", real]) } == "file.is-input")
    }
    #expect(key { try OutputFile(path: folder.path + "/out").checkApart(from: [real]) } == "")
  }

  @Test("A file is not replaced unless asked, and folders are made where asked only")
  func writing() throws {
    let file = OutputFile(path: folder.appending(path: "deep/b").path)
    #expect(key { try file.write([1], replacing: false) } == "file.no-folder")
    try file.write([1], replacing: false, makingFolders: true)
    #expect(key { try file.write([2], replacing: false) } == "file.exists")
    try file.write([2], replacing: true)
    #expect(try InputFile(path: file.path).bytes() == [2])
    let under = OutputFile(path: file.path + "/c")
    #expect(key { try under.write([1], replacing: false) } == "file.not-written")
  }

  @Test("Data are found beside the executable, in the checkout above it, or where SILLAGE_DATA says; else it is said")
  func data() throws {
    #expect(
      key { _ = try DataDirectory.find(executable: folder.appending(path: "sillage"), environment: [:]) }
        == "data.missing")
    for target in DataDirectory.targets {
      try FileManager.default.createDirectory(
        at: folder.appending(path: "bin/data/\(target)"), withIntermediateDirectories: true)
    }
    _ = try DataDirectory.find(executable: folder.appending(path: "bin/sillage"), environment: [:])
    _ = try DataDirectory.find(
      executable: nil, environment: ["SILLAGE_DATA": folder.appending(path: "bin/data").path])
  }

  @Test("The shipped data files all read")
  func library() throws {
    let library = try Library.shipped()
    #expect(library.reference.factors.factor("energy.electricity") != nil)
    #expect(!library.catalogue.keys.isEmpty)
  }
}
