// From an address a person gives to a store.

import Databases
import Foundation
import Quantities
import Storage

/// Where the store is, and how it is opened.
public struct StoreLocation: Sendable {
  /// The address.
  let address: DatabaseAddress
  private let isDefault: Bool
  private let schema: Schema

  /// The store of this address; of the usual place when nil: `SILLAGE_DATABASE`, else `sillage/sillage.db` under
  /// `XDG_DATA_HOME`, else under `~/.local/share`.
  public init(
    _ text: String?, environment: [String: String], directory: DataDirectory
  ) throws(Refusal) {
    func named(_ variable: String) -> String? { environment[variable].flatMap { $0.isEmpty ? nil : $0 } }
    let data = named("XDG_DATA_HOME") ?? named("HOME").map { $0 + "/.local/share" }
    schema = try directory.schema()
    if let text = text ?? named("SILLAGE_DATABASE") {
      address = DatabaseAddress(text)
      isDefault = false
      // Meant for a server, it would name a file, and a password would be shown with it.
      guard !address.isMistaken else {
        throw Refusal(Diagnostic(.error, UseCaseMessage.databaseAddress, field: "--database"))
      }
    } else if let data {
      address = .file(data + "/sillage/sillage.db")
      isDefault = true
    } else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.databaseUnsaid))
    }
  }

  /// Opens the store.
  ///
  /// - Parameter creating: whether a file that is not there is made.
  public func open(creating: Bool, at now: Timestamp) throws(Refusal) -> Store {
    if isDefault, creating { try makeFolder() }
    do throws(Refusal) {
      return try Store.open(address, schema: schema, creating: creating, at: now)
    } catch { throw error.inFile(address.shown) }
  }

  /// Brings the database to this program's schema; returns the names of the steps applied.
  public func migrate(at now: Timestamp) throws(Refusal) -> [String] {
    if isDefault { try makeFolder() }
    do throws(Refusal) {
      return try Store.migrate(address, schema: schema, at: now)
    } catch { throw error.inFile(address.shown) }
  }

  /// The address to show: without password.
  public var shown: String { address.shown }

  /// The folder of the database's file, whose disk it fills; nil for a server's.
  public var folder: String? {
    guard case .file(let path, _) = address else { return nil }
    return URL(filePath: path).deletingLastPathComponent().path
  }

  /// Where a site on this database keeps the key it signs with, unless its operator names another: beside the database's file.
  /// Nil for a server's, which has no folder here.
  public var keyPath: String? { folder.map { $0 + "/signing.key" } }

  /// The same, where a site has made it already.
  public var existingKeyPath: String? { keyPath.flatMap { FileStatus($0) == nil ? nil : $0 } }

  /// What a backup of such a database begins with.
  var backupHead: [UInt8] {
    if case .server = address { Array("PGDMP".utf8) } else { Array("SQLite format 3\0".utf8) }
  }

  private func makeFolder() throws(Refusal) {
    guard case .file(let path, _) = address else { return }
    do {
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Refusal(
        Diagnostic(.error, UseCaseMessage.fileNotWritten, ["reason": .text(error.localizedDescription)], file: path))
    }
  }
}

extension DataDirectory {
  /// The steps of the store's schema.
  public func schema() throws(Refusal) -> Schema { Schema(files: try files(of: "Storage")) }
}

/// An organisation as a person names it: by SIREN, by number (`#3`), or by its name.
public enum FindOrganisation {
  /// The handle on it.
  ///
  /// - Parameter text: nil for the only one there is.
  public static func run(_ text: String?, in store: Store) throws(Refusal) -> OrganisationStore {
    let all = try store.instance(as: .console).organisations()
    let found = text.map { text in all.filter { $0.isCalled(text) } } ?? all
    guard let first = found.first, found.count == 1 else {
      let shown = 12
      let names = all.prefix(shown).map { "\($0.siren ?? "#\($0.id.number)") \($0.name)" }
      let known = (names + (all.count > shown ? ["… (\(all.count))"] : [])).joined(separator: " · ")
      let key: UseCaseMessage =
        all.isEmpty ? .organisationNone : found.isEmpty ? .organisationNotFound : .organisationAmbiguous
      throw Refusal(
        Diagnostic(.error, key, ["text": .text(text ?? ""), "known": .text(known)], field: "--organisation"))
    }
    return try store.organisation(first.id, as: .console)
  }
}

extension OrganisationStore.Profile {
  fileprivate func isCalled(_ text: String) -> Bool {
    siren == text.filter { !$0.isWhitespace } || "#\(id.number)" == text || name.folded == text.folded
  }
}
