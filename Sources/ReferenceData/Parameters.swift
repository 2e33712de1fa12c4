import Quantities

/// The scalars that are law, convention or choice, each with the dates between which it holds.
public struct Parameters: Sendable {
  private struct Entry {
    let text: String
    let validity: Validity
  }

  private let entries: [String: [Entry]]

  /// Reads `parameters.csv`.
  public init(_ files: ReferenceFiles) throws(Refusal) {
    var entries: [String: [Entry]] = [:]
    let columns = ["id", "value", "unit", "valid_from", "valid_to", "reference"]
    _ = try files.records("parameters.csv", columns: columns) { (record) throws(Diagnostic) in
      let id = try record.required("id")
      let entry = Entry(text: try record.required("value"), validity: try record.validity())
      entries[id, default: []].append(entry)
    }
    self.entries = entries
  }

  /// The number a parameter has on a date. When several rows hold, the last one wins.
  ///
  /// - Throws: a diagnostic when there is none on that date, or when it is not a number.
  public func value(_ id: String, on date: CalendarDate) throws(Diagnostic) -> Rational {
    let text = try text(id, on: date)
    guard let value = Rational(decimal: text) else {
      throw Diagnostic(
        .error, ReferenceMessage.parameterNotNumber, ["parameter": .text(id), "value": .text(text)],
        file: "parameters.csv", field: id)
    }
    return value
  }

  /// The text of a parameter on a date, for those that are names.
  public func text(_ id: String, on date: CalendarDate) throws(Diagnostic) -> String {
    guard let entry = entries[id]?.last(where: { $0.validity.contains(date) }) else {
      throw Diagnostic(
        .error, ReferenceMessage.parameterMissing, ["parameter": .text(id), "date": .date(date)],
        file: "parameters.csv", field: id)
    }
    return entry.text
  }
}
