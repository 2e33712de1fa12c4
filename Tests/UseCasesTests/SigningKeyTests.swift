import Crypto
import Foundation
import Quantities
import TestSupport
import Testing

@testable import UseCases

@Suite struct SigningKeyTests {
  @Test func `Closings that come together sign with one key`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "key").path
    let keys = try await withThrowingTaskGroup(of: Data.self) { group in
      for _ in 0..<8 { group.addTask { try SigningKey(path: path).read().rawRepresentation } }
      return try await group.reduce(into: Set<Data>()) { $0.insert($1) }
    }
    #expect(keys.count == 1)
    #expect(keys.contains(try SigningKey(path: path).read().rawRepresentation))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key"])
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `A key that cannot be made or read is refused`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "key-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func key(_ name: String) throws(Refusal) -> UseCaseMessage? {
      do throws(Refusal) {
        _ = try SigningKey(path: folder.appending(path: name).path).read()
        return nil
      } catch { return error.diagnostics.first.flatMap { UseCaseMessage(rawValue: $0.message.key) } }
    }
    #expect(try key("nowhere/key") == .fileNoFolder)
    #expect(try key(".") == .fileIsFolder)
    try Data("no key".utf8).write(to: folder.appending(path: "wrong"))
    #expect(try key("wrong") == .keyUnreadable)
    // A link that leads nowhere is not followed: the key would lie where nobody looks for it.
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "link"), withDestinationURL: folder.appending(path: "away"))
    #expect(try key("link") == .fileMissing)
  }
}
