// What a store holds, without what differs from one run to the next: times, and numbers of jobs.

import Databases
import Foundation
import Quantities
import Storage
import TestSupport
import UseCases

/// The content of a store, to be compared with that of another.
struct DrillState: Equatable {
  /// The rows of each table, as the export writes them.
  private(set) var tables: [String: [String]] = [:]
  private var columns: [String: [String]] = [:]

  /// What `sillage verify` would find wrong; looked for at the end of a drill only.
  private(set) var faults: [String] = []

  static func == (left: DrillState, right: DrillState) -> Bool { left.tables == right.tables }

  /// The content of the store at an address.
  ///
  /// - Parameter verifying: whether seals, sums and the engine's own structures are checked too.
  init(_ address: DatabaseAddress, verifying: Bool = false) throws {
    let store = try Store.open(address, schema: try DrillState.schema(), creating: false, at: DrillState.moment)
    defer { store.close() }
    if verifying { faults = try CheckStore(store).faults.map { "\($0.message)" } }
    var bytes: [UInt8] = []
    try store.export { bytes.append(contentsOf: $0) }
    var table = ""
    var masked: [Int] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("@") {
        let words = line.dropFirst().split(separator: " ").map(String.init)
        table = words[0]
        columns[table] = words.dropFirst().map { String($0.prefix { $0 != ":" }) }
        masked = words.dropFirst().enumerated().filter { DrillState.varies($0.element) }.map(\.offset)
      } else if !table.isEmpty {
        tables[table, default: []].append(DrillState.mask(line, masked))
      }
    }
  }

  /// The schema of the checkout.
  static func schema() throws -> Schema { try DataDirectory.checkout(Checkout.root).schema() }

  /// A moment for what is written in this process.
  static let moment = Timestamp(milliseconds: 1_735_689_600_000)

  private static func varies(_ column: String) -> Bool {
    let name = column.prefix { $0 != ":" }
    return name == "at" || name.hasSuffix("_at") || name == "job"
  }

  private static func mask(_ line: Substring, _ columns: [Int]) -> String {
    guard !columns.isEmpty else { return String(line) }
    var fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    for column in columns { fields[column] = "…" }
    return fields.joined(separator: "\t").replacing(/\ job \d+/, with: "")
  }

  /// The names of the tables that differ, for the report of a failure.
  func difference(from other: DrillState) -> String {
    let names = Set(tables.keys).union(other.tables.keys).filter { tables[$0] != other.tables[$0] }
    return names.sorted().map { name in
      "\(name): \(tables[name]?.count ?? 0) rows against \(other.tables[name]?.count ?? 0)"
    }.joined(separator: ", ")
  }

  /// The values of some columns of a table, row by row.
  func values(_ table: String, _ names: [String]) -> [[String]] {
    let positions = names.compactMap { columns[table]?.firstIndex(of: $0) }
    return (tables[table] ?? []).map { row in
      let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
      return positions.map { String(fields[$0]) }
    }
  }
}

extension DatabaseAddress {
  /// The address as it is typed.
  var typed: String {
    switch self {
    case .file(let path, let pages): pages.map { "sqlite:\(path)?max_page_count=\($0)" } ?? path
    case .server(let uri): uri
    }
  }
}
