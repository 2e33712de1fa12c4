import CanonicalJSON
import DelimitedText
import Foundation
import Quantities
import SupplyNetwork

/// The contents of firms that buy from each other, from a file of links and a file of firms.
public struct SolveNetwork: Sendable {
  /// Firms named in one sentence; the others are counted.
  private static let named = 3

  /// The contents, and what proves them.
  public let solution: NetworkSolution
  /// Whether the residual wanted was reached.
  public var isSolved: Bool { solution.convergence.isReached }
  /// What to look at, with the file it concerns.
  public let warnings: [Diagnostic]
  /// Milliseconds spent reading the files, and solving.
  public let milliseconds: (reading: Int64, solving: Int64)

  private let edges: String

  /// Reads the files and solves the network.
  ///
  /// - Parameters:
  ///   - edges: path of the file of links: `Links.columns`.
  ///   - nodes: path of the file of firms: `Firms.columns`.
  ///   - tolerance: the residual wanted.
  ///   - threads: nil for one per processor.
  ///   - clock: the moment, for the time it takes.
  /// - Throws: a refusal with file and line of all that cannot be read. A network that is not solved to the tolerance is
  ///   given all the same: see `isSolved`.
  public init(
    edges: String, nodes: String, tolerance: Double, threads: Int? = nil, clock: () -> Timestamp
  ) throws(Refusal) {
    let start = clock()
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let threads = min(max(threads ?? processors, 1), 256)
    let network = try SolveNetwork.read(edges: edges, nodes: nodes, threads: threads)
    let read = clock()
    var settings = SolverSettings()
    settings.threads = threads
    settings.tolerance = tolerance
    solution = NetworkSolution(network, settings: settings)
    milliseconds = (read.milliseconds - start.milliseconds, clock().milliseconds - read.milliseconds)
    self.edges = InputFile(path: edges).name
    warnings = SolveNetwork.warnings(
      solution, edges: InputFile(path: edges).name, nodes: InputFile(path: nodes).name)
  }

  private static func read(edges: String, nodes: String, threads: Int) throws(Refusal) -> SupplyNetwork {
    let firms: Firms
    do throws(Refusal) { firms = try Firms.read(try InputFile(path: nodes).bytes(limit: 1 << 30)) } catch {
      throw error.inFile(InputFile(path: nodes).name)
    }
    let source = try OpenFile(path: edges).source
    do throws(Refusal) {
      return try SupplyNetwork(firms, try Links.read(source, firms: firms, threads: threads), threads: threads)
    } catch {
      throw error.inFile(InputFile(path: edges).name)
    }
  }

  private static func warnings(_ solution: NetworkSolution, edges: String, nodes: String) -> [Diagnostic] {
    let firms = solution.network.firms
    var found: [Diagnostic] = []
    if let first = solution.network.firstUnknownCustomer {
      let values: [String: MessageValue] = [
        "count": .integer(solution.network.unknownCustomers), "firm": .text(first.name),
      ]
      found.append(
        Diagnostic(.warning, NetworkRefusal.customersUnknown, values, file: edges, line: first.line, field: "customer"))
    }
    for (key, numbers) in [
      (NetworkRefusal.soldTooMuch, solution.soldTooMuch), (.nothingReaches, solution.unreached),
    ] where !numbers.isEmpty {
      let names = numbers.prefix(named).map { firms.name($0) }.joined(separator: ", ")
      let values: [String: MessageValue] = ["count": .integer(numbers.count), "firms": .text(names)]
      found.append(Diagnostic(.warning, key, values, file: nodes))
    }
    return found
  }

  /// The number of the firm of a name.
  ///
  /// - Throws: a refusal when there is none, or when it has no content.
  public func firm(_ name: String) throws(Refusal) -> Int {
    guard let number = solution.network.firms.number(of: name) else {
      throw Refusal(Diagnostic(.error, NetworkRefusal.firmUnknown, ["firm": .text(name)]))
    }
    guard solution.content(number) != nil else {
      throw Refusal(Diagnostic(.error, NetworkRefusal.firmOutside, ["firm": .text(name)]))
    }
    return number
  }

  /// The refusal of a network that was not solved, if it was not.
  public var failure: Refusal? {
    guard !isSolved else { return nil }
    let values: [String: MessageValue] = [
      "residual": .text(SolveNetwork.scientific(solution.convergence.residual)),
      "sweeps": .integer(solution.convergence.sweeps),
    ]
    return Refusal(Diagnostic(.error, NetworkRefusal.notConverged, values, file: edges))
  }

  /// `3.2e-13`.
  public static func scientific(_ value: Double) -> String { String(format: "%.1e", value) }
}
