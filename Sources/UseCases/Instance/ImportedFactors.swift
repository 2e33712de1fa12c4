// Where imported publications are kept, and how they are found again.

import Foundation
import Quantities
import ReferenceData

/// The folder of imported publications: one compact file per release, read only when something asks for it.
public struct ImportedFactors: Sendable {
  /// The folder; nil when the environment names none.
  public let folder: String?
  /// Files that were kept with a fiscal year, in place of a folder.
  private var kept: [String: [UInt8]] = [:]

  /// No imported publication.
  public static let none = ImportedFactors(folder: nil)

  /// The publications of a folder.
  public init(folder: String?) { self.folder = folder }

  /// The publications in files that were kept, by name.
  init(kept: [String: [UInt8]]) {
    folder = nil
    self.kept = kept
  }

  /// `SILLAGE_FACTORS`, else `sillage/factors` under `XDG_DATA_HOME`, else under `~/.local/share`.
  public init(environment: [String: String]) {
    func named(_ variable: String) -> String? { environment[variable].flatMap { $0.isEmpty ? nil : $0 } }
    let data = named("XDG_DATA_HOME") ?? named("HOME").map { $0 + "/.local/share" }
    folder = named("SILLAGE_FACTORS") ?? data.map { $0 + "/sillage/factors" }
  }

  /// The imported publications, newest release first.
  ///
  /// - Throws: a refusal naming a file that is damaged or of another format.
  public func catalogues() throws(Refusal) -> [ImportedCatalogue] {
    var catalogues: [ImportedCatalogue] = []
    for (name, bytes) in try files().sorted(by: { $0.key < $1.key }) {
      do throws(Refusal) { catalogues.append(try ImportedCatalogue(bytes)) } catch { throw error.inFile(name) }
    }
    return catalogues.sorted { ImportedFactors.isOlder($1.release, $0.release) }
  }

  /// The files of the publications, by name.
  func files() throws(Refusal) -> [String: [UInt8]] {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return kept }
    var files: [String: [UInt8]] = [:]
    for name in names where name.hasSuffix(ImportedFactors.suffix) {
      files[name] = try InputFile(path: "\(folder)/\(name)").bytes()
    }
    return files
  }

  /// The factors of these ids in every imported release, oldest first. Unknown ids and figures that are no factors give
  /// none: whoever wanted them says so.
  public func factors(_ ids: some Collection<String>, sources: SourceList) throws(Refusal) -> [EmissionFactor] {
    try catalogues().reversed().flatMap { catalogue in
      ids.compactMap { id -> EmissionFactor? in
        guard let element = catalogue.element(id: id), let source = sources[catalogue.publication] else { return nil }
        return element.factor(publication: catalogue.publication, release: catalogue.release, source: source)
      }
    }
  }

  /// Where a release is kept; nil without a folder.
  func path(publication: String, release: String) -> String? {
    folder.map { "\($0)/\(publication)-\(release)\(ImportedFactors.suffix)" }
  }

  private static let suffix = ".factors"

  /// V9.2 before V22.0, V23.6 before V23.11: numbers compare as numbers.
  private static func isOlder(_ a: String, _ b: String) -> Bool {
    func numbers(_ release: String) -> [Int] { release.split { !$0.isNumber }.map { Int($0) ?? 0 } }
    return numbers(a).lexicographicallyPrecedes(numbers(b))
  }
}

extension ImportedCatalogue {
  /// The element of an id such as `base-carbone:25775`; nil when it is of another publication, or not there.
  public func element(id: String) -> ImportedElement? {
    let prefix = publication + ":"
    return id.hasPrefix(prefix) ? element(String(id.dropFirst(prefix.count))) : nil
  }
}
