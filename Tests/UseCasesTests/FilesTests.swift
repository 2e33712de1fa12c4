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
    #expect(key { _ = try InputFile(path: folder.path).bytes() } == "file.unreadable")
  }

  @Test("A file is not replaced unless asked, and folders are made")
  func writing() throws {
    let file = OutputFile(path: folder.appending(path: "deep/b").path)
    try file.write([1], replacing: false)
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
    for target in ["ReferenceData", "Wording", "Accounting"] {
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
