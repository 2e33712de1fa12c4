import Quantities

/// A publication that figures are taken from: one row of `sources.csv`.
public struct Source: Sendable, Hashable {
  /// Its id in the data files.
  public let id: String
  /// Its title.
  public let title: String
  /// Who publishes it.
  public let publisher: String
  /// The year of publication; empty when not said.
  public let year: String
  /// Where it can be read.
  public let url: String
  /// Under which terms its figures may be used again.
  public let licence: String
  /// A remark, in French.
  public let note: String

  /// The source as it is printed beside a figure, at a place inside it such as an element number.
  public func citation(reference: String = "") -> Citation {
    let parts = [title, publisher, year].filter { !$0.isEmpty }
    return Citation(text: parts.joined(separator: ", "), reference: reference, url: url)
  }
}

/// All sources by id.
public struct SourceList: Sendable {
  private let byID: [String: Source]

  /// Reads `sources.csv`.
  public init(_ files: ReferenceFiles) throws(Refusal) {
    var byID: [String: Source] = [:]
    _ = try files.records("sources.csv", columns: ["id", "title", "publisher", "year", "url", "licence"]) {
      (record) throws(Diagnostic) in
      let id = try record.required("id")
      let source = Source(
        id: id, title: try record.required("title"), publisher: record.text("publisher"), year: record.text("year"),
        url: record.text("url"), licence: record.text("licence"), note: record.text("note"))
      guard byID.updateValue(source, forKey: id) == nil else {
        throw record.problem(.duplicate, "id", ["value": .text(id)])
      }
    }
    self.byID = byID
  }

  /// The source of that id.
  public subscript(id: String) -> Source? { byID[id] }

  /// All sources, by id.
  public var all: [Source] { byID.values.sorted { $0.id < $1.id } }

  /// The source a row names.
  public func source(of record: ReferenceRecord, column: String = "source") throws(Diagnostic) -> Source {
    let id = try record.required(column)
    guard let source = byID[id] else { throw record.problem(.sourceUnknown, column, ["value": .text(id)]) }
    return source
  }
}
