import Quantities
import ReferenceData

/// Imports the Base Carbone whole, once: afterwards any element is found in milliseconds.
public enum ImportFactors {
  /// What was imported.
  public struct Result: Sendable {
    /// The elements, and an account of every row.
    public let imported: BaseCarboneImport
    /// The release, which is the vintage of its factors.
    public let release: String
    /// The compact file that was written.
    public let path: String
  }

  /// Reads the official file and keeps it in compact form; the same release imported again is replaced.
  ///
  /// - Parameters:
  ///   - path: the official CSV file.
  ///   - release: `V22.0`; nil to read it in the file's name.
  ///   - folder: where imported publications are kept.
  /// - Throws: a refusal when the file is none, its release is not said, or the copy cannot be written.
  public static func run(_ path: String, release: String? = nil, into folder: ImportedFactors) throws(Refusal) -> Result
  {
    let file = InputFile(path: path)
    let bytes = try file.bytes(limit: 256_000_000)
    guard let release = (release ?? file.name).firstRelease else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.factorsReleaseMissing, file: file.name, field: "--release"))
    }
    let imported: BaseCarboneImport
    do throws(Refusal) { imported = try BaseCarbone.read(bytes) } catch {
      throw error.inFile(file.name)
    }
    guard !imported.elements.isEmpty else {
      throw Refusal(
        [Diagnostic(.error, UseCaseMessage.factorsImportEmpty, file: file.name)] + imported.refused.prefix(5))
    }
    guard let target = folder.path(publication: BaseCarbone.publication, release: release) else {
      throw Refusal(Diagnostic(.error, UseCaseMessage.factorsNoFolder))
    }
    let compact = ImportedCatalogue.bytes(of: imported, publication: BaseCarbone.publication, release: release)
    try OutputFile(path: target).write(compact, replacing: true, makingFolders: true)
    return Result(imported: imported, release: release, path: target)
  }
}

extension String {
  /// The first version in a text, as `V22.0` in `Base_Carbone_V22.0.csv`: letters other than V and signs end it.
  fileprivate var firstRelease: String? {
    for start in indices where self[start] == "V" || self[start] == "v" {
      let numbers = self[index(after: start)...].prefix { ($0.isASCII && $0.isNumber) || $0 == "." }
      let version = numbers.split(separator: ".").joined(separator: ".")
      if !version.isEmpty { return "V" + version }
    }
    return nil
  }
}
